import { lastDateOf } from '#campaign/calendar.ts';
import { STATUSES, type Campaign } from '#campaign/document.ts';
import { NO_STATUS, type Excerpt } from '#contract/delivery.ts';
import { DateField } from '../kit/DateFields.tsx';
import { ManyField } from '../kit/fields.tsx';
import { t } from '../text/text.ts';

interface ExcerptFieldsProps {
  campaign: Campaign;
  /** ISO date on which those start in whose dates it is exported. */
  start: string;
  excerpt: Excerpt;
  onChange: (excerpt: Excerpt) => void;
}

/** What of the plan is exported, where that is not to be all. */
export function ExcerptFields({ campaign, start, excerpt, onChange }: ExcerptFieldsProps) {
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ id, label: name }));
  const lists = [
    { key: 'phases', options: named(campaign.phases) },
    { key: 'lanes', options: named(campaign.lanes) },
    { key: 'segments', options: named(campaign.segments) },
    {
      key: 'statuses',
      options: [
        ...STATUSES.map((id) => ({ id: id as string, label: t(`status.${id}`) })),
        { id: NO_STATUS, label: t('filter.none.statuses') },
      ],
    },
  ] as const;
  const last = lastDateOf({ start, days: campaign.days });
  const { from: _from, until: _until, ...asked } = excerpt;
  const dated = (from: string, until: string) =>
    onChange({
      ...asked,
      ...(from === start ? {} : { from }),
      ...(until === last ? {} : { until }),
    });
  const from = excerpt.from ?? start;
  const until = excerpt.until ?? last;
  return (
    <details className="excerpt">
      <summary>{t('delivery.excerpt')}</summary>
      <p className="soft">{t('delivery.excerptText')}</p>
      <div className="excerpt-fields">
        {lists.map(({ key, options }) =>
          options.length === 0 ? null : (
            <ManyField
              key={key}
              label={t(`filter.list.${key}`)}
              value={excerpt[key] ?? []}
              options={[...options]}
              emptyMeans={t('filter.any')}
              onCommit={(ids) => onChange({ ...excerpt, [key]: ids })}
            />
          ),
        )}
        <DateField
          label={t('delivery.from')}
          value={from}
          onCommit={(first) => dated(first, first > until ? first : until)}
        />
        <DateField label={t('delivery.until')} value={until} onCommit={(day) => dated(day < from ? day : from, day)} />
      </div>
    </details>
  );
}

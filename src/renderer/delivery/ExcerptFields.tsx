import { lastDateOf } from '#campaign/calendar.ts';
import { STATUSES, type Campaign } from '#campaign/document.ts';
import { NO_STATUS, type Excerpt } from '#contract/delivery.ts';
import { DateField } from '../kit/DateFields.tsx';
import { ManyField } from '../kit/fields.tsx';
import { t } from '../text/text.ts';

interface ExcerptFieldsProps {
  campaign: Campaign;
  excerpt: Excerpt;
  onChange: (excerpt: Excerpt) => void;
}

/** What of the plan is exported, where that is not to be all. */
export function ExcerptFields({ campaign, excerpt, onChange }: ExcerptFieldsProps) {
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
  const { from: _from, until: _until, ...asked } = excerpt;
  const dated = (from: string, until: string) =>
    onChange({
      ...asked,
      ...(from === campaign.start ? {} : { from }),
      ...(until === lastDateOf(campaign) ? {} : { until }),
    });
  const from = excerpt.from ?? campaign.start;
  const until = excerpt.until ?? lastDateOf(campaign);
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
        <DateField
          label={t('delivery.until')}
          value={until}
          onCommit={(last) => dated(last < from ? last : from, last)}
        />
      </div>
    </details>
  );
}

import { AT_CAP, type Campaign, type ContactRules as Rules } from '#campaign/document.ts';
import { MOST } from '#campaign/limits.ts';
import { TimeField } from '../kit/DateFields.tsx';
import { SelectField } from '../kit/fields.tsx';
import { quietSpans } from '#campaign/quiet.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { NumberField } from '../kit/NumberField.tsx';
import { formatTime } from '../locale.ts';
import { execute } from '../session/session.ts';
import { t } from '../text/text.ts';
import { Section } from '../kit/Screen.tsx';

/** How often and when people may be written to. */
export function ContactRules({ campaign: { contact } }: { campaign: Campaign }) {
  const edit = <K extends keyof Rules>(field: K, value: Rules[K] | null) =>
    execute({ type: 'setDetails', changes: { [`contact.${field}`]: value } });
  const { capPerWeek, quietFrom, quietUntil, atCap = 'send' } = contact;
  return (
    <Section title={t('settings.contact')} hint={t('settings.contactHint')}>
      <div className="screen-fields">
        <NumberField
          label={t('settings.cap')}
          value={capPerWeek}
          min={0}
          max={MOST.capPerWeek}
          step={1}
          hint={capPerWeek === 0 ? t('settings.capNone') : t('settings.capWords', { count: capPerWeek })}
          onCommit={(next) => edit('capPerWeek', next)}
        />
        <SelectField
          label={t('settings.atCap')}
          value={atCap}
          options={AT_CAP.map((rule) => ({ id: rule, label: t(`settings.atCap.${rule}`) }))}
          hint={t(`settings.atCapHint.${atCap}`)}
          onCommit={(rule) => edit('atCap', rule === 'send' ? null : rule)}
        />
      </div>
      <div className="screen-fields">
        <TimeField label={t('settings.quietFrom')} value={quietFrom} onCommit={(next) => edit('quietFrom', next)} />
        <TimeField label={t('settings.quietUntil')} value={quietUntil} onCommit={(next) => edit('quietUntil', next)} />
      </div>
      <div className="quiet-day" aria-hidden>
        <div className="quiet-bar">
          {quietSpans(contact).map(([from, until]) => (
            <span key={from} style={{ insetInlineStart: `${from * 100}%`, inlineSize: `${(until - from) * 100}%` }} />
          ))}
        </div>
        <div className="quiet-hours faint figure">
          {['00', '06', '12', '18', '24'].map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
      </div>
      <p className="soft">
        {quietFrom === quietUntil
          ? t('settings.quietNone')
          : t('settings.quietWords', {
              from: formatTime(minuteOf(quietFrom)),
              until: formatTime(minuteOf(quietUntil)),
            })}
      </p>
    </Section>
  );
}

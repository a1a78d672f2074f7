import { rangeOf, dayOf } from '#campaign/calendar.ts';
import { isRepeated } from '#campaign/sending.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { eventSentence, goalSentence } from '../items/words.ts';
import { conditionInWords } from '#language/decisionPoints.ts';
import { formats, formatSpan } from '../locale.ts';
import { oftenInWords } from '../series/words.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';

/** The plan on paper: all of it, in the order of its dates. The timeline only draws what is in view. */
export function PlanSheet() {
  const campaign = useCampaign();
  const { phases, goals, decisions, events, touchpoints } = campaign;
  return (
    <main className="plan-sheet print-only">
      <p>{t('sheet.span', { span: formatSpan(campaign), zone: campaign.timeZone })}</p>
      <section>
        <h2>{t('sheet.touchpoints', { count: touchpoints.length })}</h2>
        <table>
          <thead>
            <tr>
              <th className="plan-sheet-when">{t('intake.field.date')}</th>
              <th>{t('inspector.name')}</th>
              <th className="plan-sheet-direction">{t('inspector.direction')}</th>
              <th>{t('inspector.channel')}</th>
              <th>{t('inspector.audience')}</th>
              <th>{t('intake.field.phase')}</th>
            </tr>
          </thead>
          <tbody>
            {touchpoints.toSorted(byStart).map((touchpoint) => (
              <TouchpointRow key={touchpoint.id} touchpoint={touchpoint} campaign={campaign} />
            ))}
          </tbody>
        </table>
      </section>
      <Dated title={t('timeline.phases')} items={phases.map((phase) => [phase, formatSpan(phase)])} />
      <Dated title={t('sheet.goals')} items={goals.map((goal) => [goal, goalSentence(campaign, goal)])} />
      <Dated
        title={t('decisions.heading')}
        items={decisions.map((decision) => [
          decision,
          t('decisions.condition', { condition: conditionInWords(campaign, decision, formats) }),
        ])}
      />
      <Dated title={t('sheet.events')} items={events.map((event) => [event, eventSentence(campaign, event)])} />
    </main>
  );
}

const byStart = (a: Touchpoint, b: Touchpoint) => a.start.localeCompare(b.start);

function TouchpointRow({ touchpoint, campaign }: { touchpoint: Touchpoint; campaign: Campaign }) {
  const { name, direction, channel, segments, days } = touchpoint;
  const day = dayOf(touchpoint.start);
  const phases = campaign.phases.filter((phase) => rangeOf(phase).from <= day && day < rangeOf(phase).until);
  return (
    <tr>
      <td className="figure">
        {formatSpan(touchpoint)}
        {days > 1 && isRepeated(touchpoint) ? <div className="faint">{oftenInWords(touchpoint)}</div> : null}
      </td>
      <th scope="row" dir="auto">
        {name}
      </th>
      <td className="plan-sheet-direction">
        <i className={`swatch swatch-${direction}`} aria-hidden /> {t(`direction.${direction}`)}
      </td>
      <td>{t(`channel.${channel}`)}</td>
      <td>{segments.length === 0 ? t('inspector.everyone') : <Names items={campaign.segments} ids={segments} />}</td>
      <td>
        <Names items={phases} ids={phases.map(({ id }) => id)} />
      </td>
    </tr>
  );
}

/** Names by id, each isolated, for they may be written in any direction. */
function Names({ items, ids }: { items: readonly { id: string; name: string }[]; ids: readonly string[] }) {
  return items
    .filter(({ id }) => ids.includes(id))
    .map(({ id, name }, index) => (
      <span key={id}>
        {index > 0 ? ', ' : ''}
        <bdi>{name}</bdi>
      </span>
    ));
}

function Dated({ title, items }: { title: string; items: [{ id: string; name: string }, string][] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <tbody>
          {items.map(([{ id, name }, words]) => (
            <tr key={id}>
              <th scope="row" dir="auto">
                {name}
              </th>
              <td dir="auto">{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

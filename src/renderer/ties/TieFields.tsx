import { dayOf } from '#campaign/calendar.ts';
import type { Campaign, Tie, Touchpoint } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import {
  ANCHOR_KINDS,
  anchorOf,
  anchorsOf,
  hangingFrom,
  isTied,
  tieOn,
  type Anchor,
  type AnchorKind,
  type Tied,
} from '#campaign/ties.ts';
import { isWorkingDay } from '#campaign/workingDays.ts';
import { tieInWords } from '#language/ties.ts';
import { Hanging } from '../items/Hanging.tsx';
import { SelectField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { NumberField } from '../kit/NumberField.tsx';
import { dayFormats, formatDate, formatNumber } from '../locale.ts';
import { execute, useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { onSide, sideOf, SIDES, type Side } from './sides.ts';
import './tieFields.css';

/** What the first day of a touchpoint hangs from, and how far it is from there. */

interface TieFieldsProps {
  campaign: Campaign;
  touchpoint: Touchpoint;
}

const NONE = 'none';
const KINDS = ['event', 'goal', 'phase', 'touchpoint'] as const satisfies AnchorKind[];
/** An epoch day. */
const A_MONDAY = dayOf('2024-01-01');
/** More are no list that anybody reads. */
const MOST_LISTED = 200;

const fieldOf = (kind: AnchorKind) => Object.entries(ANCHOR_KINDS).find(([, one]) => one === kind)![0];

export function TieFields({ campaign, touchpoint }: TieFieldsProps) {
  const { id, tie, start } = touchpoint;
  const anchors = anchorsFor(campaign, touchpoint);
  const held = tie && anchorOf(tie);
  const set = (next: Tie | null) => execute({ type: 'editTouchpoint', id, changes: { tie: next } });
  /** Keeps the date: what hangs anew is as far away as it is. */
  const hangFrom = ({ kind, id: anchor, day }: Anchor) => {
    const unit = tie?.unit ?? 'workingDays';
    const made = { [fieldOf(kind)]: anchor, count: 0, unit, ...(unit === 'weeks' && { weekday: 1 }) } as Tie;
    const next = tieOn(campaign, touchpoint, made, day, dayOf(start));
    if (next) set(next);
    else notify({ tone: 'problem', text: t('ties.tooFar', { days: formatNumber(MOST_DAYS) }) });
  };
  const ofKind = (kind: AnchorKind) =>
    nearest(
      anchors.filter((anchor) => anchor.kind === kind),
      dayOf(start),
      held?.id,
    );
  return (
    <fieldset className="inspector-group">
      <legend>{t('ties.title')}</legend>
      <SelectField
        label={t('ties.kind')}
        value={held?.kind ?? NONE}
        options={[
          { id: NONE, label: t('ties.kind.none') },
          ...KINDS.map((kind) => ({
            id: kind,
            label: t(`ties.kind.${kind}`),
            isDisabled: anchors.every((anchor) => anchor.kind !== kind),
          })),
        ]}
        onCommit={(kind) => (kind === NONE ? set(null) : hangFrom(ofKind(kind as AnchorKind)[0]!))}
      />
      {held && isTied(touchpoint) ? (
        <>
          <SelectField
            label={t('ties.which')}
            value={held.id}
            options={ofKind(held.kind).map((anchor) => ({
              id: anchor.id,
              label: anchor.name,
              description: dayFormats.weekdayDated(anchor.day),
            }))}
            hint={
              anchors.filter(({ kind }) => kind === held.kind).length > MOST_LISTED
                ? t('ties.nearest', { count: MOST_LISTED })
                : undefined
            }
            onCommit={(chosen) => hangFrom(anchors.find((one) => one.kind === held.kind && one.id === chosen)!)}
          />
          <Distance campaign={campaign} hung={touchpoint} />
        </>
      ) : null}
      <Hanging kind="touchpoint" id={id} />
    </fieldset>
  );
}

function Distance({ campaign, hung }: { campaign: Campaign; hung: Tied }) {
  const { id, start, tie } = hung;
  const { count, unit, weekday } = tie;
  const set = (next: Tie) => execute({ type: 'editTouchpoint', id, changes: { tie: next } });
  const choose = (side: Side) => {
    const next = onSide(campaign, hung, side);
    if (!set(next) || next.unit === unit || next.unit !== 'workingDays') return;
    const now = itemById(useSession.getState().open!.campaign, 'touchpoint', id)?.start;
    if (now !== undefined && now !== start && !isWorkingDay(campaign, hung.segments, dayOf(start)))
      notify({ tone: 'done', text: t('ties.toWorkingDay', { day: formatDate(now, 'weekdayDated') }) });
  };
  const side = sideOf(tie);
  return (
    <>
      <div className="tie-distance">
        {side === 'weeks.within' ? null : (
          <NumberField
            label={t('ties.count')}
            value={Math.abs(count)}
            min={0}
            max={MOST_DAYS}
            onCommit={(distance) => set({ ...tie, count: count < 0 && distance > 0 ? -distance : distance })}
          />
        )}
        <SelectField
          label={t('ties.side')}
          value={side}
          options={SIDES.map((one) => ({ id: one, label: t(`ties.side.${one}`) }))}
          onCommit={(chosen) => choose(chosen as Side)}
        />
      </div>
      {unit === 'weeks' ? (
        <SelectField
          label={t('ties.weekday')}
          value={String(weekday)}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            id: String(day),
            label: dayFormats.weekday(A_MONDAY + day - 1),
          }))}
          onCommit={(day) => set({ ...tie, weekday: Number(day) })}
        />
      ) : null}
      <p className="field-hint">{t('ties.hint', { tie: tieInWords(campaign, tie) })}</p>
    </>
  );
}

/** What a touchpoint may hang from: not from itself, nor from what hangs from it. */
function anchorsFor(campaign: Campaign, { id }: Touchpoint): Anchor[] {
  const below = new Set([id, ...hangingFrom(campaign, { kind: 'touchpoint', id }).map((one) => one.id)]);
  return anchorsOf(campaign).filter((anchor) => anchor.kind !== 'touchpoint' || !below.has(anchor.id));
}

/** The nearest in time first, and the one that is chosen among them. */
function nearest(anchors: readonly Anchor[], day: number, chosen: string | undefined): Anchor[] {
  const away = (anchor: Anchor) => Math.abs(anchor.day - day);
  const sorted = anchors.toSorted((a, b) => away(a) - away(b));
  const held = sorted.find(({ id }) => id === chosen);
  const first = sorted.slice(0, MOST_LISTED);
  return held && !first.includes(held) ? [...first, held] : first;
}

import type { Campaign, Model, Segment, Touchpoint } from './secondModel.data.testing.ts';
import { dateOf, dayOf, lies, reaches, sendsOf, tacticOf, type Sent } from './secondModel.plan.testing.ts';

/** What the contact cap holds back, in the words of docs/model-rules.md. */

const ORDER = ['must', 'normal', 'low'];

/** The campaign with exceptions for the sends that are dropped or deferred. */
export function withinCap(campaign: Campaign, model: Model): Campaign {
  const { capPerWeek, atCap = 'send' } = campaign.contact;
  if (atCap === 'send') return campaign;
  const taken = new Map<string, number>();
  const nameOf = ({ id }: Segment, day: number) => `${id} ${Math.floor((day + 3) / 7)}`;
  const hasRoom = (segments: readonly Segment[], day: number) =>
    segments.every((segment) => (taken.get(nameOf(segment, day)) ?? 0) < capPerWeek);
  const take = (segments: readonly Segment[], day: number) => {
    for (const segment of segments) taken.set(nameOf(segment, day), (taken.get(nameOf(segment, day)) ?? 0) + 1);
  };
  const ranked = campaign.touchpoints
    .flatMap((touchpoint) => {
      const segments = campaign.segments.filter((segment) => segment.size > 0 && reaches(touchpoint, segment));
      return contactsOf(touchpoint, campaign, model).map((send) => ({ touchpoint, segments, send }));
    })
    .toSorted((a, b) => rankOf(a.touchpoint) - rankOf(b.touchpoint) || a.send.day - b.send.day);
  const waiting = ranked.filter(({ touchpoint, segments, send }) => {
    const goes = touchpoint.priority === 'must' || hasRoom(segments, send.day);
    if (goes) take(segments, send.day);
    return !goes;
  });
  const changed = new Map<Touchpoint, NonNullable<Touchpoint['exceptions']>>();
  for (const { touchpoint, segments, send } of waiting) {
    const own = new Set(contactsOf(touchpoint, campaign, model).map(({ day }) => day));
    const due = campaign.goals.find(({ id }) => id === touchpoint.goalId)?.date;
    const day = [7, 14, 21, 28]
      .map((later) => send.day + later)
      .find(
        (one) =>
          lies(one, campaign) && (due === undefined || one <= dayOf(due)) && !own.has(one) && hasRoom(segments, one),
      );
    const on = dateOf(send.on);
    const exceptions = changed.get(touchpoint) ?? touchpoint.exceptions ?? [];
    const before = exceptions.find((exception) => exception.on === on);
    const isPutOff = atCap === 'defer' && touchpoint.eventId === undefined && day !== undefined;
    if (isPutOff) take(segments, day);
    const after = isPutOff ? { ...before, on, to: dateOf(day) } : { on, skipped: true as const };
    changed.set(touchpoint, [...exceptions.filter((exception) => exception.on !== on), after]);
  }
  return {
    ...campaign,
    touchpoints: campaign.touchpoints.map((touchpoint) => {
      const exceptions = changed.get(touchpoint);
      return exceptions ? { ...touchpoint, exceptions } : touchpoint;
    }),
  };
}

const rankOf = ({ priority = 'normal' }: Touchpoint) => ORDER.indexOf(priority);

/** The sends that the cap counts: personal messages that ask for attention. */
function contactsOf(touchpoint: Touchpoint, campaign: Campaign, model: Model): Sent[] {
  const { personal } = model.channels.find(({ id }) => id === touchpoint.channel)!;
  const asks = tacticOf(model, touchpoint.tactic).effect['contact'] !== 0;
  return personal && asks && touchpoint.status !== 'cancelled' ? sendsOf(touchpoint, campaign, model) : [];
}

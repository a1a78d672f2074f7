import { dayOf } from '#campaign/calendar.ts';
import { isContact } from '#campaign/contacts.ts';
import { decidedBy, withoutContradictions } from '#campaign/decisions.ts';
import { isGoing, type Campaign, type Channel, type Segment, type Touchpoint } from '#campaign/document.ts';
import { isBlank } from '#campaign/message.ts';
import { Refusal } from '#campaign/refusal.ts';
import { isSent } from '#campaign/sending.ts';
import { oneLine } from '#campaign/text.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { foldedName, type Item, type Profile, type PublishedTarget } from '#contract/publishing.ts';
import { english } from '#language/formats.ts';
import type { Problem } from './export.ts';
import { stableId } from './identifier.ts';
import { perTouchpoint } from './messages.ts';
import { scheduleOf, type Delivery } from './occurrences.ts';
import { overCapProblems, quietProblems } from './quiet.ts';
import { outsideQuiet, quietRuleOf } from './quietEdges.ts';

/** What of a plan a profile publishes: one sending for each delivery and segment, with the name that the ledger knows it by. */

export interface Publishable {
  delivery: Delivery;
  segment?: Segment;
  /** The item, but for what its target makes of the message. */
  item: Omit<Item, 'payload'>;
  /** Its time is over: it belongs to the plan, and is not sent any more. */
  isPast: boolean;
}

export interface WhatIsPublished {
  /** By instant, then in the order of the campaign. */
  sendings: Publishable[];
  problems: Problem[];
  /** Touchpoints that are marked as sent: nothing of them is published, and what of them is in a queue is left there. */
  done: ReadonlySet<string>;
  /** Set where there is too much to publish: nothing is known of what it would be, and the only problem says so. */
  isRefused?: true;
}

/** Touchpoints of one channel are what these targets are for; where a plan has none, they take all, as exports do. */
const CHANNEL_OF: Partial<Record<PublishedTarget, Channel>> = {
  slack: 'slack',
  teams: 'teams',
  smtp: 'email',
  imap: 'email',
  listmonk: 'email',
};

/** The parts of an option such as `lanes=Email,Slack`. */
const listOf = (text: string | undefined): string[] | undefined =>
  text === undefined
    ? undefined
    : text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');

/** Ids of what an option names of a plan, by id or by name, and what it names besides: a profile may be for several plans. Throws Refusal where nothing is of this one. */
function idsNamed(
  option: 'lanes' | 'segments',
  { options }: Profile,
  { [option]: things }: Campaign,
): { ids: ReadonlySet<string> | undefined; problems: Problem[] } {
  const named = listOf(options[option]);
  if (named === undefined) return { ids: undefined, problems: [] };
  const idOf = (word: string) =>
    things.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase())?.id;
  const ids = new Set(named.flatMap((word) => idOf(word) ?? []));
  const others = named.filter((word) => idOf(word) === undefined);
  if (others.length === 0) return { ids, problems: [] };
  const what = others.map((word) => `“${oneLine(word)}”`).join(', ');
  if (ids.size === 0)
    throw new Refusal(
      'badInput',
      `Of the ${option} that the profile names, the plan has none (${what}). Change the profile, or the plan.`,
      option,
    );
  return {
    ids,
    problems: [
      { message: `The profile also names ${option} that the plan does not have (${what}): nothing is sent for them.` },
    ],
  };
}

/** Which touchpoints a profile takes. */
function takenBy(
  { target, options }: Profile,
  campaign: Campaign,
  lanes: ReadonlySet<string> | undefined,
): (touchpoint: Touchpoint) => boolean {
  const named = listOf(options['channels']);
  const usual = CHANNEL_OF[target];
  const hasUsual = campaign.touchpoints.some((touchpoint) => isSent(touchpoint) && touchpoint.channel === usual);
  const channels = named ?? (usual !== undefined && hasUsual ? [usual] : ['all']);
  const isOnChannel = ({ channel }: Touchpoint) => channels.includes('all') || channels.includes(channel);
  return (touchpoint) =>
    isSent(touchpoint) && isOnChannel(touchpoint) && (lanes === undefined || lanes.has(touchpoint.laneId));
}

/** The name of an item: the same however the profile's name is cased, and whatever else changes in plan and profile. */
export const keyOfItem = (
  of: Pick<Item, 'profile' | 'campaign' | 'touchpoint' | 'segment' | 'occurrence'>,
): Promise<string> => stableId([foldedName(of.profile), of.campaign, of.touchpoint, of.segment, of.occurrence]);

/**
 * Everything of a plan that a profile publishes. `now` is the only clock; what is `late` is in the queue, and leaves all the same. Throws Refusal where the
 * profile names what the plan does not have.
 */
export async function publishableOf(
  plan: Campaign,
  profile: Profile,
  { now, late = new Set(), locale }: { now: string; late?: ReadonlySet<string>; locale?: string },
): Promise<WhatIsPublished> {
  const campaign = withoutContradictions(plan);
  const { ids: segments, problems: ofSegments } = idsNamed('segments', profile, campaign);
  const { ids: lanes, problems: ofLanes } = idsNamed('lanes', profile, campaign);
  const isTaken = takenBy(profile, campaign, lanes);
  const taken = campaign.touchpoints.filter((touchpoint) => isGoing(touchpoint) && isTaken(touchpoint));
  const waiting = taken.filter((touchpoint) => decidedBy(touchpoint, campaign.decisions).length > 0);
  const marked = taken.filter(({ status }) => status === 'sent');
  const done = new Set(marked.map(({ id }) => id));
  const left = new Set([...waiting, ...marked]);
  const chosen = new Set(taken.filter((touchpoint) => !left.has(touchpoint)).map(({ id }) => id));
  const problems: Problem[] = [
    ...waiting.map(({ id, name }) => ({
      touchpointId: id,
      message: `“${oneLine(name)}” is left out: it waits for a decision point. Take the condition away once it is decided, then approve again.`,
    })),
    ...marked.map(({ id, name }) => ({
      touchpointId: id,
      message: `“${oneLine(name)}” is left out: it is marked as sent, and what of it is in the queue stays there. Set it to planned to publish it, or to cancelled to take it back.`,
    })),
    ...ofFirstDay(campaign),
    ...ofLanes,
    ...ofSegments,
  ];
  const schedule = scheduleOf(campaign, { ...(locale !== undefined && { locale }), only: ({ id }) => chosen.has(id) });
  if (schedule.isRefused) return { sendings: [], problems: schedule.problems, done, isRefused: true };
  problems.push(...schedule.problems);
  const written = schedule.deliveries.filter(({ message }) => !isBlank(message));
  problems.push(
    ...perTouchpoint(
      schedule.deliveries.filter(({ message }) => isBlank(message)),
      (count) => `has no text, so ${count} cannot be published. Write its subject or its body`,
    ),
  );
  const sendings: Publishable[] = [];
  const rule = quietRuleOf(campaign, profile);
  const moved: Delivery[] = [];
  const overDaysOff: Delivery[] = [];
  for (const planned of written) {
    const isPersonal = isContact(planned.touchpoint.channel, tacticById(planned.touchpoint.tactic));
    const delivery = rule && isPersonal ? outsideQuiet(planned, rule) : planned;
    if (delivery !== planned) (dayOf(delivery.date) > dayOf(planned.date) + 1 ? overDaysOff : moved).push(delivery);
    const meant = delivery.segments.filter(({ id }) => segments === undefined || segments.has(id));
    for (const segment of delivery.segments.length === 0 ? [undefined] : meant)
      sendings.push(await sendingFor(campaign, profile, delivery, segment, { now, late }));
  }
  problems.push(
    ...perTouchpoint(
      moved,
      (count) =>
        `has ${count} in the quiet hours, moved to ${rule?.choice === 'hold' ? 'their end' : 'their nearest edge'}`,
    ),
    ...perTouchpoint(
      overDaysOff,
      (count) => `has ${count} in the quiet hours before days off, moved to the next working day`,
    ),
    ...(rule
      ? quietProblems(campaign, chosen, ['weekend', 'later-day-off', 'held-back'])
      : quietProblems(campaign, chosen)),
    ...overCapProblems(
      campaign,
      sendings.filter(({ isPast }) => !isPast),
    ),
    ...pastProblem(sendings),
  );
  const inOrder = sendings.toSorted((a, b) => (a.item.at < b.item.at ? -1 : a.item.at > b.item.at ? 1 : 0));
  return { sendings: inOrder, problems, done };
}

async function sendingFor(
  campaign: Campaign,
  profile: Profile,
  delivery: Delivery,
  segment: Segment | undefined,
  { now, late }: { now: string; late: ReadonlySet<string> },
): Promise<Publishable> {
  const { touchpoint, occurrence, instant, date, wallTime, timeZone } = delivery;
  const of = {
    profile: profile.name,
    campaign: campaign.id,
    touchpoint: touchpoint.id,
    segment: segment?.id ?? '',
    occurrence,
  };
  const at = new Date(instant).toISOString();
  const item = {
    key: await keyOfItem(of),
    ...of,
    name: oneLine(touchpoint.name),
    at,
    local: `${date}T${wallTime}`,
    timeZone,
  };
  return {
    delivery,
    ...(segment && { segment }),
    item,
    isPast: Date.parse(at) < Date.parse(now) && !late.has(item.key),
  };
}

/** One sentence for all: what is over is over, touchpoint by touchpoint it would bury the rest. */
function pastProblem(sendings: readonly Publishable[]): Problem[] {
  const past = sendings.filter(({ isPast }) => isPast);
  if (past.length === 0) return [];
  const [first] = past;
  const what =
    past.length === 1
      ? `One message is planned for a time that is past (“${first!.item.name}”, ${english.date(first!.item.local.slice(0, 10), 'long')}) and is left out.`
      : `${english.number(past.length)} messages are planned for times that are past, from “${first!.item.name}” on, and are left out.`;
  return [{ touchpointId: first!.item.touchpoint, message: `${what} Move what is still to be sent.` }];
}

/** Of a rolling plan: whose dates these are. */
function ofFirstDay({ rolling, start }: Campaign): Problem[] {
  if (!rolling) return [];
  return [
    {
      message: `Everyone starts on a day of their own: these are the dates of those who start on ${english.date(start, 'long')}, and later ones get nothing from here.`,
    },
  ];
}

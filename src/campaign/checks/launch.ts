import { primaryLanguage, type Phase, type Segment, type Touchpoint } from '../document.ts';
import type { DayRange } from '../calendar.ts';
import { canBeContacted } from '../contacts.ts';
import { about, count, quote, quoted, type Found } from './finding.ts';
import { isReached } from '../reach.ts';
import type { Planned } from '../planned.ts';
import type { Plan } from './plan.ts';

/** More than this in one launch, and people no longer know which one was meant. Assumptions of the craft. */
const MOST_SUBJECTS = 6;
const MOST_DESTINATIONS = 2;

/** A launch is uniform: the same simple message for everyone. A career has no launch to everyone, so it is left alone. */
export function findInLaunch(plan: Plan): Found[] {
  const { planned } = plan;
  const found: Found[] = [];
  for (const { phase, range } of launchesOf(plan)) {
    const pushed = planned.filter((one) => isLaunched(one, range));
    found.push(...unheard(plan, phase, pushed), ...uneven(plan, phase, pushed));
    for (const one of pushed) {
      if (isForAll(plan, one)) continue;
      const { touchpoint, meant } = one;
      found.push({
        rule: 'launch-not-uniform',
        severity: 'warning',
        message: `${quote(touchpoint.name)} speaks to ${quoted(meant.map(({ name }) => name))} only, in the launch phase ${quote(phase.name)}.`,
        cure: 'Give everyone the same message at the launch, and keep what is special to a group for the next phase.',
        touchpointId: touchpoint.id,
        date: touchpoint.start,
      });
    }
    for (const own of byLanguage(pushed).values()) {
      const at = { phaseId: phase.id, date: phase.start };
      const subjects = distinct(own, ({ message }) => message.subject.trim().toLowerCase());
      if (subjects > MOST_SUBJECTS) {
        found.push({
          ...at,
          rule: 'launch-subjects',
          severity: 'advice',
          message: `The launch phase ${quote(phase.name)} has ${subjects} different subjects. It should say one thing.`,
          cure: 'Repeat the launch message on several channels instead of writing new ones.',
        });
      }
      const destinations = distinct(
        own,
        ({ message }) => message.callToAction?.url.trim().replace(/[?#].*$/, '') ?? '',
      );
      if (destinations > MOST_DESTINATIONS) {
        found.push({
          ...at,
          rule: 'launch-actions',
          severity: 'warning',
          message: `The launch phase ${quote(phase.name)} sends people to ${count(destinations, 'different page')}.`,
          cure: 'Ask for one first step, and let every button lead to it.',
        });
      }
    }
  }
  return found.filter((finding, index) => index === found.findIndex((other) => isSame(other, finding)));
}

/** The launch phases. A career has no launch to everyone. */
export const launchesOf = ({ campaign, phases }: Plan) =>
  campaign.vocabulary === 'career' ? [] : phases.filter(({ phase }) => phase.kind === 'launch');

/** Whether something is pushed for the first time in a launch phase. */
export const isLaunched = ({ isMessage, touchpoint, days }: Planned, launch: DayRange): boolean =>
  isMessage && touchpoint.direction === 'push' && days[0]! >= launch.from && days[0]! < launch.until;

/** Whether it comes to these people as a launch should. A film or a poster does not where a message of their own could. */
export const launchesTo = ({ isContact, reached }: Planned, segment: Segment): boolean =>
  (isContact || !canBeContacted(segment)) && reached.includes(segment);

/** Segments that no launch message comes to, while it comes to others. */
function unheard({ campaign }: Plan, phase: Phase, pushed: readonly Planned[]): Found[] {
  const told = pushed.filter(({ reached }) => reached.length > 0);
  const deaf = campaign.segments.filter((segment) => segment.size > 0 && !told.some((one) => launchesTo(one, segment)));
  if (told.length === 0 || deaf.length === 0) return [];
  return [
    {
      ...about(deaf),
      rule: 'segment-without-launch',
      severity: 'warning',
      message: `${quoted(deaf.map(({ name }) => name))} ${deaf.length === 1 ? 'gets' : 'get'} no message of their own in the launch phase ${quote(phase.name)}.`,
      cure: 'Send them the launch message too, in their language and on a channel that they have.',
      phaseId: phase.id,
      date: phase.start,
    },
  ];
}

/** One announcement in several versions, each for segments of its own, that go out on different days or differ within one language. */
function uneven({ sayDay }: Plan, phase: Phase, pushed: readonly Planned[]): Found[] {
  return [...Map.groupBy(pushed, ({ touchpoint }) => touchpoint.tactic).values()].flatMap((versions) =>
    roundsOf(versions).flatMap((round): Found[] => {
      const [first] = round as [Planned, ...Planned[]];
      const last = round.reduce((latest, one) => (one.days[0]! > latest.days[0]! ? one : latest));
      const kind = { severity: 'warning' as const, phaseId: phase.id, rule: 'uneven-launch' };
      const at = (one: Planned) => ({ touchpointId: one.touchpoint.id, date: one.touchpoint.start });
      const found: Found[] = [];
      const days = [...Map.groupBy(round, (one) => one.days[0]!)].toSorted(([a], [b]) => a - b);
      if (days.length > 1) {
        const list = days.map(([day, ones]) => `${quoted(namesOf(ones))} on ${sayDay(day)}`);
        found.push({
          ...kind,
          ...at(last),
          part: 'days',
          message: `${quote(first.touchpoint.name)} reaches ${list.slice(0, -1).join(', ')} and ${list.at(-1)}: the launch is not the same day for everyone.`,
          cure: 'Send all versions of it on one day.',
        });
      }
      for (const ones of Map.groupBy(round, languageOf).values()) {
        const other = ones.find(({ touchpoint }) => textOf(touchpoint) !== textOf(ones[0]!.touchpoint));
        if (!other) continue;
        found.push({
          ...kind,
          ...at(other),
          part: 'words',
          message: `${quote(ones[0]!.touchpoint.name)} says other words to ${quoted(namesOf([other]))} than to ${quoted(namesOf([ones[0]!]))}, in the same language.`,
          cure: 'Launch with the same words for everyone, and keep what is special to a group for the next phase.',
        });
      }
      return found;
    }),
  );
}

/** The first of these that each segment gets, the second, and so on; only rounds of several, of which no segment gets two. */
function roundsOf(versions: readonly Planned[]): Planned[][] {
  if (versions.length < 2) return [];
  const heard = new Map<Segment, number>();
  const rounds: { ones: Planned[]; isEven: boolean }[] = [];
  for (const one of versions.toSorted((a, b) => a.days[0]! - b.days[0]!)) {
    if (one.reached.length === 0) continue;
    const places = new Set(one.reached.map((segment) => heard.get(segment) ?? 0));
    const at = Math.max(...places);
    for (const segment of one.reached) heard.set(segment, at + 1);
    const round = (rounds[at] ??= { ones: [], isEven: true });
    // What comes on top of another version is no version of the same round.
    if (places.size > 1) round.isEven = false;
    round.ones.push(one);
  }
  return rounds.filter((round) => round?.isEven && round.ones.length > 1).map(({ ones }) => ones);
}

const namesOf = (ones: readonly Planned[]) =>
  [...new Set(ones.flatMap(({ reached }) => reached))].map(({ name }) => name);
const textOf = ({ message }: Touchpoint) => `${message.subject.trim()}\n${message.body.trim()}`;
const languageOf = ({ touchpoint, reached }: Planned) =>
  primaryLanguage(touchpoint.message.language ?? reached[0]!.language);

/** The same rule may strike in several languages; it is said once. */
function isSame(a: Found, b: Found): boolean {
  return a.rule === b.rule && a.part === b.part && a.touchpointId === b.touchpointId && a.phaseId === b.phaseId;
}

/** Whether a touchpoint speaks to everyone whom its channel reaches, or to everyone who speaks one of its languages. */
function isForAll({ campaign }: Plan, { touchpoint, meant }: Planned): boolean {
  if (touchpoint.segments.length === 0 || meant.length === 0) return true;
  const languages = new Set(meant.map(({ language }) => language));
  return campaign.segments
    .filter((segment) => segment.size > 0 && languages.has(segment.language) && isReached(segment, touchpoint.channel))
    .every((segment) => meant.includes(segment));
}

function byLanguage(pushed: readonly Planned[]): Map<string, Touchpoint[]> {
  const groups = new Map<string, Touchpoint[]>();
  for (const { touchpoint, meant } of pushed) {
    const languages = new Set(touchpoint.segments.length === 0 ? [] : meant.map(({ language }) => language));
    const key = [...languages].toSorted().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), touchpoint]);
  }
  return groups;
}

function distinct(touchpoints: readonly Touchpoint[], key: (touchpoint: Touchpoint) => string): number {
  return new Set(touchpoints.map(key).filter((value) => value !== '')).size;
}

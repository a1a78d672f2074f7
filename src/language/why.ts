import type { Campaign } from '#campaign/document.ts';
import { vocabularies, within, type Vocabulary } from './vocabulary.ts';
import type { Formats } from './formats.ts';

/** What is said of why a number changes, in the window and on the command line. */

/** What brings learners, or takes them away, by its driver. The vocabulary has words for stages that they come to. */
const wordsOf = ({ stage }: Vocabulary) => ({
  touchpoint: '“{name}”',
  itself: 'by themselves',
  presences: 'what is there for them',
  events: 'events',
  days: 'weekends, holidays and weekdays',
  peers: 'word of mouth',
  seniors: 'the word of seniors',
  fatigue: 'tired of messages',
  earlier: 'on their way before',
  lapses: within(stage.lapsed),
  optOuts: within(stage.optedOut),
  forgetting: 'lost sight of it',
  tries: within(stage.tried),
});

/** What stands beside every answer. */
export const WHY_NOTE =
  'As expected with every assumption in the middle of what is likely; single runs scatter around it. Messages count at full attention on an average day: what tiredness and days off take stands apart.';
/** What stands beside it where learners work in teams. */
export const TEAMS_NOTE = 'Everyone counts as a peer here; in the simulated runs only colleagues of the same team do.';

export type Driver = keyof ReturnType<typeof wordsOf>;

interface Part {
  driver: Driver;
  name?: string | undefined;
  shown: number;
}

interface Change {
  series: 'active' | 'aware';
  shown: { before: number; after: number; change: number };
  digits: number;
  parts: readonly Part[];
}

/** What a part is called. `place` puts a name into the line. */
export const driverText = (
  { driver, name }: Pick<Part, 'driver' | 'name'>,
  vocabulary: Campaign['vocabulary'],
  place: (name: string) => string,
): string => wordsOf(vocabularies[vocabulary])[driver].replace('{name}', () => place(name ?? ''));

/** So many parts are named; the others are told together. */
export const PARTS_TOLD = 8;

/** The parts that are more than nothing as shown, the largest first; and what all those after the first come to, which keeps the sum. */
export function toldOf<P extends Part>(parts: readonly P[], most = PARTS_TOLD): { told: P[]; others: number } {
  const seen = parts.filter(({ shown }) => shown !== 0);
  const told = seen.slice(0, most);
  return { told, others: seen.slice(most).reduce((sum, { shown }) => sum + shown, 0) };
}

/** Whose number changes: “active learners”, “learners who are aware”. */
export function whoChanges(series: Change['series'], vocabulary: Campaign['vocabulary']): string {
  const { activePeople, people, stage } = vocabularies[vocabulary];
  return series === 'active' ? activePeople : `${people} (${within(stage.aware)})`;
}

/** The two days as they are to be written; the first is null before the campaign begins. */
interface Days {
  since: string | null;
  date: string;
  /** Whether they are days of everyone's own, whose numbers are of every 100 who start. */
  isOwn: boolean;
}

interface Asked {
  since: string | null;
  date: string;
  own?: { since: number | null; day: number } | undefined;
}

/** The days of an answer: “day 12” where they are everyone's own, else dates as `say` writes them. */
export function daysOfWhy({ since, date, own }: Asked, formats: Formats, say: (iso: string) => string): Days {
  const nth = (day: number) => `day ${formats.number(day)}`;
  if (own) return { since: own.since === null ? null : nth(own.since), date: nth(own.day), isOwn: true };
  return { since: since === null ? null : say(since), date: say(date), isOwn: false };
}

interface Told extends Days {
  vocabulary: Campaign['vocabulary'];
  formats: Formats;
  place: (name: string) => string;
}

/** The change in a sentence whose figures add up: “From 8 Mar to 15 Mar the expected number of active learners rises from 40 to 52, by 12: “Welcome” +15, …”. */
export function whySentence(change: Change, { vocabulary, formats, since, date, isOwn, place }: Told): string {
  const { shown, digits } = change;
  const { told, others } = toldOf(change.parts);
  const number = (value: number) => formats.number(value, digits);
  const parts = told.map((part) => `${driverText(part, vocabulary, place)} ${formats.signed(part.shown, digits)}`);
  if (others !== 0) parts.push(`all else ${formats.signed(others, digits)}`);
  const when = since === null ? `From the start to ${date}` : `From ${since} to ${date}`;
  const whose = `the expected number of ${whoChanges(change.series, vocabulary)}${isOwn ? ' of every 100 who start' : ''}`;
  const way = shown.change > 0 ? 'rises' : 'falls';
  const how =
    shown.change === 0
      ? `stays at ${number(shown.after)}`
      : `${way} from ${number(shown.before)} to ${number(shown.after)}, by ${number(Math.abs(shown.change))}`;
  return `${when} ${whose} ${how}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`;
}

import { isGoing, type Campaign } from '#campaign/document.ts';
import { contentHash, sha256 } from '#campaign/file.ts';
import { oneLine } from '#campaign/text.ts';
import { sayLeftOut } from '#campaign/shelf.ts';
import { nameOfSending, sendingOf } from '#campaign/sending.ts';
import { learnersIn } from '#campaign/reach.ts';
import { english } from '#language/formats.ts';
import { excerptKey } from './excerpt.ts';
import { jsonFile, type Export, type ExportContext, type ExportFile, type Problem } from './export.ts';
import { withoutOccurrence, type KnownIds } from './identifier.ts';
import { audienceName, scheduleOf, type Delivery } from './occurrences.ts';

export interface MessageFile {
  /** Unique, sorts by time, without an extension: `2027-01-11-0900-Launch-email-Sales`; with the zone where it is not the campaign's. */
  name: string;
  /** Stays the same from one export to the next. */
  id: string;
  delivery: Delivery;
}

export interface MessageFiles {
  messages: MessageFile[];
  problems: Problem[];
  /** Whether they were to be every message of the plan, or those of the channel. */
  isAll: boolean;
  /** What was exported before. */
  earlier?: Index | undefined;
  /** Set where there are too many; the last problem says so. */
  isRefused?: true;
}

/** The list of the files of an export that has one a message: when each is due, for whom, and what an earlier export had besides. */

export const INDEX_NAME = 'index.json';

export interface IndexEntry {
  file: string;
  /** Stays the same from one export to the next. */
  id: string;
  touchpoint: string;
  utc: string;
  localTime: string;
  timeZone: string;
  audience: string;
  learners: number;
  /** The units of sending that the file serves. */
  sendings: string[];
  /** Of the file, so that a later export can tell what reads otherwise. */
  fileHash?: string;
  /** Set where the export before had it at the same time with other content. */
  isChanged?: true;
}

export interface Index {
  note: string;
  /** Which kind of export it is of. */
  target: string;
  /** Id of the campaign. */
  campaign: string;
  /** What of the plan it is, where it is not the whole. */
  excerpt?: string;
  /** Of the plan's canonical file as it was exported. */
  contentHash?: string;
  /** Whether it was asked for every message of the plan, or for those of the target's own channel. */
  all?: boolean;
  messages: IndexEntry[];
  /** Messages of the export before that are no longer planned, or no longer at that time. */
  withdrawn?: IndexEntry[];
}

/** The index of the export before, where that was of the same plan to the same target. */
export function earlierIndex(campaign: Campaign, target: string, context: ExportContext): Index | undefined {
  const earlier = context.earlier === undefined ? undefined : indexIn(context.earlier);
  const isSame = (earlier?.excerpt ?? '') === excerptKey(context.excerpt);
  return isSame && earlier?.campaign === campaign.id && earlier.target === target ? earlier : undefined;
}

/** What the index called the messages of each unit of sending. */
export function knownIdsIn({ messages }: Index): KnownIds {
  const known = new Map<string, string>();
  for (const { id, sendings } of messages) {
    for (const sending of Array.isArray(sendings) ? sendings : []) {
      const [, touchpoint, segment] = String(sending).split('/');
      known.set(`${touchpoint}/${segment}`, withoutOccurrence(id));
    }
  }
  return (touchpointId, segmentId) => known.get(`${touchpointId}/${segmentId}`);
}

/**
 * index.json, and sentences about what has to be taken back where an earlier export was scheduled already. There is one without messages too
 * where there were some before: somebody may have scheduled them.
 */
export async function indexOf(
  campaign: Campaign,
  { messages, isAll, earlier }: MessageFiles,
  {
    target,
    note,
    extension,
    files,
    more,
  }: {
    target: string;
    note: string;
    extension: string;
    /** In the order of the messages. */
    files: readonly ExportFile[];
    more?: (message: MessageFile) => object;
  },
  context: ExportContext,
): Promise<Export> {
  if (messages.length === 0 && earlier === undefined) return { files: [], problems: [] };
  const isDue = ({ utc }: IndexEntry) => Date.parse(utc) > Date.parse(context.now);
  const known = new Map((earlier?.messages ?? []).map((entry) => [entry.id, entry]));
  const entries = await Promise.all(
    messages.map(async (message, index): Promise<IndexEntry> => {
      const entry = entryOf(campaign, message, extension);
      const was = known.get(entry.id);
      const fileHash = await sha256(files[index]!.bytes);
      const isChanged =
        isDue(entry) && was?.utc === entry.utc && was.fileHash !== undefined && was.fileHash !== fileHash;
      return { ...entry, fileHash, ...more?.(message), ...(isChanged && { isChanged }) };
    }),
  );
  const planned = new Map(entries.map((entry) => [entry.id, entry.utc]));
  const before = [...(earlier?.messages ?? []), ...(earlier?.withdrawn ?? [])];
  const beside = context.excerpt && before.length > 0 ? instantsIn(campaign) : undefined;
  /** Whether it only left the part of the plan that is exported: then it goes out as it would have. */
  const isBeside = ({ id, utc, sendings }: IndexEntry) =>
    !planned.has(id) && sendings.some((name) => beside?.get(name) === utc);
  const withdrawn = before.filter((entry) => isDue(entry) && planned.get(entry.id) !== entry.utc && !isBeside(entry));
  const excerpted = excerptKey(context.excerpt);
  const leftOut = sayLeftOut(campaign);
  const index: Index = {
    note: leftOut === undefined ? note : `${note} ${leftOut}`,
    target,
    campaign: campaign.id,
    ...(excerpted !== '' && { excerpt: excerpted }),
    contentHash: await contentHash(campaign),
    all: isAll,
    messages: entries,
    ...(withdrawn.length > 0 && { withdrawn }),
  };
  const problems = [
    ...perName(
      withdrawn,
      (count, isOne) =>
        `${count} in an earlier export ${isOne ? 'is' : 'are'} no longer planned, or not for that time. Take back what was scheduled from it; ${INDEX_NAME} lists it as withdrawn.`,
    ),
    ...perName(
      entries.filter(({ isChanged }) => isChanged),
      (count, isOne) =>
        `${count} ${isOne ? 'reads' : 'read'} otherwise than in an earlier export. Replace what was scheduled from it; ${INDEX_NAME} lists ${isOne ? 'it' : 'them'} as changed.`,
    ),
  ];
  return { files: [jsonFile(INDEX_NAME, index)], problems };
}

/** When each unit of sending of the whole plan goes out. */
const instantsIn = (campaign: Campaign): ReadonlyMap<string, string> =>
  new Map(
    scheduleOf(campaign, { only: isGoing }).deliveries.flatMap((delivery) =>
      sendingsOf(campaign, delivery).map((name) => [name, delivery.instant] as const),
    ),
  );

const sendingsOf = (campaign: Campaign, { touchpoint, segments, day }: Delivery): string[] =>
  (segments.length > 0 ? segments : [undefined]).map((segment) =>
    nameOfSending(sendingOf(campaign, touchpoint, segment, day)),
  );

/** One problem for all messages of a name: “2 messages of “Welcome” …”. */
function perName(entries: IndexEntry[], sentence: (messages: string, isOne: boolean) => string): Problem[] {
  return [...Map.groupBy(entries, ({ touchpoint }) => touchpoint)].map(([name, { length }]) => {
    const count = length === 1 ? 'One message' : `${english.number(length)} messages`;
    return { message: sentence(`${count} of “${oneLine(name)}”`, length === 1) };
  });
}

function entryOf(campaign: Campaign, { name, id, delivery }: MessageFile, extension: string): IndexEntry {
  const { touchpoint, segments, date, wallTime, timeZone, instant } = delivery;
  return {
    file: `${name}.${extension}`,
    id,
    touchpoint: touchpoint.name,
    utc: instant,
    localTime: `${date} ${wallTime}`,
    timeZone,
    audience: audienceName(campaign, segments),
    learners: learnersIn(segments),
    sendings: sendingsOf(campaign, delivery),
  };
}

/** The index in a text, or undefined where there is none. */
export function indexIn(text: string): Index | undefined {
  try {
    const index = JSON.parse(text) as Partial<Index> | null;
    const isEntry = (entry: Partial<IndexEntry> | null) =>
      (['file', 'id', 'touchpoint', 'utc'] as const).every((key) => typeof entry?.[key] === 'string');
    const lists = [index?.messages, index?.withdrawn ?? []];
    const isSound =
      typeof index?.campaign === 'string' &&
      typeof index.target === 'string' &&
      lists.every((list) => Array.isArray(list) && list.every(isEntry));
    return isSound ? (index as Index) : undefined;
  } catch {
    return undefined;
  }
}

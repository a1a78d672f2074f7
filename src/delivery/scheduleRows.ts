import { formatDay, lastDateOf } from '#campaign/calendar.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { excerptKey } from './excerpt.ts';
import {
  COLUMNS,
  EDITABLE,
  FOR_EVERYONE,
  HEADINGS,
  markOf,
  OWN_DAY_HEADINGS,
  segmentSize,
  SEND_OF,
  writeMarks,
  type CarriedPlan,
  type EditableColumn,
  type WrittenMessage,
} from '#campaign/sheet.ts';
import { isSeries } from '#campaign/occurrences.ts';
import { writeRhythm } from '#campaign/rhythm.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import type { Problem } from './export.ts';
import { isMeeting } from '#campaign/wallClock.ts';
import { audienceName, FROM_START, phaseNamesOn, type Delivery, type Presence, type Schedule } from './occurrences.ts';
import { cleanText, oneLine } from '#campaign/text.ts';
import { ownDayOf } from '#campaign/rolling.ts';
import { learnersIn } from '#campaign/reach.ts';
import { english } from '#language/formats.ts';
import { tieInCell, tieInWords } from '#language/ties.ts';
import { cutToFit } from './cutting.ts';

/** The schedule as a table: one row a message and one a presence. CSV and the workbook show the same. */

export interface ScheduleRow {
  /** ISO dates, or days from everyone's own start; `lastDate` only for what is there or stays open for several days. */
  date: string | number;
  lastDate?: string | number;
  localTime?: string;
  timeZone?: string;
  instant?: string;
  phase: string;
  lane: string;
  name: string;
  direction: string;
  channel: string;
  tactic: string;
  audience: string;
  learners: number;
  subject: string;
  body: string;
  callToAction: string;
  link: string;
  language: string;
  owner: string;
  notes: string;
  status: string;
  minutes?: number;
  /** Of what is sent again and again: how often, and from when until when; of a send that was moved or changed, also which one it is. */
  series: string;
  /** Whose clock the time is of, the campaign's or each segment's, and the time as planned: an hour, that which a segment prefers, or one that suits most of a meeting. */
  clock: string;
  /** The audience with the size and the zone of each segment. */
  segments: string;
  touchpointId: string;
  segmentIds: string;
  /** The ids of the segments that the touchpoint is meant for, whether or not its channel reaches them, or “everyone”. */
  meant: string;
  /** In the first row of a touchpoint, and of each send that is otherwise than its series, its message where that differs from what is read, as JSON. */
  message: string;
  /** Which send a row is of, and how its cells were exported, in a few letters. */
  asExported: string;
  /** In the first rows, what else of the plan is needed to read the table back, as JSON. */
  plan: string;
  /** From what the first day of the touchpoint hangs, and how far it is from there, in words with the date of its anchor. */
  hangsFrom: string;
}

/** Those of one date alone, and those that bring a table in again. */
const NOT_BY_OWN_DAYS: readonly (keyof ScheduleRow)[] = [
  'instant',
  'learners',
  'segments',
  'meant',
  'message',
  'plan',
  'asExported',
];

/** The columns of a schedule with their headings, in their order. */
export const columnsOf = (ownDays = false): { column: keyof ScheduleRow; heading: string }[] =>
  COLUMNS.filter((column) => !ownDays || !NOT_BY_OWN_DAYS.includes(column)).map((column) => ({
    column,
    heading: { ...HEADINGS, ...(ownDays && OWN_DAY_HEADINGS) }[column],
  }));

/** What a cell of Excel holds, in characters. */
export const LONGEST_CELL = 32_767;

interface TableOptions {
  guarded?: boolean;
  excerpt?: Excerpt | undefined;
  ownDays?: boolean;
  /** In characters; Infinity for a list that no spreadsheet holds. */
  longest?: number;
}

/**
 * The rows by date, then by moment; a presence comes before the messages of its first day. Texts that no cell can hold are cut, and audiences whose
 * names none can hold are counted; `problems` says so. With `ownDays`, days are counted from everyone's own start.
 */
export function tableOf(
  campaign: Campaign,
  schedule: Schedule,
  { guarded = false, excerpt, ownDays = false, longest = LONGEST_CELL }: TableOptions = {},
): { rows: ScheduleRow[]; problems: Problem[] } {
  const problems = new Map<string, Problem>();
  const marksOf = marksWriter();
  const described = describedRows(campaign, schedule, {
    say: ownDays ? (date) => ownDayOf(campaign, date) : (date) => date,
    // A date of who starts first says nothing to others.
    tieOf: tieWriter(campaign, ownDays ? tieInWords : tieInCell),
  });
  const lost = ownDays ? 0 : carry(campaign, described, { guarded, excerpt: excerptKey(excerpt) });
  const rows = described.map(({ row, of }) => {
    const { touchpoint, segments } = of;
    const report = (fault: string, sentence: string) =>
      problems.set(`${fault} ${touchpoint.id}`, { touchpointId: touchpoint.id, message: `“${row.name}” ${sentence}.` });
    for (const column of ['segments', 'segmentIds', 'meant', 'message'] as const)
      if (row[column].length > longest) row[column] = '';
    if (row.audience.length > longest) {
      row.audience = `${english.number(segments.length)} segments`;
      report(
        'audience',
        `is for ${row.audience}, and no cell of a spreadsheet can name them all; it says how many they are`,
      );
    }
    if (ownDays && `${row.subject} ${row.body}`.includes(FROM_START))
      report(
        'date',
        `names a date, which is another one for everyone: its text says “${FROM_START}+ … days}}” there. Have what sends it put in the date`,
      );
    const long = COLUMNS.filter((column) => String(row[column] ?? '').length > longest);
    if (long.length > 0)
      report('text', 'has more text than a cell of a spreadsheet can hold, so its end is cut off there. Shorten it');
    const shown: ScheduleRow = {
      ...row,
      ...Object.fromEntries(long.map((column) => [column, cutToFit(String(row[column]), longest)])),
    };
    return { ...shown, asExported: ownDays ? '' : marksOf(shown, 'occurrence' in of ? of.occurrence : 'there') };
  });
  if (lost > 0)
    problems.set('carried', {
      message: `The plan has more to say of its segments than its rows can hold: brought in again, ${english.number(lost)} of them will not come back whole. Keep the plan as a file too.`,
    });
  return { rows, problems: [...problems.values()] };
}

/** Most cells of a column say the same again and again. */
function marksWriter(): (row: ScheduleRow, occurrence: string) => string {
  const known = new Map<string, string>();
  const mark = (text: string) => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = markOf(text)));
    return found;
  };
  return (row, occurrence) => {
    const cells = Object.fromEntries(EDITABLE.map((column) => [column, String(row[column] ?? '')]));
    return writeMarks(occurrence, cells as Record<EditableColumn, string>, mark);
  };
}

type SayDay = (date: string) => string | number;

/** Writes from what touchpoints hang, once for all rows of each; '' for those that hang from nothing. */
export function tieWriter(campaign: Campaign, write: typeof tieInCell): (touchpoint: Touchpoint) => string {
  const known = new Map<string, string>();
  return ({ id, tie }) => {
    if (!tie) return '';
    let words = known.get(id);
    if (words === undefined) known.set(id, (words = write(campaign, tie)));
    return words;
  };
}

interface Saying {
  say: SayDay;
  tieOf: (touchpoint: Touchpoint) => string;
}

function describedRows(campaign: Campaign, { deliveries, presences }: Schedule, { say, tieOf }: Saying) {
  const lanes = new Map(campaign.lanes.map(({ id, name }) => [id, oneLine(name)]));
  const describe = ({ touchpoint, segments, message, ...of }: Delivery | Presence, day: number) => ({
    phase: phaseNamesOn(campaign, day).join(', '),
    lane: lanes.get(touchpoint.laneId) ?? '',
    name: oneLine(touchpoint.name),
    direction: touchpoint.direction,
    channel: touchpoint.channel,
    tactic: tacticById(touchpoint.tactic)?.name ?? touchpoint.tactic,
    audience: audienceName(campaign, segments),
    learners: learnersIn(segments),
    subject: message.subject,
    body: message.body,
    callToAction: message.callToAction?.label ?? '',
    link: message.callToAction?.link ?? '',
    language: touchpoint.message.language ?? '',
    owner: oneLine(touchpoint.owner ?? ''),
    notes: cleanText(touchpoint.notes ?? ''),
    status: touchpoint.status ?? '',
    ...(touchpoint.minutes !== undefined && { minutes: touchpoint.minutes }),
    series: seriesIn(touchpoint, say) + ('exception' in of ? `${SEND_OF}${inSeries(say(of.occurrence))}` : ''),
    clock: clockOf(touchpoint),
    segments: segments.map(segmentSize).join('; '),
    touchpointId: touchpoint.id,
    segmentIds: segments.map(({ id }) => id).join(' '),
    meant: touchpoint.segments.join(' ') || FOR_EVERYONE,
    message: '',
    plan: '',
    asExported: '',
    hangsFrom: tieOf(touchpoint),
  });
  const rows: { row: ScheduleRow; of: Delivery | Presence }[] = [
    ...presences.map((of) => ({
      row: { date: say(formatDay(of.from)), lastDate: say(formatDay(of.until - 1)), ...describe(of, of.from) },
      of,
    })),
    ...deliveries.map((of) => {
      const { date, lastDate, wallTime: localTime, timeZone, instant } = of;
      const last = lastDate === undefined ? undefined : { lastDate: say(lastDate) };
      return { row: { date: say(date), ...last, localTime, timeZone, instant, ...describe(of, of.day) }, of };
    }),
  ];
  return rows.sort(({ row: a }, { row: b }) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const seriesIn = (touchpoint: Touchpoint, say: SayDay): string =>
  isSeries(touchpoint)
    ? `${writeRhythm(touchpoint)}, ${inSeries(say(touchpoint.start))} to ${inSeries(say(lastDateOf(touchpoint)))}`
    : '';

const inSeries = (day: string | number): string => (typeof day === 'number' ? `day ${day}` : day);

function clockOf(touchpoint: Touchpoint): string {
  const { zone, at } = touchpoint.time;
  return `${zone}, ${at ?? (isMeeting(touchpoint) ? 'together' : 'preferred')}`;
}

/** Writes into the first rows what else the table needs to be read back, and once more into the last, as people take rows out; says how many segments found no room. */
function carry(
  campaign: Campaign,
  rows: ReturnType<typeof describedRows>,
  { guarded, excerpt }: { guarded: boolean; excerpt: string },
): number {
  const told = new Set<string>();
  for (const { row, of } of rows) {
    const name = `${of.touchpoint.id} ${'exception' in of ? of.occurrence : ''}`;
    if (told.has(name)) continue;
    told.add(name);
    row.message = asWritten(of);
  }
  const head = { timeZone: campaign.timeZone, guarded, campaign: campaign.id, ...(excerpt !== '' && { excerpt }) };
  const inRows = new Set(rows.flatMap(({ of }) => of.segments.map(({ id }) => id)));
  // Whoever gets a part of the plan learns nothing of the others.
  const segments = excerpt === '' ? campaign.segments : campaign.segments.filter(({ id }) => inRows.has(id));
  const { parts, lost } = partsOf(segments, [...new Set(rows.map(({ of }) => of.touchpoint.id))], head, rows.length);
  const isTwice = parts.length * 2 <= rows.length;
  parts.forEach((part, index) => {
    rows[index]!.row.plan = part;
    if (isTwice) rows.at(-1 - index)!.row.plan = part;
  });
  return lost;
}

/** The segments and the ids in as many cells as it takes and there are; the segments first, since without them the table cannot be read. */
function partsOf(
  segments: readonly Segment[],
  touchpointIds: readonly string[],
  head: Omit<CarriedPlan, 'segments'>,
  most: number,
): { parts: string[]; lost: number } {
  const left = [...segments];
  const ids = [...touchpointIds];
  const parts: string[] = [];
  while (parts.length < most && (parts.length === 0 || left.length > 0 || ids.length > 0)) {
    const part = { ...(parts.length === 0 && head), segments: [] as Segment[], touchpoints: [] as string[] };
    let length = JSON.stringify(part).length;
    while (left.length > 0 && (length += JSON.stringify(left[0]).length + 1) <= LONGEST_CELL)
      part.segments.push(left.shift()!);
    while (left.length === 0 && ids.length > 0 && (length += ids[0]!.length + 3) <= LONGEST_CELL)
      part.touchpoints.push(ids.shift()!);
    // One segment that fits in no cell would be tried for ever.
    if (parts.length > 0 && part.segments.length === 0 && part.touchpoints.length === 0) break;
    parts.push(JSON.stringify(part));
  }
  return { parts, lost: most === 0 ? 0 : left.length };
}

function asWritten({ touchpoint, message: read }: Delivery | Presence): string {
  const { subject, body, callToAction } = touchpoint.message;
  const written: WrittenMessage = {
    subject,
    body,
    ...(callToAction && { callToAction, link: read.callToAction?.link ?? '' }),
  };
  const isSame =
    subject === read.subject &&
    body === read.body &&
    callToAction?.label === read.callToAction?.label &&
    (callToAction?.url ?? '') === (read.callToAction?.link ?? '');
  const text = JSON.stringify(written);
  return isSame && !text.includes('{{') ? '' : text;
}

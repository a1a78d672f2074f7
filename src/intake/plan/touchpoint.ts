import { DAY_MINUTES, formatDay } from '#campaign/calendar.ts';
import type { Channel, Direction, Status, Touchpoint } from '#campaign/document.ts';
import { LEAST_MINUTES, LONGEST_NAME, MOST, MOST_LANES, MOST_MINUTES } from '#campaign/limits.ts';
import type { Rule } from '#campaign/occurrences.ts';
import { ruleFor } from '#campaign/rhythm.ts';
import { daysForSends } from '#campaign/series.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS, tacticById } from '#campaign/tactics/catalogue.ts';
import { english } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { audiencesIn, freeId, type SegmentBook } from './audiences.ts';
import type { LaneBook } from './campaign.ts';
import { markerIn, markerOfNote } from '../understand/cancelled.ts';
import type { Columns } from '../understand/columns.ts';
import { languageOf } from '../understand/countries.ts';
import { readDate, repeats, type DateReading } from '../understand/dateCell.ts';
import type { DatedCell } from '../understand/dateColumn.ts';
import { inEnglish } from '../understand/languages/languages.ts';
import type { DataRow } from '../understand/rows.ts';
import { shorten } from '../understand/times.ts';
import { channelsIn, directionIn, PULL_CHANNELS, statusIn, tacticsIn } from '../understand/terms.ts';
import { laterStart, rhythmIn } from '../understand/rhythm.ts';
import type { PlanField } from '../understand/wording.ts';
import { durationIn, isRange, lengthIn, unitOfHeading, type Length } from '../understand/lengths.ts';
import { exceptionsOf } from './exceptions.ts';
import { timingOf, type Clocks } from './timing.ts';

/** One touchpoint from one row whose date is known. */

const LANES = vocabularies.learning.lane;

interface RowContext {
  columns: Columns<PlanField>;
  headers: string[];
  clocks: Clocks;
  cancelled: 'keep' | 'leave-out';
  lanes: 'channel' | 'workstream';
  segments: SegmentBook;
  /** Audiences that some cell names alone, in small letters. */
  alone: ReadonlySet<string>;
  laneBook: LaneBook;
  /** Ids of touchpoints that are in use. */
  taken: ReadonlySet<string>;
  /** Epoch days that no touchpoint may leave. */
  bounds: { from: number; until: number };
  /** Epoch day of the last day of a series without an end. */
  endlessUntil: number | undefined;
}

type Limits = Pick<RowContext, 'bounds' | 'endlessUntil'>;

/** Longer cells are no list of audiences, and no button with its address. */
const LONGEST_LIST = 2500;

/**
 * The touchpoint of a row with what was doubtful about it, or why there is none. Segments and lanes are made as they are named.
 * With `except` it is for all segments but those, which are known when all rows are read.
 */
export function touchpointOf(
  row: DataRow,
  given: DatedCell,
  reading: DateReading | undefined,
  context: RowContext,
): { touchpoint: Touchpoint; except?: string[]; phase?: string; doubts: string[] } | { problem: string } {
  const text = (field: PlanField) => (context.columns[field] === null ? '' : (row.cells[context.columns[field]] ?? ''));
  const doubts: string[] = [];
  const doubt = (note: string) => doubts.push(note);
  const cut = (given: string, most: number, what: string) => {
    if (given.length <= most) return given;
    doubt(`its ${what} was cut to ${most} characters`);
    return given.slice(0, most).toWellFormed().trimEnd();
  };

  if (!saysWhat(row, context.columns)) return { problem: 'it has a date, but does not say what happens' };
  if (text('body').length > MOST.text) {
    return { problem: `its text has ${text('body').length} characters, and ${MOST.text} is the most; shorten it` };
  }
  const going = statusOf(text, context.cancelled, doubt);
  if ('problem' in going) return going;
  const { status } = going;

  const howOften = text('cadence') || [text('date'), text('weekday')].find(repeats) || '';
  const dated = onItsWeekday(given, howOften, context.bounds, doubt);
  const said = [text('name'), text('subject')].join(' ');
  const timing = timingOf(row, formatDay(dated.from), reading?.time, context.columns, context.clocks, doubt);
  const lasts = timing.minutes ?? minutesIn(text('duration'), context);
  const channel = channelOf(text('channel'), said, text('tactic'), context.columns.channel !== null, lasts, doubt);
  const tactic = tacticOf(text('tactic'), `${said} ${text('channel')}`, channel, directionIn(text('direction')), doubt);

  if (text('audience').length > LONGEST_LIST)
    return { problem: 'its audience is a long text; name the audiences only' };
  const audience = audiencesIn(text('audience'), context.alone);
  if (audience.doubt !== undefined) doubt(audience.doubt);
  const segments: string[] = [];
  const size = Number(text('learners').replace(/\D/g, ''));
  const whole = audience.size ?? (size > 0 && audience.names.length === 0 ? size : undefined);
  const counted = whole === undefined || audience.except ? undefined : context.segments.count(whole);
  if (counted !== undefined) doubt(counted);
  if (size > 0 && (audience.names.length > 1 || audience.except))
    doubt(`its ${size} people are not shared out among its audiences`);
  for (const named of [...audience.names, ...(audience.except ?? [])]) {
    const segment = context.segments.find({
      ...(size > 0 && audience.names.length === 1 ? { size } : {}),
      ...named,
    });
    if (!segment) return { problem: 'it names one audience more than the 1,000 segments of a campaign' };
    if (segment.made) doubt(`“${shorten(named.name)}” became a new segment`);
    if (segment.doubt !== undefined) doubt(segment.doubt);
    if (!segments.includes(segment.id)) segments.push(segment.id);
  }

  const workstream = context.lanes === 'workstream' ? text('workstream') : '';
  const lane = context.laneBook.find(workstream === '' ? LANES[channel] : cut(workstream, LONGEST_NAME, 'workstream'));
  if (lane === undefined)
    return { problem: `it needs one lane more than the ${MOST_LANES} of a campaign; make lanes from channels` };

  const length = lengthOf(text('duration'), context, channel, doubt);
  const span = spanOf(dated, length, howOften, tactic, context, doubt);
  const lasting = length && 'minutes' in length ? length.minutes : timing.minutes;
  const minutes = meetingMinutes(channel, lasting);
  if (lasting !== undefined && !ON_A_CLOCK.includes(channel) && channel !== 'platform')
    doubt(
      `its ${lasting} minutes are not kept, as it is sent by ${LANES[channel]}; if people meet, say so as its channel`,
    );
  const owner = cut(oneLine(text('owner')), LONGEST_NAME, 'owner');
  const notes = cut(text('notes'), MOST.text, 'notes');
  const callToAction = callToActionOf(
    cut(text('callToAction'), LONGEST_LIST, 'call to action'),
    cut(text('link'), LONGEST_LIST, 'link'),
    doubt,
  );
  const language = languageIn(text('language'), doubt);
  const phase = text('phase') || row.headingPhase;
  return {
    touchpoint: {
      id: freeId(`row-${row.row}`, context.taken),
      name: nameOf(oneLine(text('name')), text, channel),
      tactic: tactic.id,
      direction: tactic.direction,
      channel,
      laneId: lane,
      segments: audience.except ? [] : segments,
      ...span,
      start: timing.start,
      ...exceptionsOf(row, dated, { ...span, start: timing.start, time: timing.time }),
      time: timing.time,
      ...(minutes === undefined ? {} : { minutes }),
      message: {
        subject: cut(oneLine(text('subject')), MOST.subject, 'subject'),
        body: text('body'),
        ...(callToAction === undefined ? {} : { callToAction }),
        ...(language === undefined ? {} : { language }),
      },
      ...(owner === '' ? {} : { owner }),
      ...(notes === '' ? {} : { notes }),
      ...(status === undefined ? {} : { status }),
    },
    ...(audience.except ? { except: segments } : {}),
    ...(phase === undefined ? {} : { phase: oneLine(phase).slice(0, LONGEST_NAME) }),
    doubts,
  };
}

/** Whether a row says what happens, whenever that is. */
export const saysWhat = ({ cells }: DataRow, columns: Columns<PlanField>): boolean =>
  (['name', 'subject', 'body', 'channel', 'tactic', 'callToAction'] as const).some(
    (field) => columns[field] !== null && (cells[columns[field]] ?? '') !== '',
  );

/** How far a row is, by its column or by a word that marks its name: “CANCELLED: Town hall”. */
function statusOf(
  text: (field: PlanField) => string,
  cancelled: RowContext['cancelled'],
  doubt: (note: string) => void,
): { status?: Status } | { problem: string } {
  const cell = text('status');
  const status = statusIn(cell);
  const marker = markerIn(text('name') || text('subject'));
  const word = status === 'cancelled' ? cell : marker?.apart && marker.kind === 'cancelled' ? marker.word : undefined;
  if (word !== undefined) {
    if (cancelled === 'leave-out') return { problem: `it is left out as “${shorten(word)}”` };
    doubt(`it is “${shorten(word)}”; it stays in the plan and is not sent`);
    return { status: 'cancelled' };
  }
  if (status === undefined && cell !== '') doubt(`the status “${shorten(cell)}” is not known`);
  const noted = markerOfNote(text('notes'));
  if (marker?.apart) doubt(`its name says “${marker.word}”; it stays planned, check its day`);
  else if (marker) doubt(`its name says “${marker.word}”; it stays planned, set its status if it is so`);
  else if (noted !== undefined && status !== 'sent')
    doubt(`its notes say “${noted}”; it stays planned, set its status if it is so`);
  return status === undefined ? {} : { status };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function nameOf(given: string, text: (field: PlanField) => string, channel: Channel): string {
  const name =
    given ||
    oneLine(text('subject')) ||
    oneLine(text('body')) ||
    oneLine(text('callToAction')) ||
    oneLine(text('tactic')) ||
    LANES[channel];
  const most = given === '' ? 80 : LONGEST_NAME;
  return name.length > most ? `${name.slice(0, most - 1)}…`.toWellFormed() : name;
}

/**
 * `expected` says whether the list has a column for channels, so that a blank cell is worth a word. What begins and ends on a clock
 * and names no channel is met, not mailed.
 */
function channelOf(
  cell: string,
  said: string,
  tactic: string,
  expected: boolean,
  lasts: number | undefined,
  doubt: (note: string) => void,
): Channel {
  const [first, ...others] = channelsIn(cell);
  if (first !== undefined) {
    if (others.length > 0) {
      doubt(
        `“${shorten(cell)}” names several channels; it is in ${LANES[first]}, copy it for ${others.map((other) => LANES[other]).join(' and ')}`,
      );
    }
    return first;
  }
  const guessed = channelsIn(`${tactic} ${said}`)[0];
  if (!expected && guessed !== undefined) return guessed;
  const isMet = guessed === undefined && lasts !== undefined && lasts >= LEAST_MINUTES && lasts < DAY_MINUTES;
  const taken = guessed ?? (isMet ? 'meeting' : 'email');
  doubt(
    cell === ''
      ? `no channel is named; it ${isMet ? `lasts ${lasts} minutes and ` : ''}is taken as ${LANES[taken]}`
      : `the channel “${shorten(cell)}” is not known; it is taken as ${LANES[taken]}`,
  );
  return taken;
}

/** A tactic of the catalogue where the words and the channel agree on one; else the plain push or pull. */
function tacticOf(
  cell: string,
  said: string,
  channel: Channel,
  direction: Direction | undefined,
  doubt: (note: string) => void,
): Tactic {
  const plain = cell.trim().toLowerCase();
  const named = plain === '' ? undefined : TACTICS.find(({ id, name }) => id === plain || name.toLowerCase() === plain);
  const worded = [
    ...(plain === '' ? [] : tacticsIn(plain)),
    ...tacticsIn(said).filter((id) => tacticById(id)?.channel === channel),
  ];
  const candidates = named ? [named] : worded.flatMap((id) => tacticById(id) ?? []);
  const found = candidates.find((tactic) => direction === undefined || tactic.direction === direction);
  if (found) return found;
  const taken = direction ?? (PULL_CHANNELS.includes(channel) ? 'pull' : 'push');
  if (plain !== '') doubt(`the tactic “${shorten(cell)}” is not in the catalogue; it is a ${taken} of your own`);
  return tacticById(`custom-${taken}`)!;
}

/** Channels in which something begins and ends on a clock. */
const ON_A_CLOCK: readonly Channel[] = ['meeting', 'phone', 'calendar', 'manager', 'video'];

/** The length of a row; a bare number below “Length” is minutes for a film or a meeting, and days for a poster. */
function lengthOf(
  cell: string,
  { columns, headers }: RowContext,
  channel: Channel,
  doubt: (note: string) => void,
): Length | undefined {
  if (cell === '' || /^(tbc|tba|tbd|-|n\/?a|\?|0)$/i.test(cell)) return undefined;
  const header = columns.duration === null ? '' : (headers[columns.duration] ?? '');
  const unit = unitOfHeading(header);
  const bare = /^\d+$/.test(cell);
  const inMinutes = unit === undefined && bare && ON_A_CLOCK.includes(channel);
  if (inMinutes && (Number(cell) > 14 || /length|run ?time|länge/i.test(header))) {
    doubt(`“${cell}” names no unit; it is taken as minutes`);
    return { minutes: Number(cell) };
  }
  if (unit === undefined && /^\d[.,]\d+$/.test(cell) && ON_A_CLOCK.includes(channel)) {
    doubt(`“${cell}” names no unit; it is taken as hours`);
    return lengthIn(cell, 'hours');
  }
  const length = lengthIn(cell, unit);
  if (length !== undefined && isRange(cell)) doubt(`“${shorten(cell)}” names a span; its shorter length counts`);
  if (length === undefined) doubt(`the duration “${shorten(cell)}” is not understood`);
  return length;
}

/** Minutes that a cell names with their unit, or below a heading that does. */
function minutesIn(cell: string, { columns, headers }: RowContext): number | undefined {
  const header = columns.duration === null ? '' : (headers[columns.duration] ?? '');
  const length = lengthIn(cell, unitOfHeading(header));
  return length && 'minutes' in length ? length.minutes : undefined;
}

/** Minutes of a meeting or a call, within what a campaign holds. */
function meetingMinutes(channel: Channel, minutes: number | undefined): number | undefined {
  if (minutes === undefined || channel === 'video' || !ON_A_CLOCK.includes(channel)) return undefined;
  return minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES ? minutes : undefined;
}

/** “Every Friday” from a Tuesday on begins on the next Friday. */
function onItsWeekday(
  dated: DatedCell,
  howOften: string,
  bounds: { until: number },
  doubt: (note: string) => void,
): DatedCell {
  const start = laterStart(rhythmIn(howOften), dated.from);
  if (start === undefined || start >= bounds.until) return dated;
  doubt(`“${shorten(howOften)}” is not on ${formatDay(dated.from)}; it begins on ${formatDay(start)}`);
  return { ...dated, from: start, until: Math.max(start + 1, dated.until) };
}

function spanOf(
  dated: DatedCell,
  length: Length | undefined,
  howOften: string,
  tactic: Tactic,
  limits: Limits,
  doubt: (note: string) => void,
): Rule {
  const rhythm = rhythmIn(howOften);
  if (rhythm === undefined && howOften !== '' && !('from' in readDate(howOften))) {
    doubt(`“${shorten(howOften)}” is not understood as how often; it is sent once`);
  }
  const rule = ruleFor(rhythm ?? { cadence: 'once' }, formatDay(dated.from));
  return { ...rule, days: daysOf(dated, length, howOften, rule, tactic, limits, doubt) };
}

function daysOf(
  dated: DatedCell,
  length: Length | undefined,
  howOften: string,
  rule: Omit<Rule, 'days'>,
  tactic: Tactic,
  { bounds, endlessUntil }: Limits,
  doubt: (note: string) => void,
): number {
  const { cadence } = rule;
  const most = bounds.until - dated.from;
  if (dated.until > dated.from + 1) return dated.until - dated.from;
  if (length && 'days' in length) return Math.min(length.days, most);
  if (length && cadence === 'once') return 1;
  const lasting = cadence === 'once' ? undefined : lengthOfSeries(howOften, rule);
  if (lasting !== undefined) return Math.min(lasting, most);
  if (cadence !== 'once') {
    if (endlessUntil !== undefined) return Math.min(Math.max(1, endlessUntil + 1 - dated.from), most);
    doubt(`it repeats without an end; it runs for four weeks`);
    return Math.min(28, most);
  }
  if (tactic.form === 'message') return 1;
  if (tactic.days > 1) doubt(`no end is given; it stays for ${tactic.days} days, as is usual for “${tactic.name}”`);
  return Math.max(1, Math.min(tactic.days, most));
}

/** “Weekly for 6 weeks”, “daily (10 days)”, “every Tuesday, 6 times”: how long a series lasts. */
function lengthOfSeries(howOften: string, rule: Omit<Rule, 'days'>): number | undefined {
  const [, lasting = '', times] =
    /(?:\bfor |\(|, ?)(\d{1,2} (?:weeks?|days?|months?)|(\d{1,2}) times)\)?$/.exec(inEnglish(howOften)) ?? [];
  if (times === undefined) return durationIn(lasting);
  // Nobody has calendars yet: as many days as from Monday to Friday.
  return daysForSends(rule.cadence === 'workingDays' ? { ...rule, cadence: 'weekdays' } : rule, Number(times));
}

/** Words that leave the language to each segment. */
const EACH_ITS_OWN = /^(tbc|tba|tbd|-|n\/?a|\?|(all|any|each|every|various|multiple|local|own)( languages?)?)$/i;

function languageIn(cell: string, doubt: (note: string) => void): string | undefined {
  const language = languageOf(cell);
  if (language === undefined && cell !== '' && !EACH_ITS_OWN.test(cell))
    doubt(`the language “${shorten(cell)}” is not understood; each segment gets it in its own`);
  return language;
}

const ADDRESS = /(?:https?:\/\/|www\.|mailto:)[^\s<>"]+/i;

function callToActionOf(
  cell: string,
  link: string,
  doubt: (note: string) => void,
): Touchpoint['message']['callToAction'] {
  const address = ADDRESS.exec(link)?.[0] ?? ADDRESS.exec(cell)?.[0] ?? '';
  if (link !== '' && address === '') doubt(`“${shorten(link)}” is not a web address; it is not used`);
  const url = address.startsWith('www.') ? `https://${address}` : address;
  const label = oneLine(cell.replace(ADDRESS, ' ').replace(/[\s:([–-]+[)\]]?\s*$/, ''));
  if (label === '' && url === '') return undefined;
  if (url.length > MOST.url)
    doubt(`its web address is longer than ${english.number(MOST.url)} characters and is not used`);
  if (label.length > 80) doubt('its call to action was cut to 80 characters');
  return {
    label: label.slice(0, MOST.buttonLabel).toWellFormed().trim() || 'Find out more',
    url: url.length > MOST.url ? '' : url,
  };
}

import { formatDay } from '#campaign/calendar.ts';
import type { Channel, Direction, Touchpoint } from '#campaign/document.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS, tacticById } from '#campaign/tactics/catalogue.ts';
import { audiencesIn, freeId, type SegmentBook } from './audiences.ts';
import type { LaneBook } from './campaign.ts';
import type { Columns } from '../understand/columns.ts';
import { languageOf } from '../understand/countries.ts';
import { readDate } from '../understand/dates.ts';
import type { DatedCell } from '../understand/dating.ts';
import type { DataRow } from '../understand/rows.ts';
import { readTime, shorten } from '../understand/times.ts';
import { cadenceIn, CHANNEL_NAMES, channelsIn, directionIn, PULL_CHANNELS, tacticsIn } from '../understand/terms.ts';
import type { PlanField } from '../understand/wording.ts';

/** One touchpoint from one row whose date is known. */

interface RowContext {
  columns: Columns<PlanField>;
  lanes: 'channel' | 'workstream';
  segments: SegmentBook;
  laneBook: LaneBook;
  /** Ids of touchpoints that are in use. */
  taken: ReadonlySet<string>;
  /** Epoch days that no touchpoint may leave. */
  bounds: { from: number; until: number };
}

const LONGEST_BODY = 20_000;
/** Longer cells are no list of audiences, and no button with its address. */
const LONGEST_LIST = 2500;

/** The touchpoint of a row with what was doubtful about it, or why there is none. Segments and lanes are made as they are named. */
export function touchpointOf(
  row: DataRow,
  dated: DatedCell,
  context: RowContext,
): { touchpoint: Touchpoint; phase?: string; doubts: string[] } | { problem: string } {
  const text = (field: PlanField) => (context.columns[field] === null ? '' : (row.cells[context.columns[field]] ?? ''));
  const doubts: string[] = [];
  const doubt = (note: string) => doubts.push(note);
  const cut = (given: string, most: number, what: string) => {
    if (given.length <= most) return given;
    doubt(`its ${what} was cut to ${most} characters`);
    return given.slice(0, most).toWellFormed().trimEnd();
  };

  if (
    !['name', 'subject', 'body', 'channel', 'tactic', 'callToAction'].some((field) => text(field as PlanField) !== '')
  ) {
    return { problem: 'it has a date, but does not say what happens' };
  }
  if (text('body').length > LONGEST_BODY) {
    return { problem: `its text has ${text('body').length} characters, and ${LONGEST_BODY} is the most; shorten it` };
  }
  const said = [text('name'), text('subject')].join(' ');
  const channel = channelOf(text('channel'), said, text('tactic'), context.columns.channel !== null, doubt);
  const tactic = tacticOf(text('tactic'), `${said} ${text('channel')}`, channel, directionIn(text('direction')), doubt);

  if (text('audience').length > LONGEST_LIST)
    return { problem: 'its audience is a long text; name the audiences only' };
  const audience = audiencesIn(text('audience'));
  if (audience.doubt !== undefined) doubt(audience.doubt);
  const segments: string[] = [];
  for (const named of audience.names) {
    const segment = context.segments.find(named);
    if (!segment) return { problem: 'it names one audience more than the 1,000 segments of a campaign' };
    if (segment.made) doubt(`“${shorten(named.name)}” became a new segment`);
    if (!segments.includes(segment.id)) segments.push(segment.id);
  }

  const workstream = context.lanes === 'workstream' ? text('workstream') : '';
  const lane = context.laneBook.find(workstream === '' ? CHANNEL_NAMES[channel] : cut(workstream, 200, 'workstream'));
  if (lane === undefined)
    return { problem: 'it needs one lane more than the 200 of a campaign; make lanes from channels' };

  const span = spanOf(dated, text('duration'), text('cadence') || text('date'), tactic, context.bounds, doubt);
  const owner = cut(oneLine(text('owner')), 200, 'owner');
  const notes = cut(text('notes'), LONGEST_BODY, 'notes');
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
      segments,
      start: formatDay(dated.from),
      ...span,
      time: timeOf(text('time'), text('date') || (row.headingDate ?? ''), doubt),
      message: {
        subject: cut(oneLine(text('subject')), 300, 'subject'),
        body: text('body'),
        ...(callToAction === undefined ? {} : { callToAction }),
        ...(language === undefined ? {} : { language }),
      },
      ...(owner === '' ? {} : { owner }),
      ...(notes === '' ? {} : { notes }),
    },
    ...(phase === undefined ? {} : { phase: oneLine(phase).slice(0, 200) }),
    doubts,
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function nameOf(given: string, text: (field: PlanField) => string, channel: Channel): string {
  const name =
    given ||
    oneLine(text('subject')) ||
    oneLine(text('body')) ||
    oneLine(text('callToAction')) ||
    CHANNEL_NAMES[channel];
  const most = given === '' ? 80 : 200;
  return name.length > most ? `${name.slice(0, most - 1)}…`.toWellFormed() : name;
}

/** `expected` says whether the list has a column for channels, so that a blank cell is worth a word. */
function channelOf(
  cell: string,
  said: string,
  tactic: string,
  expected: boolean,
  doubt: (note: string) => void,
): Channel {
  const [first, ...others] = channelsIn(cell);
  if (first !== undefined) {
    if (others.length > 0) {
      doubt(
        `“${shorten(cell)}” names several channels; it is in ${CHANNEL_NAMES[first]}, copy it for ${others.map((other) => CHANNEL_NAMES[other]).join(' and ')}`,
      );
    }
    return first;
  }
  const guessed = channelsIn(`${tactic} ${said}`)[0];
  const taken = guessed ?? 'email';
  if (!expected && guessed !== undefined) return guessed;
  doubt(
    cell === ''
      ? `no channel is named; it is taken as ${CHANNEL_NAMES[taken]}`
      : `the channel “${shorten(cell)}” is not known; it is taken as ${CHANNEL_NAMES[taken]}`,
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

/** Days as people write a length: 5, 5 days, 2 weeks, 1 month. */
export function durationIn(text: string): number | undefined {
  const match = /^(?:approx\.?|c\.?|~)?\s*(\d{1,4})(?:\.0+)?\s*(d|days?|working days|w|wks?|weeks?|months?|m)?$/i.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const unit = match[2]?.toLowerCase() ?? 'd';
  const days = Number(match[1]) * (unit.startsWith('w') && unit !== 'working days' ? 7 : unit.startsWith('m') ? 30 : 1);
  return days >= 1 && days <= 3660 ? days : undefined;
}

function spanOf(
  dated: DatedCell,
  duration: string,
  howOften: string,
  tactic: Tactic,
  bounds: { until: number },
  doubt: (note: string) => void,
): Pick<Touchpoint, 'days' | 'cadence'> {
  const cadence = cadenceIn(howOften) ?? 'once';
  if (cadence === 'once' && howOften !== '' && cadenceIn(howOften) === undefined && !('from' in readDate(howOften))) {
    doubt(`“${shorten(howOften)}” is not understood as how often; it is sent once`);
  }
  const most = bounds.until - dated.from;
  const given = durationIn(duration);
  if (dated.to > dated.from) return { days: dated.to - dated.from + 1, cadence };
  if (given !== undefined) return { days: Math.min(given, most), cadence };
  if (duration !== '') doubt(`the duration “${shorten(duration)}” is not understood`);
  if (cadence !== 'once') {
    doubt(`it repeats without an end; it runs for four weeks`);
    return { days: Math.min(28, most), cadence };
  }
  if (tactic.form === 'message') return { days: 1, cadence };
  if (tactic.days > 1) doubt(`no end is given; it stays for ${tactic.days} days, as is usual for “${tactic.name}”`);
  return { days: Math.max(1, Math.min(tactic.days, most)), cadence };
}

function timeOf(cell: string, date: string, doubt: (note: string) => void): Touchpoint['time'] {
  const inDate = readDate(date);
  const time = cell === '' ? ('time' in inDate ? inDate.time : undefined) : readTime(cell);
  if (time === undefined) {
    if (cell !== '' && !/^(tbc|tba|tbd|-|n\/?a|any( ?time)?|all day|flexible|\?)$/i.test(cell)) {
      doubt(`the time “${shorten(cell)}” is not understood; it goes out at each segment’s preferred time`);
    }
    return { zone: 'segment' };
  }
  if (time.doubt !== undefined) doubt(time.doubt);
  return { zone: time.local ? 'segment' : 'campaign', at: time.at };
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
  if (url.length > 2000) doubt('its web address is longer than 2,000 characters and is not used');
  if (label.length > 80) doubt('its call to action was cut to 80 characters');
  return { label: label.slice(0, 80).toWellFormed().trim() || 'Find out more', url: url.length > 2000 ? '' : url };
}

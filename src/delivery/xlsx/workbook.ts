import { unzipSync } from 'fflate';
import writeExcelFile, { type Cell, type Feature, type Row, type Sheet } from 'write-excel-file/universal';
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import { DAY_MILLISECONDS, dayOf, lastDateOf } from '#campaign/calendar.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import type { Export, ExportContext } from '../export.ts';
import { excerptOf } from '../excerpt.ts';
import { scheduleFileName } from '../names.ts';
import { audienceName, scheduleOf, type Schedule } from '../occurrences.ts';
import { quietProblems } from '../quiet.ts';
import { columnsOf, LONGEST_CELL, tableOf, type ScheduleRow } from '../scheduleRows.ts';
import { cleanText } from '#campaign/text.ts';
import { OWN_DAY_HEADINGS } from '#campaign/sheet.ts';
import { ownDayOf } from '#campaign/rolling.ts';
import { meantBy } from '#campaign/reach.ts';
import { cutToFit } from '../cutting.ts';
import { zipFiles } from '../zip.ts';
import { withPrintSetup } from './print.ts';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const DAY = 'yyyy-mm-dd';
const MOMENT = 'yyyy-mm-dd hh:mm';

/** A sheet as headings, widths in characters, and rows. */
export interface Table {
  name: string;
  columns: [heading: string, width: number][];
  rows: Row[];
  /** How many columns are printed, where not all of them are. */
  printed?: number;
}

/** A workbook with the schedule, the phases, the audience, the goals, the events and the assumptions, each on a sheet; of an excerpt what belongs to it. */
export async function writeWorkbook(campaign: Campaign, context: ExportContext): Promise<Export> {
  const { ownDays = false } = context;
  const schedule = scheduleOf(campaign, context);
  if (schedule.isRefused) return { files: [], problems: schedule.problems };
  const { rows, problems } = tableOf(campaign, schedule, { excerpt: context.excerpt, ownDays });
  const shown = context.excerpt ? excerptOf(campaign, context.excerpt) : campaign;
  const segments = context.excerpt ? segmentsOf(campaign, schedule) : campaign.segments;
  const tables = [
    scheduleTable(rows, ownDays),
    phaseTable(shown, ownDays),
    audienceTable(campaign, segments),
    goalTable(shown, ownDays),
    eventTable(shown),
    assumptionTable(campaign, segments),
  ];
  const blob = await writeExcelFile(tables.map(sheetOf), { features: [filterOver(tables)] }).toBlob();
  // The library stamps the archive with the present time; packed again, the same plan gives the same bytes.
  const parts = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  const bytes = zipFiles(Object.entries(withPrintSetup(parts, tables)).map(([name, part]) => ({ name, bytes: part })));
  const file = { name: scheduleFileName(campaign, 'xlsx', ownDays), bytes, mediaType: MEDIA_TYPE };
  return { files: [file], problems: [...schedule.problems, ...problems, ...quietProblems(campaign)] };
}

/** Who gets something of what is scheduled. */
function segmentsOf({ segments }: Campaign, { deliveries, presences }: Schedule): Segment[] {
  const ids = new Set([...deliveries, ...presences].flatMap((one) => one.segments.map(({ id }) => id)));
  return segments.filter(({ id }) => ids.has(id));
}

const WIDTHS: Record<keyof ScheduleRow, number> = {
  date: 12,
  lastDate: 12,
  localTime: 11,
  timeZone: 18,
  instant: 17,
  phase: 16,
  lane: 16,
  name: 28,
  direction: 10,
  channel: 11,
  tactic: 24,
  audience: 24,
  learners: 10,
  subject: 40,
  body: 60,
  callToAction: 24,
  link: 32,
  language: 10,
  owner: 18,
  notes: 40,
  status: 10,
  minutes: 9,
  series: 32,
  clock: 10,
  segments: 32,
  touchpointId: 18,
  segmentIds: 18,
  meant: 18,
  message: 18,
  plan: 18,
  asExported: 18,
  hangsFrom: 36,
};

function scheduleTable(rows: ScheduleRow[], ownDays: boolean): Table {
  const columns = columnsOf(ownDays);
  // From here on, texts would make every line too small to read.
  const printed = columns.findIndex(({ column }) => column === 'subject') + 1;
  const cellOf = (row: ScheduleRow, column: keyof ScheduleRow): Cell => {
    const value = row[column];
    if (value === undefined) return null;
    if (typeof value === 'number') return value;
    if (column === 'date' || column === 'lastDate') return day(value);
    if (column === 'instant') return { value: new Date(value), type: Date, format: MOMENT };
    // Of what is not printed, a line is enough: a long text would make its row as tall as a page.
    return words(value, columns.findIndex((one) => one.column === column) < printed);
  };
  return {
    name: 'Schedule',
    columns: columns.map(({ column, heading }): [string, number] => [heading, WIDTHS[column]]),
    rows: rows.map((row) => columns.map(({ column }) => cellOf(row, column))),
    printed,
  };
}

/** What writes a date into a cell, or the day of everyone's own that it stands for. */
const dayWriter = (campaign: Campaign, ownDays: boolean) =>
  ownDays ? (iso: string): Cell => ownDayOf(campaign, iso) : day;

function phaseTable(campaign: Campaign, ownDays: boolean): Table {
  const say = dayWriter(campaign, ownDays);
  return {
    name: 'Phases',
    columns: [
      ['Name', 28],
      ['Kind', 14],
      [ownDays ? 'First own day' : 'First day', 12],
      [ownDays ? OWN_DAY_HEADINGS.lastDate : 'Last day', 12],
      ['Push aim', 10],
    ],
    rows: campaign.phases.map((phase) => [
      words(phase.name),
      words(phase.kind),
      say(phase.start),
      say(lastDateOf(phase)),
      { value: phase.pushAim, type: Number, format: '0%' },
    ]),
  };
}

function audienceTable({ rolling }: Campaign, segments: readonly Segment[]): Table {
  return {
    name: 'Audience',
    columns: [
      ['Segment', 28],
      ['Learners', 10],
      ['Time zone', 18],
      ['Language', 10],
      ['Preferred time', 14],
      ['Channels', 28],
      ['Team size', 10],
      ['Friction steps', 14],
      ['Why', 40],
      ['Needs', 40],
      ['Learning style', 24],
      ...(rolling ? [['Starting each week', 10] as [string, number]] : []),
    ],
    rows: segments.map((segment) => [
      words(segment.name),
      segment.size,
      words(segment.timeZone),
      words(segment.language),
      words(segment.preferredTime),
      words(segment.channels.join(', ') || 'all'),
      segment.teamSize ?? null,
      segment.frictionSteps,
      words(segment.why),
      words(segment.needs),
      words(segment.learningStyle),
      ...(rolling ? [segment.inflow ?? 0] : []),
    ]),
  };
}

function goalTable(campaign: Campaign, ownDays: boolean): Table {
  const say = dayWriter(campaign, ownDays);
  return {
    name: 'Goals',
    columns: [
      ['Goal', 32],
      ['Metric', 12],
      ['Target', 12],
      ['Unit', 10],
      [ownDays ? OWN_DAY_HEADINGS.date : 'Date', 12],
      ['Audience', 28],
    ],
    rows: campaign.goals.map((goal) => [
      words(goal.name),
      words(goal.metric),
      { value: goal.target, type: Number, format: goal.unit === 'share' ? '0.0%' : '#,##0' },
      words(goal.unit),
      say(goal.date),
      words(audienceOf(campaign, goal.segments)),
    ]),
  };
}

function eventTable(campaign: Campaign): Table {
  return {
    name: 'Events',
    columns: [
      ['Event', 32],
      ['Kind', 12],
      ['First day', 12],
      ['Last day', 12],
      ['Push factor', 12],
      ['Pull factor', 12],
      ['Audience', 28],
    ],
    rows: campaign.events.map((event) => [
      words(event.name),
      words(event.kind),
      day(event.start),
      day(lastDateOf(event)),
      event.pushFactor,
      event.pullFactor,
      words(audienceOf(campaign, event.segments)),
    ]),
  };
}

function assumptionTable({ assumptions }: Campaign, segments: readonly Segment[]): Table {
  const names = new Map(segments.map(({ id, name }) => [id, name]));
  return {
    name: 'Assumptions',
    columns: [
      ['Parameter', 28],
      ['Value', 12],
      ['Low', 12],
      ['High', 12],
      ['Segment', 28],
      ['Reason', 48],
    ],
    rows: assumptions
      .filter(({ segmentId }) => segmentId === undefined || names.has(segmentId))
      .map((assumption) => [
        words(assumption.parameter),
        assumption.value,
        assumption.low,
        assumption.high,
        words(assumption.segmentId && names.get(assumption.segmentId)),
        words(assumption.reason),
      ]),
  };
}

function audienceOf(campaign: Campaign, ids: string[]): string {
  return audienceName(campaign, meantBy(ids, campaign.segments));
}

/** Typed as text, so that nothing is calculated and every text stands as it was written. */
function words(text: string | undefined, wrap = true): Cell {
  if (!text) return null;
  const value = escapeCodes(cutToFit(cleanText(text), LONGEST_CELL));
  return {
    // The library loses texts that are called like a part of every object (“constructor”); a blank keeps them.
    value: value in Object.prototype ? `${value} ` : value,
    type: String,
    format: '@',
    wrap,
    alignVertical: 'top',
  };
}

/** Readers take `_x0041_` for the character of that number, so its first line is written as one (ECMA-376, 22.4.2.4). */
const escapeCodes = (text: string) => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

function day(iso: string): Cell {
  return {
    value: new Date(dayOf(iso) * DAY_MILLISECONDS),
    type: Date,
    format: DAY,
    align: 'left',
    alignVertical: 'top',
  };
}

function sheetOf({ name, columns, rows }: Table): Sheet<Blob> {
  const header = columns.map(([heading]): Cell => ({ value: heading, type: String, fontWeight: 'bold' }));
  return { sheet: name, data: [header, ...rows], columns: columns.map(([, width]) => ({ width })), stickyRowsCount: 1 };
}

/** Filter buttons in the header row, which the library has no option for. */
function filterOver(tables: Table[]): Feature<Blob> {
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const { rows, columns } = tables[sheetIndex]!;
            const filter = `<autoFilter ref="A1:${getCellAddress(rows.length, columns.length - 1)}"/>`;
            return insertElementMarkupAccordingToOrderOfSiblings(xml, filter, order, 'worksheet');
          },
        },
      },
    },
  };
}

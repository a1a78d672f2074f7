import { z } from 'zod';
import { simpleCommandSchema } from '#campaign/commands.ts';
import {
  cadenceSchema,
  channelSchema,
  directionSchema,
  isTimeZone,
  segmentSchema,
  statusSchema,
} from '#campaign/document.ts';
import { LONGEST_NAME, MOST } from '#campaign/limits.ts';
import { ORDINALS } from '#campaign/rhythm.ts';
import { ENCODINGS } from './encodings.ts';
import { asker } from './campaign.ts';
import { bytes, campaignId, job, nothing } from './values.ts';

/** Spreadsheets and lists of people in: handed over once, tried with corrected choices as often as wanted, then imported. */

/** Where whoever asks is: people of a list without a place of their own are there. */
const timeZone = z.string().max(64).refine(isTimeZone, 'not a time zone; write an IANA name such as Europe/Berlin');

/** Larger files are refused before they are read. */
export const LARGEST_SPREADSHEET_BYTES = 64 * 1024 * 1024;

const columnChoices = {
  headerRow: z
    .int()
    .min(1)
    .nullable()
    .optional()
    .describe('Row with the headings; null for none; guessed where absent'),
  columns: z
    .record(z.string().max(40), z.int().min(0).max(10_000).nullable())
    .optional()
    .describe('Column of a field; null for none; guessed where absent'),
};
const encoding = z
  .enum(ENCODINGS)
  .optional()
  .describe('How the letters of a text file are written; told by them where absent');
const whatHappens = z.enum(['keep', 'leave-out']).optional();
const rowCorrectionSchema = z.strictObject({
  skip: z.literal(true).optional().describe('Leaves the row out'),
  fields: z
    .record(z.string().max(40), z.string().max(MOST.text))
    .optional()
    .describe('Texts of fields in place of those in the row’s cells, as they would stand there'),
});
export type RowCorrection = z.infer<typeof rowCorrectionSchema>;
export const planChoicesSchema = z.strictObject({
  ...columnChoices,
  sheets: z
    .union([z.literal('all'), z.array(z.string().max(200)).min(1).max(1000)])
    .optional()
    .describe('Those that look like plans where absent'),
  encoding,
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  year: z.int().min(1970).max(2199).optional(),
  blankDates: z.enum(['above', 'reject']).optional(),
  launch: z.iso.date().optional().describe('Day from which “T-14” and the like count'),
  weekOne: z.iso.date().optional().describe('Day on which “week 1” and “day 1” begin'),
  undated: whatHappens.describe('Of rows that name no day: keep makes them ideas on the shelf'),
  cancelled: whatHappens,
  endlessUntil: z.iso.date().optional().describe('Last day of a series without an end; four weeks where absent'),
  hiddenRows: whatHappens,
  struckRows: whatHappens,
  lanes: z.enum(['channel', 'workstream']).optional(),
  rows: z
    .record(z.string().max(220), rowCorrectionSchema)
    .optional()
    .describe('Corrections of single rows, by their key in intake.rows'),
});
export type PlanChoices = z.infer<typeof planChoicesSchema>;
/** Fields of a list of people by whose values segments are made. */
export const GROUPINGS = ['department', 'country', 'location', 'language', 'timeZone', 'manager', 'startDate'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const audienceChoicesSchema = z.strictObject({
  ...columnChoices,
  sheet: z.string().max(200).optional(),
  encoding,
  by: z.array(z.enum(GROUPINGS)).max(7).optional().describe('Fields whose values make the segments'),
});
export type AudienceChoices = z.infer<typeof audienceChoicesSchema>;

/** What was made of a list: which columns mean what, and how many rows were understood. The rows themselves come by intake.rows. */
const understood = {
  sheets: z.array(z.string()),
  sheetsRead: z.array(z.string()),
  encoding: z.enum(ENCODINGS).nullable().describe('Of a text file'),
  headers: z.array(z.string()),
  headerRow: z.number().nullable(),
  columns: z.record(z.string(), z.number().nullable()),
  samples: z.record(z.string(), z.array(z.string())).describe('A few texts under each field’s column'),
  rows: z.number(),
  imported: z.number(),
  shown: z
    .object({ all: z.number(), remark: z.number(), rejected: z.number() })
    .describe('How many rows intake.rows has by each filter'),
  remarks: z.array(z.string()),
};
const touchpointReadSchema = z.object({
  name: z.string(),
  start: z.string().nullable().describe('null of an idea on the shelf'),
  days: z.number(),
  sendTime: z.string().nullable(),
  direction: z.enum(['push', 'pull']),
  channel: channelSchema,
  audience: z.array(z.string()),
  subject: z.string(),
});
export type TouchpointRead = z.infer<typeof touchpointReadSchema>;
export const planTrialSchema = z.object({
  ...understood,
  dateOrder: z.enum(['day-first', 'month-first']),
  dateOrderMatters: z.boolean(),
  launchMissing: z.boolean().describe('Whether days count from a launch whose date is not known'),
  year: z.number().nullable().describe('Taken for dates that name none'),
  blankDates: z.enum(['above', 'reject']),
  hasBlankDates: z.boolean(),
  undated: z.number().describe('Rows that name no day, whatever is made of them'),
  ideas: z.number().describe('Of what is brought in, ideas on the shelf'),
  lanes: z.enum(['channel', 'workstream']),
  hidden: z.number().describe('Rows that the workbook hides'),
  struck: z.number().describe('Rows that are struck out'),
  cancelled: z.number().describe('Entries that say they are cancelled'),
  preview: z.array(touchpointReadSchema),
});
export type PlanTrial = z.infer<typeof planTrialSchema>;

export const ROW_FILTERS = ['all', 'remark', 'rejected'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];
export const trialRowSchema = z.object({
  key: z.string().describe('Names the row in corrections'),
  row: z.number(),
  sheet: z.string().optional().describe('Where several are read'),
  state: z.enum(['imported', 'rejected', 'skipped', 'heading']),
  corrected: z.boolean(),
  remarks: z.array(z.string()).describe('Why it was rejected, and what was doubtful'),
  cells: z
    .array(z.object({ column: z.number(), heading: z.string(), text: z.string() }))
    .describe('As they stand in the file'),
  fields: z.record(z.string(), z.string()).describe('Texts of the cells that were taken for fields'),
  touchpoint: touchpointReadSchema.nullable(),
});
export type TrialRow = z.infer<typeof trialRowSchema>;

export const audienceTrialSchema = z.object({
  groupings: z.array(z.string()).describe('Fields that the list has a column for'),
  people: z.number(),
  ...understood,
  by: z.array(z.string()),
  segments: z.array(segmentSchema.omit({ id: true })),
});
export type AudienceTrial = z.infer<typeof audienceTrialSchema>;

/** The studio's own table after people have worked in it, touchpoint by touchpoint. */
export const returnedSchema = z.object({
  differences: z.array(
    z.object({
      touchpointId: z.string(),
      name: z.string(),
      kind: z.enum(['changed', 'added', 'removed']),
      rows: z.array(z.int()),
      sentences: z.array(z.string()).describe('What is otherwise'),
      isAsked: z.literal(true).optional().describe('Not to be done unasked'),
      commands: z.array(simpleCommandSchema),
    }),
  ),
  questions: z.array(z.object({ row: z.int(), touchpointId: z.string().optional(), sentence: z.string() })),
  rows: z.int(),
  same: z.int().describe('Rows that say what the plan says'),
});
export type Returned = z.infer<typeof returnedSchema>;

/** What a column of the plan as a table means. */
export const CELL_FIELDS = [
  'name',
  'start',
  'end',
  'days',
  'status',
  'owner',
  'direction',
  'channel',
  'audience',
  'lane',
  'repeats',
  'time',
] as const;
const cellField = z.enum(CELL_FIELDS);
export type CellField = z.infer<typeof cellField>;
const names = z.array(z.string());
const rhythmSchema = z.strictObject({
  cadence: cadenceSchema,
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional().describe('1, Monday, to 7'),
  ordinal: z.literal(ORDINALS).optional().describe('Which of its weekday in each month; from the end where negative'),
});
const cellReadingSchema = z.strictObject({
  text: z.string(),
  problem: z.string().optional().describe('Why it cannot be read, as a part of a sentence'),
  date: z.iso.date().optional(),
  lastDate: z.iso.date().optional().describe('Where the cell names a span'),
  days: z.int().optional(),
  status: statusSchema.optional(),
  direction: directionSchema.optional(),
  channel: channelSchema.optional(),
  rhythm: rhythmSchema.optional(),
  time: z.string().optional().describe('HH:MM'),
  audience: z.strictObject({ everyone: z.boolean(), names, except: names }).optional(),
});
/** What was made of one cell by what its column means. */
export type CellReading = z.infer<typeof cellReadingSchema>;
const pastedCellsSchema = z.object({
  fields: z.array(cellField.nullable()).describe('What each column means; null where nothing does'),
  isHeaded: z.boolean().describe('Whether headings above the cells say what the columns mean'),
  rows: z.array(z.array(cellReadingSchema.nullable())).describe('null for an empty cell'),
});
export type PastedCells = z.infer<typeof pastedCellsSchema>;

const source = z.string().max(64).describe('A file that was handed over by intake.open');
export const intakeCalls = {
  'intake.open': { input: z.strictObject({ fileName: z.string().max(500), bytes }), output: z.object({ source }) },
  'intake.close': { input: z.strictObject({ source }), output: nothing },
  'intake.rows': {
    input: z.strictObject({
      source,
      filter: z.enum(ROW_FILTERS),
      from: z.int().min(0),
      count: z.int().min(1).max(500),
      also: z.string().max(220).optional().describe('Key of a row that stays in its place whatever the filter'),
    }),
    output: z.object({ total: z.number(), rows: z.array(trialRowSchema) }).describe('Rows of the last trial'),
  },
  'intake.returned': {
    input: z.strictObject({ source, id: campaignId, today: z.iso.date(), job }),
    output: z.object({
      returned: returnedSchema.nullable().describe('null where it is no table that was exported of this plan'),
    }),
  },
  'intake.tryPlan': {
    input: z.strictObject({
      source,
      into: campaignId.nullable(),
      choices: planChoicesSchema,
      today: z.iso.date(),
      timeZone,
      job,
    }),
    output: planTrialSchema,
  },
  'intake.importPlan': {
    input: z.strictObject({
      source,
      into: campaignId.nullable(),
      choices: planChoicesSchema,
      today: z.iso.date(),
      timeZone,
      name: z.string().trim().min(1).max(LONGEST_NAME),
      actor: asker,
      job,
    }),
    output: z.object({ id: campaignId, imported: z.number(), ideas: z.number() }),
  },
  'intake.readCells': {
    input: z.strictObject({
      text: z.string().min(1).max(4_000_000).describe('Cells apart by tabs, as sheets put them on the clipboard'),
      fields: z
        .array(cellField.nullable())
        .max(100)
        .describe('What the columns mean where no headings say so; null where nothing is to be put'),
      today: z.iso.date(),
      near: z.iso.date().describe('Its year is meant where none is written'),
      dateOrder: z.enum(['day-first', 'month-first']).describe('Of dates that leave it open'),
      launch: z.iso.date().optional().describe('Day from which “T-14” and the like count'),
    }),
    output: pastedCellsSchema,
  },
  'intake.tryAudience': {
    input: z.strictObject({
      source,
      choices: audienceChoicesSchema,
      today: z.iso.date(),
      timeZone,
      job,
    }),
    output: audienceTrialSchema,
  },
} as const;

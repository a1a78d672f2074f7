import { bringInSegments } from '#campaign/audienceList.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import type { Encoding } from '#contract/encodings.ts';
import type { AudienceTrial } from '#contract/intake.ts';
import {
  audienceLikeness,
  guessAudience,
  importAudience as imported,
  type AudienceChoices,
  type AudienceImport,
} from '#intake/people/importAudience.ts';
import { freeId } from '#intake/plan/audiences.ts';
import { readTable } from '#intake/read/table.ts';
import type { AudienceField } from '#intake/understand/wording.ts';
import type { Progress } from '../progress.ts';
import { columnsNamed, describeColumns, widthOf, type DescribedColumn, type NamedColumns } from './columns.ts';
import { understoodOf, type Source, type Tried } from './listed.ts';
import { reportOnPeople } from './rowReport.ts';

/** Lists of people in: they become segments, and nothing that names a person is kept. */

interface AudienceInput extends Source {
  choices: Omit<AudienceChoices, 'columns'> & {
    sheet?: string | undefined;
    encoding?: Encoding | undefined;
    columns?: Record<string, number | null> | undefined;
  };
  /** Columns by letter or heading, which go before those of the choices. */
  named?: NamedColumns;
}

async function listOf({ bytes, fileName, named, choices: given }: AudienceInput) {
  const { sheet, encoding, ...rest } = given;
  // Names of fields that are none are passed over by the intake.
  const choices = rest as AudienceChoices;
  const table = await readTable(bytes, fileName, { likeness: audienceLikeness, sheet, encoding });
  if (!named) return { table, choices, guess: guessAudience(table, choices) };
  const { headers } = guessAudience(table, choices);
  const columns = columnsNamed<AudienceField>(named, { file: fileName, headers, width: widthOf(table) });
  const all = { ...choices, columns: { ...choices.columns, ...columns } };
  return { table, choices: all, guess: guessAudience(table, all) };
}

/** What would come of it, for a person to set right. */
export async function tryAudience(input: AudienceInput, progress: Progress): Promise<Tried<AudienceTrial>> {
  const { table, choices, guess } = await listOf(input);
  const result = await imported(table, choices, input, progress);
  const report = reportOnPeople(result);
  return {
    answer: {
      ...understoodOf([table], guess, result, report),
      by: guess.by,
      groupings: guess.groupings,
      people: result.people,
      segments: result.segments.map(({ id: _, ...segment }) => segment),
    },
    report,
  };
}

type ImportedAudience = Omit<AudienceImport, 'columns' | 'headerRow'> & {
  /** Fields that the list has a column for. */
  groupings: string[];
  columns: DescribedColumn[];
};

/** The segments of the list, and a word on every row. */
export async function importAudience(input: AudienceInput, progress: Progress): Promise<ImportedAudience> {
  const { table, choices, guess } = await listOf(input);
  const { columns, headerRow: _, ...result } = await imported(table, choices, input, progress);
  return { ...result, groupings: guess.groupings, columns: describeColumns(columns, guess.headers) };
}

/** The campaign with the segments of a list; the others are kept, since touchpoints may be meant for them: `kept` names them. */
export function withSegments(campaign: Campaign, listed: Segment[]): { campaign: Campaign; kept: string[] } {
  const taken = new Set(campaign.segments.map(({ id }) => id));
  const { commands, others } = bringInSegments(campaign, listed, 'add', (segment) => {
    const id = freeId(segment.id, taken);
    taken.add(id);
    return id;
  });
  const { campaign: grown } = apply(campaign, { type: 'batch', action: 'importAudience', commands });
  return { campaign: grown, kept: others.map(({ name }) => name) };
}

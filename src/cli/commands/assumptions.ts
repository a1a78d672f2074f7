import type { Command } from 'commander';
import { denominatorOf } from '#campaign/denominators.ts';
import type { Assumption, Campaign } from '#campaign/document.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { PARAMETERS, type Parameter } from '#campaign/parameters.ts';
import { strengthOf } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { FACTS, studiesOf, type Fact } from '#campaign/tactics/studies.ts';
import { oneLine } from '#campaign/text.ts';
import { english } from '#language/formats.ts';
import { readCampaign } from '../input.ts';
import { print, printJson } from '../output.ts';

export function addAssumptions(program: Command): void {
  program
    .command('assumptions')
    .description(
      'List what the forecast rests on: every number with its unit, likely range and source, and what each tactic does.',
    )
    .argument('[file]', 'campaign file (*.tandem.json) whose own assumptions stand beside them')
    .option('--json', 'print the list as JSON')
    .action(listAssumptions);
}

const VERDICT_WORDS = { supports: 'For', null: 'No effect', opposes: 'Against' } as const;

async function listAssumptions(file: string | undefined, { json }: { json?: boolean }): Promise<void> {
  const campaign = file === undefined ? undefined : await readCampaign(file);
  const listed = PARAMETERS.map((parameter) => ({
    ...parameter,
    of: denominatorOf(parameter.id) ?? null,
    assumed: (campaign?.assumptions ?? []).filter((assumption) => assumption.parameter === parameter.id),
  }));
  const tactics = TACTICS.map((tactic) => {
    const { id, name, form, channel, effect, source } = tactic;
    return { id, name, form, channel, effect, strength: strengthOf(tactic), source, studies: studiesOf(id) };
  });
  if (json) return printJson({ engine: ENGINE_VERSION, assumptions: listed, tactics, facts: FACTS });
  const { plain } = english;
  const between = (low: number, high: number) => (low === high ? 'fixed' : `likely ${plain(low)} to ${plain(high)}`);
  const blocks = listed.map(({ id, name, about, unit, of, value, likely, range, source, assumed }) => [
    id,
    `  ${name}: ${plain(value)} ${unit}, ${between(...likely)}, possible ${plain(range[0])} to ${plain(range[1])}.`,
    `  ${about}`,
    ...(of === null ? [] : [`  Of ${of}.`]),
    `  Source: ${source}.`,
    ...assumed.map((own) => `  This campaign: ${ownWords(own, unit, campaign!, plain)}`),
    '',
  ]);
  const effects = tactics.map(({ id, name, form, effect, strength, source, studies }) => {
    const fields = Object.entries(effect).map(([field, factor]) => `${field} ${plain(factor)}`);
    return [
      id,
      `  ${name}, a ${form}: ${fields.join(', ') || 'nothing of its own'}.`,
      `  Source: ${source}`,
      `  How strong, nine times out of ten: ${strength.map(plain).join(' to ')} times that.`,
      ...studies.map((study) => `  ${VERDICT_WORDS[study.verdict]}: ${factWords(study)}`),
      '',
    ];
  });
  await print(
    `${blocks.flat().join('\n')}\nA campaign may assume something else, for everyone or for a segment.\n\nWhat tactics do (docs/tactics.md):\n\n${effects.flat().join('\n')}\nKnown beside these, and not used:\n\n${FACTS.map((fact) => `  ${factWords(fact)}`).join('\n')}\n`,
  );
}

const factWords = ({ cited, found, unused }: Fact) =>
  `${cited}. ${found}${unused === undefined ? '' : ` Not used: ${unused}`}`;

function ownWords(
  { value, low, high, segmentId, reason }: Assumption,
  unit: Parameter['unit'],
  { segments }: Campaign,
  plain: (value: number) => string,
): string {
  const range = low === undefined || high === undefined ? '' : `, likely ${plain(low)} to ${plain(high)}`;
  const whose = segments.find(({ id }) => id === segmentId)?.name ?? segmentId;
  const forWhom = whose === undefined ? 'for everyone' : `for “${oneLine(whose)}”`;
  return `${plain(value)} ${unit}${range}, ${forWhom}.${reason === undefined ? '' : ` ${oneLine(reason)}`}`;
}

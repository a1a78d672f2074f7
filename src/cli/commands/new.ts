import type { Command } from 'commander';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { TEMPLATES, templateById } from '#campaign/templates/templates.ts';
import { Refusal } from '#campaign/refusal.ts';
import { isoDate, today } from '../options.ts';
import { FORCE, printJson, printLine, refuseTwoOutputs, STANDARD_OUTPUT, writeOutput } from '../output.ts';

interface Options {
  template: string;
  start?: string;
  name?: string;
  output: string;
  force?: boolean;
  json?: boolean;
}

export function addNew(program: Command): void {
  program
    .command('new')
    .description('Make a campaign from a template.')
    .requiredOption('--template <id>', 'template; “tandem templates” lists them')
    .option('--start <date>', 'first day, as YYYY-MM-DD (default: today)', isoDate)
    .option('--name <name>', "name of the campaign (default: the template's)")
    .requiredOption('-o, --output <file>', 'campaign file to write (*.tandem.json); - is standard output')
    .option(...FORCE)
    .option('--json', 'print what was made as JSON')
    .action(makeCampaign);
}

async function makeCampaign({ template: id, start = today(), name, output, force, json }: Options): Promise<void> {
  refuseTwoOutputs(output, json);
  const template = templateById(id);
  if (!template)
    throw new Refusal(
      'badInput',
      `There is no template “${id}”. Choose among ${TEMPLATES.map((known) => known.id).join(', ')}.`,
    );
  if (name !== undefined && (name.trim() === '' || name.length > LONGEST_NAME))
    throw new Refusal('badInput', `A name has 1 to ${LONGEST_NAME} characters. Choose another with --name.`);
  const campaign = template.build({ start, ...(name === undefined ? {} : { name }) });
  await writeOutput(output, serializeCampaign(campaign), { read: [], force });
  const { touchpoints, days } = campaign;
  if (json)
    await printJson({ output, name: campaign.name, start: campaign.start, days, touchpoints: touchpoints.length });
  else if (output !== STANDARD_OUTPUT)
    await printLine(`Wrote “${output}”: “${campaign.name}” from ${campaign.start} on, ${days} days.`);
}

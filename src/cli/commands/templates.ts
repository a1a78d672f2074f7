import type { Command } from 'commander';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { print, printJson } from '../output.ts';

export function addTemplates(program: Command): void {
  program
    .command('templates')
    .description('List the campaigns to start from.')
    .option('--json', 'print the list as JSON')
    .action(listTemplates);
}

async function listTemplates({ json }: { json?: boolean }): Promise<void> {
  const templates = TEMPLATES.map(({ id, name, summary, audience, weeks, touchpointCount }) => ({
    id,
    name,
    summary,
    audience,
    weeks,
    touchpoints: touchpointCount,
  }));
  if (json) return printJson({ templates });
  const blocks = templates.map(
    ({ id, name, summary, audience, weeks, touchpoints }) =>
      `${id}\n  ${name}: ${weeks} weeks, ${touchpoints} ${touchpoints === 1 ? 'touchpoint' : 'touchpoints'}. For: ${audience}.\n  ${summary}\n`,
  );
  await print(`${blocks.join('\n')}\n“tandem new --template ID -o FILE” makes a campaign from one.\n`);
}

import { Argument, type Command } from 'commander';
import { printJson } from '../output.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('Print the JSON Schema of a campaign file, or of what “simulate --json” prints.')
    .addArgument(new Argument('<what>', 'which one').choices(['campaign', 'simulation']))
    .option('--json', 'nothing to change: a schema is JSON already')
    .action(async (what: 'campaign' | 'simulation') => {
      await printJson(what === 'campaign' ? await campaignSchema() : await simulationSchema());
    });
}

async function campaignSchema(): Promise<object> {
  const { campaignJsonSchema } = await import('#campaign/file.ts');
  return campaignJsonSchema();
}

async function simulationSchema(): Promise<object> {
  const [{ z }, { simulationSchema: schema }] = await Promise.all([import('zod'), import('../simulation.ts')]);
  return { ...z.toJSONSchema(schema), title: 'Tandem simulation' };
}

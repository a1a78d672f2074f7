import { Argument, type Command } from 'commander';
import { printJson } from '../output.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description(
      'Print the JSON Schema of a campaign file, of what “simulate --json” prints, or of a schedule by own days (“export --to json --own-days”).',
    )
    .addArgument(new Argument('<what>', 'which one').choices(Object.keys(SCHEMAS)))
    .option('--json', 'nothing to change: a schema is JSON already')
    .action(async (what: keyof typeof SCHEMAS) => {
      await printJson(await SCHEMAS[what]());
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

async function scheduleSchema(): Promise<object> {
  const { scheduleJsonSchema } = await import('#delivery/json/schedule.ts');
  return scheduleJsonSchema();
}

const SCHEMAS = { campaign: campaignSchema, simulation: simulationSchema, schedule: scheduleSchema };

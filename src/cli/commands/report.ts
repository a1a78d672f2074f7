import { Option, type Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import type { BandKind } from '#contract/bands.ts';
import { FORECAST_RUNS } from '#work/runs.ts';
import { readCampaign } from '../input.ts';
import { languageTag } from '../options.ts';
import {
  FORCE,
  printJson,
  printLine,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
} from '../output.ts';
import { simulationOptions, type SimulationOptions } from '../simulationOptions.ts';
import { assumedIn } from '../stance.ts';
import { working } from '../working.ts';

interface Options extends Pick<SimulationOptions, 'runs' | 'seed' | 'as' | 'json'> {
  output: string;
  force?: boolean;
  locale: string;
  bands: keyof typeof KINDS;
}

/** Bands as they are named on the command line. */
const KINDS = { daily: 'daily', 'whole-path': 'wholePath' } as const satisfies Record<string, BandKind>;

export function addReport(program: Command): void {
  const command = program
    .command('report')
    .description('Write one page for a stakeholder: the timeline, the forecast with its bands, goals and assumptions.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('-o, --output <file>', 'page to write (*.html); - is standard output')
    .option(...FORCE)
    .option('--locale <tag>', 'how dates and numbers are written, such as de-DE', languageTag, 'en-GB')
    .addOption(
      new Option('--bands <kind>', 'bands of single days, or such that the whole curve stays inside')
        .choices(Object.keys(KINDS))
        .default('daily'),
    )
    .action(writeReport);
  simulationOptions(command, {
    runs: { what: 'runs behind the bands', usual: FORECAST_RUNS },
    seed: "seed of the random numbers (default: the campaign's)",
    as: true,
    json: 'print what was written as JSON',
  });
}

async function writeReport(file: string, options: Options): Promise<void> {
  const { output, force, runs, seed, as: stance, locale, bands, json } = options;
  refuseTwoOutputs(output, json);
  if (output !== STANDARD_OUTPUT && !/\.html?$/i.test(output))
    throw new Refusal(
      'badInput',
      `A report is a page for a browser. Name a file that ends in .html instead of “${output}”.`,
    );
  const overwriting = { read: [file], force };
  await refuseToOverwrite(output, overwriting);
  const campaign = await readCampaign(file);
  const begun = performance.now();
  const { report } = await import('#work/report.ts');
  const about = { now: new Date().toISOString(), locale, bands: KINDS[bands], runs, seed, stance };
  const { html, findings, forecast } = await working('Simulating', (hands, told) =>
    report(hands, campaign, about, told),
  );
  await writeOutput(output, html, overwriting);
  if (json)
    await printJson({
      output,
      runs: forecast.runs,
      seed: forecast.seed,
      ...assumedIn(options),
      findings,
      elapsedMs: Math.round(performance.now() - begun),
    });
  else if (output !== STANDARD_OUTPUT) await printLine(`Wrote “${output}”.`);
}

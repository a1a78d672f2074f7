import type { Command } from 'commander';
import { sayDayIn } from '#language/formats.ts';
import { Refusal } from '#campaign/refusal.ts';
import { readCampaign } from '../input.ts';
import { languageTag, wholeNumber } from '../options.ts';
import {
  FORCE,
  printJson,
  printLine,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
} from '../output.ts';
import { MOST_RUNS, MOST_SEED, USUAL_RUNS } from '../simulation.ts';

interface Options {
  output: string;
  force?: boolean;
  runs?: number;
  seed?: number;
  locale: string;
  json?: boolean;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('Write one page for a stakeholder: the timeline, the forecast with its bands, goals and assumptions.')
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('-o, --output <file>', 'page to write (*.html); - is standard output')
    .option(...FORCE)
    .option('--runs <number>', `runs behind the bands (default: ${USUAL_RUNS})`, wholeNumber(1, MOST_RUNS))
    .option('--seed <number>', "seed of the random numbers (default: the campaign's)", wholeNumber(0, MOST_SEED))
    .option('--locale <tag>', 'how dates and numbers are written, such as de-DE', languageTag, 'en-GB')
    .option('--json', 'print what was written as JSON')
    .action(writeReport);
}

async function writeReport(file: string, { output, force, runs, seed, locale, json }: Options): Promise<void> {
  refuseTwoOutputs(output, json);
  if (output !== STANDARD_OUTPUT && !/\.html?$/i.test(output))
    throw new Refusal(
      'badInput',
      `A report is a page for a browser. Name a file that ends in .html instead of “${output}”.`,
    );
  const overwriting = { read: [file], force };
  await refuseToOverwrite(output, overwriting);
  const campaign = await readCampaign(file);
  const [{ simulate }, { check }, { reportHtml }] = await Promise.all([
    import('../simulation.ts'),
    import('#campaign/checks/check.ts'),
    import('#delivery/report/report.ts'),
  ]);
  const forecast = await simulate(campaign, { runs, seed });
  const findings = check(campaign, sayDayIn(locale));
  const html = reportHtml({ campaign, forecast, findings, generatedAt: new Date().toISOString(), locale });
  await writeOutput(output, html, overwriting);
  if (json)
    await printJson({
      output,
      runs: forecast.runs,
      seed: forecast.seed,
      findings: findings.length,
      elapsedMs: forecast.elapsedMs,
    });
  else if (output !== STANDARD_OUTPUT) await printLine(`Wrote “${output}”.`);
}

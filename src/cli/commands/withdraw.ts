import { oneLine } from '#campaign/text.ts';
import type { Command } from 'commander';
import { FINE, PROBLEMS, type Report } from '../failure.ts';
import { readCampaign } from '../input.ts';
import { instant } from '../options.ts';
import { firstOf, note, printJson, printLine } from '../output.ts';
import { DATA, NOW, withLibrary } from '../publishing.ts';
import { lineOf } from './journal.ts';

interface Options {
  to: string;
  now?: Date;
  data?: string;
  json?: boolean;
}

export function addWithdraw(program: Command, report: Report): void {
  program
    .command('withdraw')
    .description(
      'Take back everything of a plan that a profile still can: what is planned at once, what is out where its target lets us.',
    )
    .argument('<file>', 'campaign file (*.tandem.json)')
    .requiredOption('--to <profile>', 'profile it was published through')
    .option(...NOW, instant)
    .option(...DATA)
    .option('--json', 'print what was withdrawn, and what cannot be, as JSON')
    .addHelpText('after', '\nExit status 1 where something cannot be recalled.')
    .action(async (file: string, options: Options) => report(await withdraw(file, options)));
}

async function withdraw(file: string, { to, now: standing, data, json }: Options): Promise<number> {
  const campaign = await readCampaign(file);
  const [doors, { createPublisher }, { machineHost }] = await Promise.all([
    import('#publishing/doors.ts'),
    import('#publishing/publisher.ts'),
    import('#publishing/host.ts'),
  ]);
  return withLibrary(data, async (library) => {
    const about = await doors.aboutOf(library, { campaign, to, now: standing ?? new Date() });
    const { changes, asked, stopping, stays } = await doors.withdraw(about);
    // Withdrawn at once, unless another publisher is in charge: then it does that.
    if (asked > 0)
      await createPublisher(machineHost(library, { now: standing })).once({
        signal: new AbortController().signal,
        actions: ['withdraw'],
      });
    const keys = new Set([...changes, ...stays].map(({ key }) => key));
    const of = { profile: about.profile.name, campaign: campaign.id };
    const rows = (await library.ledgerRows(of)).filter(({ key }) => keys.has(key));
    const cannot = rows.filter(({ state }) => state === 'sent' || state === 'claimed' || state === 'unknown');
    if (json) await printJson({ rows: rows.map(lineOf) });
    else {
      const gone = rows.filter(({ state }) => state === 'withdrawn').length;
      const waiting = rows.filter(({ state, action }) => state === 'planned' && action === 'withdraw').length;
      await printLine(
        `“${oneLine(campaign.name)}”: ${gone} withdrawn${waiting > 0 ? `, ${waiting} to be withdrawn by the publisher in charge` : ''}${stopping > 0 ? `, ${stopping} leaving just now and to be stopped` : ''}.`,
      );
      for (const line of firstOf(
        cannot.map(
          ({ name, local, sentence }) =>
            `Not recalled: ${oneLine(name)}, ${local.replace('T', ' ')}. ${oneLine(sentence)}`,
        ),
      ))
        note(line);
    }
    return cannot.length > 0 ? PROBLEMS : FINE;
  });
}

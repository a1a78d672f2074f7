import { InvalidArgumentError, type Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import { ledgerStateSchema, missingOf, type LedgerRow, type LedgerState } from '#contract/publishing.ts';
import { STATE_WORDS } from '#language/states.ts';
import { readCampaign } from '../input.ts';
import { note, printJson, printLine } from '../output.ts';
import { DATA, inWords, withLibrary, type Line } from '../publishing.ts';

interface Options {
  to?: string;
  state?: LedgerState;
  whole?: boolean;
  sent?: string;
  again?: string;
  rest?: string;
  data?: string;
  json?: boolean;
}

export function addJournal(program: Command): void {
  program
    .command('journal')
    .description('Tell what was published, what is to be, and what can no longer be recalled.')
    .argument('[file]', 'campaign file (*.tandem.json); all campaigns without it')
    .option('--to <profile>', 'only what went through this profile')
    .option('--state <state>', 'only rows of this state, such as planned or “perhaps out”', stateOf)
    .option('--whole', 'with rows that something newer took the place of')
    .option('--sent <key>', 'say that an unknown message had arrived (or was changed, or taken back)')
    .option('--again <key>', 'say that an unknown or failed message is to be sent again (or changed, or taken back)')
    .option('--rest <key>', 'send a message to those of its list who did not get it, once their lines are mended')
    .option(...DATA)
    .option('--json', 'print the rows as JSON')
    .action(journal);
}

export const lineOf = ({
  payload: _,
  hash: _hash,
  claim: _claim,
  claimedAt: _at,
  revision: _r,
  dueAt: _due,
  firstDueAt: _firstDue,
  ...row
}: LedgerRow): Line => row;

/** By the word that is printed, or by that of the JSON. */
function stateOf(given: string): LedgerState {
  const found = ledgerStateSchema.options.find((state) => given === state || given === STATE_WORDS[state]);
  if (found) return found;
  const words = ledgerStateSchema.options.map((state) => `“${STATE_WORDS[state]}”`).join(', ');
  throw new InvalidArgumentError(`Say one of ${words}.`);
}

async function journal(
  file: string | undefined,
  { to, state, whole, sent, again, rest, data, json }: Options,
): Promise<void> {
  if ([sent, again, rest].filter((one) => one !== undefined).length > 1)
    throw new Refusal('badInput', 'Say one of --sent, --again and --rest.');
  const campaign = file === undefined ? undefined : await readCampaign(file);
  await withLibrary(data, async (library) => {
    const key = sent ?? again;
    if (key !== undefined) {
      const row = await library.answerRow(key, sent === undefined ? 'again' : 'sent', new Date().toISOString());
      return json ? printJson(lineOf(row)) : printLine(inWords(row));
    }
    if (rest !== undefined) {
      const { sendRest } = await import('#publishing/doors.ts');
      const row = await sendRest(library, rest, new Date());
      return json ? printJson(lineOf(row)) : printLine(inWords(row));
    }
    const all = await library.ledgerRows({ profile: to, campaign: campaign?.id, isWhole: whole === true });
    // What a profile sent is known also once it is removed; one that never was is refused.
    if (to !== undefined && all.length === 0) await library.profile(to);
    const rows: Line[] = [];
    for (const row of all) {
      if (state !== undefined && row.state !== state) continue;
      const missed = missingOf(row) > 0 ? await library.missedOf(row) : [];
      const refused = missed.map(({ line, sentence }) => ({ line, sentence })).toSorted((a, b) => a.line - b.line);
      rows.push({ ...lineOf(row), ...(refused.length > 0 && { refused }) });
    }
    if (json) return printJson({ rows });
    if (rows.length === 0)
      note(
        all.length === 0 && to === undefined && campaign === undefined
          ? 'Nothing was published, and nothing is planned to be.'
          : 'Nothing in the journal is like this.',
      );
    for (const row of rows) await printLine(inWords(row));
  });
}

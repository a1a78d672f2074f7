import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import { apply } from '#campaign/reducer.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { TaskOutput } from '#work/tasks.ts';
import { FINE, PROBLEMS } from '../failure.ts';
import { readCampaign, readInput } from '../input.ts';
import { today } from '../options.ts';
import {
  firstOf,
  printBeside,
  printJson,
  refuseToOverwrite,
  refuseTwoOutputs,
  STANDARD_OUTPUT,
  writeOutput,
} from '../output.ts';
import { working } from '../working.ts';

/** `import plan TABLE --onto CAMPAIGN`: the studio's own table after people have worked in it. */

interface Options {
  output: string;
  onto: string;
  accept?: string[];
  force?: boolean;
  json?: boolean;
}

type Back = TaskOutput<'returnedSheet'>;
type Difference = Back['differences'][number];

export async function importReturned(files: readonly string[], options: Options): Promise<number> {
  const { output, onto, accept, force, json } = options;
  const [file, another] = files;
  if (another !== undefined)
    throw new Refusal('badInput', 'With --onto, one table is read at a time. Name the one that came back.');
  refuseTwoOutputs(output, json);
  const overwriting = { read: [file!], changes: onto, force };
  await refuseToOverwrite(output, overwriting);
  const campaign = await readCampaign(onto);
  const input = { campaign, fileName: file!, bytes: await readInput(file!), today: today() };
  const back = await working(`Reading ${oneLine(file!)}`, (hands, told) => hands.run('returnedSheet', input, told));
  const accepted = acceptedOf(back.differences, accept);
  const isWritten = accepted.size > 0;
  if (isWritten) {
    const { campaign: after } = apply(campaign, acceptedCommands([...accepted]));
    await writeOutput(output, serializeCampaign(after), overwriting);
  }
  const written = isWritten ? output : null;
  if (json) await printJson(asJson(back, accepted, written));
  else await printBeside(output, asText(file!, back, accepted, written));
  return back.questions.length > 0 || accepted.size < back.differences.length ? PROBLEMS : FINE;
}

/** Those that were named by their numbers; without numbers, those that need no answer. */
function acceptedOf(differences: readonly Difference[], numbers: readonly string[] | undefined): Set<Difference> {
  if (numbers === undefined) return new Set(differences.filter(({ isAsked }) => !isAsked));
  if (numbers.length === 1 && numbers[0]!.toLowerCase() === 'all') return new Set(differences);
  return new Set(
    numbers.map((text) => {
      const difference = /^\d+$/.test(text) ? differences[Number(text) - 1] : undefined;
      if (difference) return difference;
      const there = differences.length === 0 ? 'There is none' : `They are numbered 1 to ${differences.length}`;
      throw new Refusal('badInput', `There is no difference “${oneLine(text)}”. ${there}.`);
    }),
  );
}

function asJson(
  { differences, questions, rows, same }: Back,
  accepted: ReadonlySet<Difference>,
  output: string | null,
) {
  return {
    output,
    rows,
    same,
    differences: differences.map((difference, index) => ({
      number: index + 1,
      kind: difference.kind,
      touchpoint: difference.touchpointId,
      name: difference.name,
      rows: difference.rows,
      sentences: difference.sentences,
      asked: difference.isAsked === true,
      accepted: accepted.has(difference),
    })),
    questions,
  };
}

const WORDS = { changed: 'changed', added: 'new', removed: 'gone' };

function asText(
  file: string,
  { differences, questions, rows, same }: Back,
  accepted: ReadonlySet<Difference>,
  output: string | null,
): string {
  const lines = differences.flatMap((difference, index) => {
    const { name, kind, rows: places, sentences } = difference;
    const where = places.length === 0 ? '' : `, row ${firstOf(places.map(String)).join(', ')}`;
    const left = accepted.has(difference) ? '' : ' Left as it is.';
    return [
      `${index + 1}. “${oneLine(name)}” (${WORDS[kind]}${where}):${left}`,
      ...sentences.map((sentence) => `     ${oneLine(sentence)}`),
    ];
  });
  const asked = firstOf(questions.map(({ sentence }) => `? ${oneLine(sentence)}`));
  const isOpen = differences.some((difference) => !accepted.has(difference));
  return `${[
    `“${file}”: ${rows} rows, of which ${same} say what the plan says; ${differences.length} differences.`,
    ...lines,
    ...asked,
    ...(isOpen ? ['What was left as it is can be taken over by its number: --accept 1,2 or --accept all.'] : []),
    ...(output === null
      ? ['Nothing was taken over, so nothing was written.']
      : output === STANDARD_OUTPUT
        ? []
        : [`Wrote “${output}”.`]),
  ].join('\n')}\n`;
}

/**
 * Breaks one rule of the engine at a time, in a copy, and shows which test dies of it: `node_modules/.bin/node scripts/mutants.mjs` runs all and writes
 * docs/validation.md. The rules are those that an earlier suite let break: no test saw it, or only numbers that were pinned. It takes a minute or two.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table, withTable } from './model.mjs';
import { inProject, projectNode, root, run } from './project.mjs';

/** Every rate of the model, on a plan in which all of it takes part. */
const SECOND_MODEL = {
  file: 'src/secondModel.test.ts',
  pattern: 'is the same on every day of odd$',
};
const UNSEEN = 'none';
const PINNED = 'pinned numbers';

/** What is broken: in which file which text is replaced, what saw it before, and whose tests have to die. */
export const MUTANTS = [
  {
    what: 'Presences that add to the seniors’ word do nothing',
    file: 'src/simulation/model/effects.ts',
    from: "pull * (value('buyIn') + condition.buyIn)",
    to: "pull * value('buyIn')",
    before: UNSEEN,
    tests: SECOND_MODEL,
  },
  {
    what: 'Events leave alone who hears of it by itself',
    file: 'src/simulation/model/effects.ts',
    from: "(value('recall') + rateOf(condition.awareness)) * condition.pullFactor",
    to: "value('recall') + rateOf(condition.awareness)",
    before: UNSEEN,
    tests: SECOND_MODEL,
  },
  {
    what: 'All segments are people like the first',
    file: 'src/simulation/model/effects.ts',
    from: 'plan.segments.map(({ set }) => traits[set]!)',
    to: 'plan.segments.map(() => traits[0]!)',
    before: UNSEEN,
    tests: SECOND_MODEL,
  },
  {
    what: 'A comparison wants one learner more than a goal asks for',
    file: 'src/simulation/questions/compare.ts',
    from: 'sum + (value >= target ? 1 : 0), 0) / values.length',
    to: 'sum + (value > target ? 1 : 0), 0) / values.length',
    before: UNSEEN,
    tests: { file: 'src/simulation/questions/compare.test.ts', pattern: 'exactly as many' },
  },
  {
    what: 'Contributions of push and of pull change places',
    file: 'src/simulation/questions/contribution.ts',
    from: "item('push', direction.push, of('push')),\n    item('pull', direction.pull, of('pull')),",
    to: "item('push', direction.push, of('pull')),\n    item('pull', direction.pull, of('push')),",
    before: UNSEEN,
    tests: { file: 'src/simulation/questions/contribution.test.ts', pattern: 'push where it is meant as push' },
  },
  {
    what: 'Steps do not keep back those whom peers move',
    file: 'src/simulation/model/effects.ts',
    from: "pull * value('influence') * condition.peers",
    to: "condition.pullFactor * value('influence') * condition.peers",
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'Champions lapse like people with a habit',
    file: 'src/simulation/model/effects.ts',
    from: "value('lapse') * power(hold, level)",
    to: "value('lapse') * power(hold, Math.min(level, 3))",
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'Other messages do not make people tire sooner',
    file: 'src/simulation/model/effects.ts',
    from: "(value('rise') * value('background')) / USUAL_BACKGROUND",
    to: "value('rise')",
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'Fatigue takes attention twice',
    file: 'src/simulation/model/effects.ts',
    from: 'f === 0 ? 1 : values[at + INDEX.attention1 + f - 1]!,',
    to: 'f === 0 ? 1 : values[at + INDEX.attention1 + f - 1]! ** 2,',
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'People in use opt out like others',
    file: 'src/simulation/model/effects.ts',
    from: "optOutInUse: value('optOutInUse'),",
    to: 'optOutInUse: 1,',
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'Presences do not make habits grow faster',
    file: 'src/simulation/model/effects.ts',
    from: "value('advance') * condition.repetition",
    to: "value('advance')",
    before: PINNED,
    tests: SECOND_MODEL,
  },
  {
    what: 'Goals are counted a day before their date',
    file: 'src/simulation/plan/compile.ts',
    from: 'Math.min(dayOf(goal.date) - firstDay, days - 1)',
    to: 'Math.min(dayOf(goal.date) - firstDay - 1, days - 1)',
    before: 'a fault elsewhere',
    tests: SECOND_MODEL,
  },
];

/** The text of a file with a mutant in it. Throws where what it replaces does not stand there once. */
export function broken({ what, file, from, to }, text) {
  if (text.split(from).length !== 2) throw new Error(`“${what}” does not find its place in ${file} any more.`);
  return text.replace(from, () => to);
}

/** What came out as a table in Markdown: for each mutant the names of the tests that died. */
export const mutantTable = (died) =>
  table(
    ['What is broken', 'In', 'Seen before by', 'Dies by'],
    MUTANTS.map(({ what, file, before, tests }, place) => [
      what,
      `\`${file}\``,
      before,
      died[place].length > 0 ? `\`${tests.file}\`: ${died[place].join('; ')}` : '**nothing**',
    ]),
  );

const page = { file: 'validation.md', start: 'Mutants', end: 'End of mutants', by: 'mutants' };

/** The tests of a copy that fail, without those that only compare with what was there before. Throws where they could not be run. */
async function failing(folder, { file, pattern }) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const parameters = [vitest, 'run', file, '-t', pattern, '--reporter=json', `--outputFile=${report}`];
  const { output } = await run(projectNode(), parameters, { folder });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const done = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'skipped' && status !== 'pending');
  if (done.length === 0) throw new Error(`${file} has no test “${pattern}”.\n${output}`);
  return done
    .filter(
      ({ status, failureMessages }) =>
        status === 'failed' && !failureMessages.some((message) => /snapshot/i.test(message)),
    )
    .map(({ title }) => title);
}

async function runAll() {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-mutants-'));
  try {
    for (const name of ['src', 'docs', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
      cpSync(inProject(name), join(folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const tests of new Set(MUTANTS.map(({ tests }) => tests))) {
      const failed = await failing(folder, tests);
      if (failed.length > 0) throw new Error(`Without a mutant this fails as well: ${failed.join('; ')}.`);
    }
    const died = [];
    for (const mutant of MUTANTS) {
      const path = join(folder, mutant.file);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, broken(mutant, text));
      died.push(await failing(folder, mutant.tests));
      writeFileSync(path, text);
      process.stdout.write(`${died.at(-1).length > 0 ? 'dies' : 'LIVES'}  ${mutant.what}\n`);
    }
    const path = inProject('docs', page.file);
    writeFileSync(path, withTable(page, readFileSync(path, 'utf8'), mutantTable(died)));
    process.exitCode = died.every((names) => names.length > 0) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await runAll();

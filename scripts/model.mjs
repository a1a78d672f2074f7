/**
 * Keeps the tables and lists of docs/ as the engine has them: `node_modules/.bin/node scripts/model.mjs` writes them anew.
 * model.test.ts fails where they differ, or the test that a page names as its own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { denominatorOf } from '../src/campaign/denominators.ts';
import { PARAMETERS } from '../src/campaign/parameters.ts';
import { strengthOf } from '../src/campaign/tactic.ts';
import { TACTICS } from '../src/campaign/tactics/catalogue.ts';
import { describeModel } from '../src/simulation/model/described.ts';
import { replayRows } from '../src/simulation/replayed.testing.ts';
import { templateRows } from '../src/simulation/templateThoughts.testing.ts';
import { experimentRows } from '../src/simulation/thoughtExperiments.testing.ts';
import { FACTS, STUDIES, studiesOf } from '../src/campaign/tactics/studies.ts';

const number = (value) => String(Number(value.toPrecision(6)));
const span = ([low, high]) => (low === high ? 'fixed' : `${number(low)} – ${number(high)}`);
const SCALES = { identity: 'plain', log: 'log', logit: 'logit' };
/** A vertical line would end the cell. */
const cell = (text) => text.replaceAll('|', '\\|');
export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('');

/** All parameters as a table in Markdown, in the order of the registry. Values that nobody measured say “Assumption”. */
export function parameterTable(parameters = PARAMETERS) {
  const rows = parameters.map(({ id, name, about, unit, value, likely, range, transform, source }) => [
    `\`${id}\``,
    `**${name}.** ${about}`,
    unit,
    denominatorOf(id) ?? '',
    number(value),
    span(likely),
    `${number(range[0])} – ${number(range[1])}`,
    SCALES[transform],
    source,
  ]);
  return table(
    ['Parameter', 'What it is', 'Unit', 'Of', 'Default', 'Likely (5 – 95 %)', 'Range', 'Scale', 'Source'],
    rows,
  );
}

/** What all tactics do as a table in Markdown, in the order of the catalogue, to the last digit. */
export function tacticTable(tactics = TACTICS) {
  const rows = tactics.map((tactic) => {
    const { id, name, form, channel, effect, source } = tactic;
    return [
      `\`${id}\``,
      name,
      form,
      channel,
      Object.entries(effect)
        .map(([field, value]) => `${field} ${value}`)
        .join(', ') || 'nothing of its own',
      strengthOf(tactic).map(number).join(' to '),
      source,
      studiesOf(id)
        .map(({ verdict, cited }) => `${SIGNS[verdict]} ${cited}`)
        .join('; '),
    ];
  });
  return table(['Tactic', 'Name', 'Form', 'Channel', 'What it does', 'Strength (5 – 95 %)', 'Source', 'Studies'], rows);
}

const SIGNS = { supports: '+', null: '0', opposes: '−' };

/** All studies as a table in Markdown, and below them what else is known; with the reason where the model does not use it. */
export function studyTable(studies = [...STUDIES, ...FACTS]) {
  const rows = studies.map(({ cited, kind, verdict, found, tactics = [], source, unused }) => [
    cited,
    kind,
    SIGNS[verdict] ?? '',
    unused === undefined ? found : `${found} _Not used: ${unused}_`,
    tactics.map((id) => `\`${id}\``).join(', '),
    source,
  ]);
  return table(['Study', 'Kind', 'Says', 'What was found', 'Tactics', 'Source'], rows);
}

/** Published facts as small trials, and what the model says of them, as a table in Markdown; and those that are not put to it. */
export function replayTable() {
  const { head, rows } = replayRows();
  const others = [...STUDIES, ...FACTS].filter(({ unused }) => unused !== undefined);
  return `${table(head, rows)}\nNot put to the model:\n\n${others.map(({ cited, unused }) => `- ${cited}. ${unused}\n`).join('')}`;
}

/** What happens on a day, in its order, as a list in Markdown: the letters of the model as they stand in the text. */
export const dayList = ({ day } = describeModel()) =>
  day.map(({ what }, place) => `${place + 1}. ${what.replaceAll(/\b([EP])\b/g, '_$1_')}\n`).join('');

/** When messages go out, by cadence, as a list in Markdown. */
export const cadenceList = ({ cadences } = describeModel()) =>
  cadences.map(({ id, when }) => `- _${id}_: ${when.replaceAll(/\b(alsoAfter|monthlyBy)\b/g, '`$1`')}\n`).join('');

const tableOf = (rows) => () => {
  const { head, rows: body } = rows();
  return table(head, body);
};

/** The pages with tables, and the marks between which these stand; `heldBy` another test than that of this file. */
export const PAGES = [
  { file: 'model.md', start: 'Day', end: 'End of day', table: dayList },
  { file: 'model-rules.md', start: 'Cadences', end: 'End of cadences', table: cadenceList },
  { file: 'parameters.md', start: 'Parameters', end: 'End of parameters', table: parameterTable },
  { file: 'tactics.md', start: 'Tactics', end: 'End of tactics', table: tacticTable },
  { file: 'tactics.md', start: 'Studies', end: 'End of studies', table: studyTable },
  { file: 'validation.md', start: 'Replays', end: 'End of replays', table: replayTable },
  {
    file: 'validation.md',
    start: 'Thought experiments',
    end: 'End of thought experiments',
    table: tableOf(experimentRows),
    heldBy: 'src/simulation/thoughtExperiments.test.ts',
  },
  {
    file: 'validation.md',
    start: 'Templates',
    end: 'End of templates',
    table: tableOf(templateRows),
    heldBy: 'src/simulation/thoughtExperiments.test.ts',
  },
].map((page) => ({ ...page, path: join(import.meta.dirname, '..', 'docs', page.file) }));

/** The text of a page with its table written anew, by this script or another. Throws where it has lost the marks between which the table stands. */
export function withTable({ file, start, end, table: write, by = 'model' }, text, written = write()) {
  const first = `<!-- ${start}: written by scripts/${by}.mjs -->`;
  const last = `<!-- ${end} -->`;
  const from = text.indexOf(first);
  const until = text.indexOf(last);
  if (from < 0 || until < from) throw new Error(`docs/${file} lacks ${first} or ${last}.`);
  return `${text.slice(0, from)}${first}\n\n${written}\n${text.slice(until)}`;
}

if (process.argv[1] === import.meta.filename)
  for (const page of PAGES) writeFileSync(page.path, withTable(page, readFileSync(page.path, 'utf8')));

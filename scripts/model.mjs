/**
 * Keeps the table of docs/model.md as the engine's registry has it: `node_modules/.bin/node scripts/model.mjs` writes it anew.
 * model.test.ts fails where the two differ.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARAMETERS } from '../src/campaign/parameters.ts';

export const PAGE = join(import.meta.dirname, '..', 'docs', 'model.md');
const START = '<!-- Parameters: written by scripts/model.mjs -->\n';
const END = '<!-- End of parameters -->\n';

const number = (value) => String(Number(value.toPrecision(3)));
const span = ([low, high]) => (low === high ? 'fixed' : `${number(low)} – ${number(high)}`);
/** A vertical line would end the cell. */
const cell = (text) => text.replaceAll('|', '\\|');

/** All parameters as a table in Markdown, in the order of the registry. Values that nobody measured say “Assumption”. */
export function parameterTable(parameters = PARAMETERS) {
  const rows = parameters.map(({ id, name, about, unit, value, likely, range, source }) => [
    `\`${id}\``,
    `**${name}.** ${about}`,
    unit,
    number(value),
    span(likely),
    `${number(range[0])} – ${number(range[1])}`,
    source,
  ]);
  const head = ['Parameter', 'What it is', 'Unit', 'Default', 'Likely (5 – 95 %)', 'Range', 'Source'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('');
}

/** The page with its table written anew. Throws where the page has lost the marks between which it stands. */
export function withTable(page, table = parameterTable()) {
  const from = page.indexOf(START);
  const until = page.indexOf(END);
  if (from < 0 || until < from) throw new Error(`docs/model.md lacks ${START.trim()} or ${END.trim()}.`);
  return `${page.slice(0, from)}${START}\n${table}\n${page.slice(until)}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8')));

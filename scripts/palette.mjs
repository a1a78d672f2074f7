/**
 * Writes the colours of the window from src/language/palette.ts: `node_modules/.bin/node scripts/palette.mjs`.
 * palette.test.ts fails where src/renderer/kit/tokens.css is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dark, light } from '../src/language/palette.ts';

const FIRST = '/* Colours: written by scripts/palette.mjs from src/language/palette.ts */';
const LAST = '/* End of colours */';

export const path = join(import.meta.dirname, '..', 'src', 'renderer', 'kit', 'tokens.css');

/** `stageOptedOut` is `--stage-opted-out`, `band90` is `--band-90`. */
const tokenOf = (name) => `--${name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)}`;

/** The stylesheet with its colours written anew, light and then dark. Throws where it has lost the marks between which they stand. */
export function withColours(css, palettes = [light, dark]) {
  const parts = css.split(FIRST);
  if (parts.length !== palettes.length + 1 || parts.slice(1).some((part) => !part.includes(LAST)))
    throw new Error(`tokens.css lacks ${FIRST} or ${LAST}.`);
  return parts
    .map((part, index) => {
      if (index === 0) return part;
      const indent = /[ ]*$/.exec(parts[index - 1])[0];
      const lines = Object.entries(palettes[index - 1]).map(
        ([name, value]) => `${indent}${tokenOf(name)}: ${value};\n`,
      );
      return `${FIRST}\n${lines.join('')}${indent}${part.slice(part.indexOf(LAST))}`;
    })
    .join('');
}

if (process.argv[1] === import.meta.filename) writeFileSync(path, withColours(readFileSync(path, 'utf8')));

/**
 * Writes what the engine's kernel (src/simulation/kernel/assembly, AssemblyScript) has from elsewhere, and compiles it to WebAssembly, kept as text in
 * src/simulation/kernel/wasm.ts, so that nothing has to be built before the engine runs: `node_modules/.bin/node scripts/kernel.mjs`.
 * kernel.test.ts fails where the kept files are not what they would be written as.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import {
  COUNTER,
  EDGE,
  LAYOUTS,
  positionsIn,
  SERIES_TOTALS,
  SIZES,
  sizeOf,
  STAGES,
  STRUCTURES,
} from '../src/simulation/numbers/layouts.ts';

const FOLDER = join(import.meta.dirname, '..', 'src', 'simulation', 'kernel');
const OPTIONS = '--outFile kernel.wasm -O3 --converge --noAssert --runtime stub --enable simd --disableWarning 112';
export const KEPT = join(FOLDER, 'wasm.ts');
export const KEPT_LAYOUTS = join(FOLDER, 'assembly', 'layouts.ts');

/** The kernel's bytes as base64. Throws with the compiler's words where it cannot be compiled. */
export async function compileKernel() {
  let binary;
  const { error } = await asc.main(`assembly/kernel.ts ${OPTIONS}`.split(' ').concat('--baseDir', FOLDER), {
    writeFile: (name, contents) => void (name === 'kernel.wasm' && (binary = contents)),
  });
  if (error || !binary) throw new Error(`The kernel cannot be compiled. ${error?.message ?? ''}`);
  return Buffer.from(binary).toString('base64');
}

export const asModule = (base64) =>
  `/** The compiled kernel, written by scripts/kernel.mjs from assembly/. */\nexport const WASM =\n  '${base64}';\n`;

const capital = (name) => name[0].toUpperCase() + name.slice(1);
/** goalRule: GOAL_RULE. */
const constant = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
const enumOf = (name, numbers) =>
  `export const enum ${name} {\n${Object.entries(numbers)
    .map(([field, number]) => `  ${field} = ${number},\n`)
    .join('')}}`;
const numberOf = (name, number) => `export const ${name}: i32 = ${number};`;

/** The layouts in AssemblyScript. Throws where the totals of a series do not follow each other. */
export function layoutsModule({ layouts = LAYOUTS, structures = STRUCTURES, series = SERIES_TOTALS } = {}) {
  const total = positionsIn(layouts.total);
  const ranges = Object.entries(series).map(([name, totals]) => {
    const from = total[totals[0]];
    if (totals.some((each, index) => total[each] !== from + index))
      throw new Error(`The totals of the series “${name}” do not follow each other.`);
    return [from, from + totals.length];
  });
  const parts = [
    ...Object.entries(SIZES).map(([name, size]) => numberOf(constant(name), size)),
    numberOf('STAGES', STAGES),
    ...Object.entries(layouts).flatMap(([name, layout]) => [
      enumOf(capital(name), positionsIn(layout)),
      numberOf(`${constant(name)}_FIELDS`, sizeOf(layout)),
    ]),
    ...Object.entries(structures).map(
      ([name, fields]) =>
        `@unmanaged\nexport class ${name} {\n${Object.entries(fields)
          .map(([field, type]) => `  ${field}: ${type};\n`)
          .join('')}}`,
    ),
    numberOf('SERIES', ranges.length),
    '/** The totals that a series adds up, from the first to before the last. */',
    `export const SERIES_FROM = memory.data<i32>([${ranges.map(([from]) => from).join(', ')}]);`,
    `export const SERIES_UNTIL = memory.data<i32>([${ranges.map(([, until]) => until).join(', ')}]);`,
    enumOf('Edge', EDGE),
    ...Object.entries(COUNTER).map(([name, number]) => numberOf(constant(name), number)),
  ];
  return `/** Written by scripts/kernel.mjs from numbers/layouts.ts, where every field is explained. Change it there. */\n\n${parts
    .join('\n\n')
    .replace(/(i32 = \d+;|\d\]\);)\n\n(?=export const [A-Z_]+(:| = memory))/g, '$1\n')
    .replace(/\*\/\n\n/g, '*/\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(KEPT_LAYOUTS, layoutsModule());
  writeFileSync(KEPT, asModule(await compileKernel()));
}

/**
 * Compiles src/simulation/kernel/assembly (AssemblyScript) to WebAssembly, kept as text in src/simulation/kernel/wasm.ts, so that nothing has to be
 * built before the engine runs: `node_modules/.bin/node scripts/kernel.mjs`. kernel.test.ts fails where the two differ.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const FOLDER = join(import.meta.dirname, '..', 'src', 'simulation', 'kernel');
const OPTIONS = '--outFile kernel.wasm -O3 --converge --noAssert --runtime stub --enable simd --disableWarning 112';
export const KEPT = join(FOLDER, 'wasm.ts');

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

if (process.argv[1] === import.meta.filename) writeFileSync(KEPT, asModule(await compileKernel()));

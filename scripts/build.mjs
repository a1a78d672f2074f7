/** The build: made again when anything that goes into it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inProject, projectNode, remember, remembered, root, run, SetupError } from './project.mjs';

const RESULTS = ['out/main/index.js', 'out/main/web.js', 'out/main/cli.js', 'out/main/worker.js', 'out/window.json'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'electron.vite.config.ts'];

function sources() {
  return readdirSync(inProject('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** A hash of everything that goes into the build. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS.map((name) => inProject(name)), ...sources()]) {
    hash
      .update(`${relative(root, path).split(sep).join('/')}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}

export function isBuilt() {
  return RESULTS.every((path) => existsSync(inProject(path))) && remembered('build') === fingerprint();
}

/** Throws SetupError with what the builder said. */
export async function buildStudio(say) {
  say('Building the studio (a few seconds).');
  const made = fingerprint();
  const { code, output } = await run(
    projectNode(),
    [inProject('node_modules/electron-vite/bin/electron-vite.js'), 'build'],
    { environment: { NODE_ENV: 'production', NO_COLOR: '1' } },
  );
  const said = stripVTControlCharacters(output).trim();
  if (code !== 0) throw new SetupError(`The studio could not be built:\n${said}`);
  const missing = RESULTS.filter((path) => !existsSync(inProject(path)));
  if (missing.length > 0) throw new SetupError(`The build left out ${missing.join(', ')}:\n${said}`);
  remember('build', made);
}

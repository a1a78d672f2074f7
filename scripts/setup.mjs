/**
 * Does what is missing before the studio can start, be tested or be used from the command line:
 *   node scripts/setup.mjs [start|test|tandem] [--quiet]
 * Silent where everything is up to date. Runs on any Node from 20 on, without dependencies.
 */
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { buildStudio, isBuilt } from './build.mjs';
import { findBrowser, installBrowser } from './browser.mjs';
import { areDependenciesInstalled, installDependencies } from './dependencies.mjs';
import { holdingLock } from './lock.mjs';
import { arePeersSettled, installPeers } from './peers.mjs';
import {
  electronProgram,
  hasDisplay,
  inProject,
  projectNode,
  remember,
  remembered,
  run,
  SetupError,
} from './project.mjs';

const OLDEST_NODE = 20;
const [purpose = 'start'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const quiet = process.argv.includes('--quiet') && !process.stderr.isTTY;

function say(line) {
  if (!quiet) process.stderr.write(`${line}\n`);
}

/** Each step: when it applies, whether it is done, and how to do it. */
const steps = [
  { purposes: ['start', 'test', 'tandem'], done: areDependenciesInstalled, make: () => installDependencies(say) },
  { purposes: ['test'], done: () => findBrowser() !== undefined, make: () => installBrowser(say) },
  { purposes: ['test'], done: arePeersSettled, make: () => installPeers(say) },
  { purposes: ['start'], done: isElectronSettled, make: installElectron },
  { purposes: ['start', 'test', 'tandem'], done: isBuilt, make: () => buildStudio(say) },
  { purposes: ['start', 'test', 'tandem'], done: isCommandLinked, make: async () => linkCommand() },
];

const electronVersion = () => JSON.parse(readFileSync(inProject('node_modules/electron/package.json'), 'utf8')).version;

/** Electron is never worth failing for, and a download that failed once is not tried again by itself. */
function isElectronSettled() {
  return !hasDisplay() || electronProgram() !== undefined || remembered('electron-failed') === electronVersion();
}

async function installElectron() {
  say('Downloading Electron (60 seconds at most).');
  const { code } = await run(projectNode(), [inProject('node_modules/electron/install.js')], { seconds: 60 });
  if (code === 0 && electronProgram()) return;
  remember('electron-failed', electronVersion());
  say('Electron could not be downloaded; the studio runs in your browser. `npx install-electron` tries again.');
}

const linkPath = inProject('node_modules', '.bin', process.platform === 'win32' ? 'tandem.cmd' : 'tandem');

function isCommandLinked() {
  return existsSync(linkPath);
}

/** npm links the commands of dependencies, not the project's own; with this one `npx tandem` finds it. */
function linkCommand() {
  if (process.platform === 'win32') {
    writeFileSync(linkPath, '@node "%~dp0\\..\\..\\bin\\tandem.cjs" %*\r\n');
  } else {
    rmSync(linkPath, { force: true });
    symlinkSync('../../bin/tandem.cjs', linkPath);
  }
}

async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new SetupError(
      `Tandem Studio needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. Install one from https://nodejs.org, then run this again.`,
    );
  }
  const wanted = steps.filter((step) => step.purposes.includes(purpose));
  if (wanted.length === 0)
    throw new SetupError(`“${purpose}” is not something to set up. Write start, test or tandem.`);
  if (wanted.every((step) => step.done())) return;
  await holdingLock(say, async () => {
    for (const step of wanted) if (!step.done()) await step.make();
  });
}

try {
  await setUp();
} catch (error) {
  const known = error instanceof SetupError || ['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code);
  process.stderr.write(`${known ? error.message : error.stack}\n`);
  process.exitCode = 1;
}

/** The browser that the end-to-end tests drive: found, or else installed. Its path is kept in .cache/chromium. */
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inProject, projectNode, remember, remembered, run, SetupError } from './project.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const elsewhere = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .map((name) => join(process.env[name], 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

const isProgram = (path) => existsSync(path) && statSync(path).isFile();

function systemBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(elsewhere[process.platform] ?? [])].find(isProgram);
}

/** The path of a browser found before, of $CHROMIUM or of the system's; undefined where there is none. Throws SetupError. */
export function findBrowser() {
  const chosen = process.env.CHROMIUM;
  if (chosen && !isProgram(chosen)) {
    throw new SetupError(`$CHROMIUM names “${chosen}”, which is not a program. Correct it, or unset it.`);
  }
  const known = remembered('chromium');
  const path = chosen ?? (known && isProgram(known) ? known : undefined);
  if (path !== undefined && path !== known) remember('chromium', path);
  return path;
}

/** Playwright's own browser, where it is installed. */
async function playwrightBrowser() {
  const script = `import(process.argv[1]).then(({ chromium }) => process.stdout.write(chromium.executablePath()))`;
  const address = `file://${inProject('node_modules/playwright-core/index.mjs')}`;
  const { code, output } = await run(projectNode(), ['-e', script, address], { seconds: 30 });
  return code === 0 && isProgram(output.trim()) ? output.trim() : undefined;
}

async function withPlaywright(say) {
  say('Installing Chromium for the tests.');
  await run(projectNode(), [inProject('node_modules/playwright/cli.js'), 'install', 'chromium'], { seconds: 300 });
  return playwrightBrowser();
}

async function withApt(say) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say("Playwright's own Chromium cannot be had here; installing the system's package.");
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { seconds: 180, environment });
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { seconds: 600, environment });
  return systemBrowser();
}

/** Finds or installs a browser and keeps its path. Throws SetupError. */
export async function installBrowser(say) {
  const path = (await playwrightBrowser()) ?? systemBrowser() ?? (await withPlaywright(say)) ?? (await withApt(say));
  if (!path) {
    throw new SetupError(
      'The end-to-end tests need Chromium, and it could not be installed. Install Chromium or Chrome, or set CHROMIUM to its path, then run this again.',
    );
  }
  remember('chromium', path);
}

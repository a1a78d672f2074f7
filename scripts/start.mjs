/**
 * Opens the studio: `npm start -- [--port N] [--data FOLDER]`. In Electron where that can be shown, else for the browser,
 * with the reason in one line.
 */
import { spawn } from 'node:child_process';
import { electronProgram, hasDisplay, inProject, projectNode, root } from './project.mjs';

const passed = process.argv.slice(2);
const isRoot = process.getuid?.() === 0;

/** Why there is no Electron window, or undefined where there is one. */
function obstacle() {
  if (passed.some((word) => word.startsWith('--port'))) return 'A port was asked for';
  if (!hasDisplay()) return 'There is no display here';
  if (!electronProgram()) return "Electron's binary is not installed (`npx install-electron` gets it)";
  if (isRoot && process.platform === 'linux') return 'Electron does not run sandboxed as root';
  return undefined;
}

const reason = obstacle();
if (reason) process.stdout.write(`${reason}, so that the studio runs in your browser.\n`);
const child = reason
  ? spawn(projectNode(), [inProject('out/main/web.js'), ...passed], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  : spawn(electronProgram(), [root, ...passed], { stdio: 'inherit' });

// Ctrl+C reaches the whole group; this process waits for the studio to close its database.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGTERM' : signal));
}
// npm may be ended without a word to what it runs; then the studio has to end as well.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
}
child.on('error', (error) => {
  process.stderr.write(`The studio could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 1 : (code ?? 1);
});

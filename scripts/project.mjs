/** What every script needs to know about the project: where things are, and which Node runs them. No dependencies. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const inProject = (...parts) => join(root, ...parts);

/** Something that the person has to do. Its message is the whole story; no stack trace is shown. */
export class SetupError extends Error {}

/** What an earlier run noted under this name in .cache/, or undefined. */
export function remembered(name) {
  try {
    return readFileSync(inProject('.cache', name), 'utf8');
  } catch {
    return undefined;
  }
}

export function remember(name, text) {
  try {
    mkdirSync(inProject('.cache'), { recursive: true });
    writeFileSync(inProject('.cache', name), text);
  } catch (error) {
    throw new SetupError(
      `${inProject('.cache')} cannot be written (${error.code}). Give yourself write permission there.`,
    );
  }
}

const OLDEST_NODE = 22;

/** The Node that came with the dependencies, or undefined. */
export function ownNode() {
  const { platform, arch } = process;
  const program = platform === 'win32' ? 'node.exe' : 'node';
  const system = platform === 'win32' ? 'win' : platform;
  return [`node-${system}-${arch}`, `node-bin-${system}-${arch}`]
    .map((name) => inProject('node_modules', name, 'bin', program))
    .find((path) => existsSync(path));
}

/** A Node that can run the studio: the one in node_modules, else this one where it is new enough. Throws SetupError. */
export function projectNode() {
  const own = ownNode();
  if (own) return own;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath;
  throw new SetupError(
    `The studio needs Node ${OLDEST_NODE} or newer, and brings none for ${process.platform} on ${process.arch}. Install one from https://nodejs.org, then run this again.`,
  );
}

/**
 * Runs a program in the project's folder, or in another, and resolves to { code, output }; never rejects.
 * `code` is null where the program could not be started or ran out of time.
 */
export function run(program, parameters, { seconds = 600, environment = {}, shell = false, folder = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(null);
    });
    child.on('close', finish);
  });
}

/** Whether a window can be shown here. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The Electron program, or undefined where its binary is not there. */
export function electronProgram() {
  try {
    const program = readFileSync(inProject('node_modules', 'electron', 'path.txt'), 'utf8');
    const path = inProject('node_modules', 'electron', 'dist', program);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

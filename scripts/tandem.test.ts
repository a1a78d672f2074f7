import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** The launcher in bin/, in a project of its own. */

let folder: string;
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-launcher-'));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(resolve(import.meta.dirname, '../bin/tandem.cjs'), join(folder, 'bin/tandem.cjs'));
  put('pretend-old.cjs', `Object.defineProperty(process.versions, 'node', { value: '20.11.0' });`);
});
afterEach(() => rmSync(folder, { recursive: true }));

function build(): void {
  put('package.json', '{ "type": "module" }');
  put('node_modules/better-sqlite3/package.json', '{}');
  put('out/main/cli.js', `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;`);
}

const tandem = (...parameters: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
};

it('says how to build, where nothing is built', () => {
  expect(tandem('bin/tandem.cjs', 'templates')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'tandem: the studio is not built yet; run `npm run -s tandem -- …` once, which does that and then runs your command.\n',
  });
});

it('runs the command line with its words and its exit code, and adds nothing', () => {
  build();
  expect(tandem('bin/tandem.cjs', 'check', 'a plan.json', '--json')).toEqual({
    status: 7,
    stdout: '["check","a plan.json","--json"]\n',
    stderr: '',
  });
});

it('hands over to the Node of the project where this one is too old', () => {
  build();
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  mkdirSync(join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin', program));
  expect(tandem('-r', './pretend-old.cjs', 'bin/tandem.cjs', 'check')).toEqual({
    status: 7,
    stdout: '["check"]\n',
    stderr: '',
  });
});

it.skipIf(process.platform === 'win32')('takes the command along where it is killed', async () => {
  build();
  const node = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  mkdirSync(dirname(node), { recursive: true });
  symlinkSync(process.execPath, node);
  put(
    'out/main/cli.js',
    `process.on('disconnect', () => process.exit());
     setInterval(() => undefined, 1000);
     console.log(process.pid);`,
  );
  const launcher = spawn(process.execPath, ['-r', './pretend-old.cjs', 'bin/tandem.cjs', 'serve'], { cwd: folder });
  const [said] = (await once(launcher.stdout, 'data')) as [Buffer];
  const command = Number(String(said));
  expect(command).not.toBe(launcher.pid);
  launcher.kill('SIGKILL');
  await expect.poll(() => isRunning(command), { timeout: 20_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('says so in one sentence where there is no such Node', () => {
  build();
  expect(tandem('-r', './pretend-old.cjs', 'bin/tandem.cjs', 'check')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'tandem: Node 20.11.0 is too old for the database; install Node 22 or newer, or run `npm run -s tandem -- …` to get one.\n',
  });
});

it('shows no stack trace where the build is broken', () => {
  build();
  put('out/main/cli.js', `import 'a-package-that-is-not-there';`);
  const { status, stdout, stderr } = tandem('bin/tandem.cjs');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^tandem: the studio cannot be started \(.*\); run `npm run -s tandem -- …` once .*\.\n$/);
});

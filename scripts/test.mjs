/** Runs every check, goes on after a failure, and ends with one line: `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { inProject, projectNode, root } from './project.mjs';
import { countPlaywright, countVitest } from './counts.mjs';

const node = projectNode();
const tool = (name, ...path) => ({ name, program: inProject('node_modules', ...path) });
const vitestReport = inProject('.cache', 'vitest.json');
const playwrightReport = inProject('.cache', 'playwright.json');
/** What `npm run format` formats. */
const formatted = ['src', 'e2e', 'scripts', 'bin', 'bench'];

/** One result for a check that can only pass or fail as a whole. */
const asOne = (code) => ({ passed: Number(code === 0), failed: Number(code !== 0), skipped: 0 });
const report = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

const checks = [
  { ...tool('Types', 'typescript', 'bin', 'tsc'), parameters: ['--noEmit'], count: asOne },
  { ...tool('Lint', 'oxlint', 'bin', 'oxlint'), parameters: ['--deny-warnings'], count: asOne },
  {
    ...tool('Format', 'oxfmt', 'bin', 'oxfmt'),
    parameters: ['--check', ...formatted.filter((path) => existsSync(inProject(path)))],
    count: asOne,
  },
  {
    ...tool('Unit and property tests', 'vitest', 'vitest.mjs'),
    parameters: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: (code) => countVitest(report(vitestReport), code),
  },
  {
    ...tool('End-to-end tests', 'playwright', 'cli.js'),
    parameters: ['test', '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    count: (code) => countPlaywright(report(playwrightReport), code),
  },
];

function perform({ program, parameters, environment }) {
  return new Promise((resolve) => {
    const child = spawn(node, [program, ...parameters], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

mkdirSync(inProject('.cache'), { recursive: true });
for (const path of [vitestReport, playwrightReport]) rmSync(path, { force: true });

let passed = 0;
let failed = 0;
let skipped = 0;
for (const check of checks) {
  process.stdout.write(`\n${check.name}\n`);
  const result = check.count(await perform(check));
  passed += result.passed;
  failed += result.failed;
  skipped += result.skipped;
  process.stdout.write(
    `${check.name}: ${result.passed} passed, ${result.failed} failed${result.skipped > 0 ? `, ${result.skipped} SKIPPED` : ''}\n`,
  );
}
if (skipped > 0)
  process.stdout.write(
    `\n!!! ${skipped} SKIPPED: what they need is not on this machine, and nothing is known of it. Each says above what that is.\n`,
  );
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

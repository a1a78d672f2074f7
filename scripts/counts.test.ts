import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from './counts.mjs';

const loaded = { status: 'passed', assertionResults: [{ status: 'passed' }] };

it('counts what vitest reports', () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 0, numPendingTests: 3, testResults: [loaded] }, 0)).toEqual({
    passed: 7,
    failed: 0,
    skipped: 3,
  });
  expect(countVitest({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 0, testResults: [loaded] }, 1)).toEqual({
    passed: 5,
    failed: 2,
    skipped: 0,
  });
});

it('counts a test file that does not load as a failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 0, testResults: [loaded, broken] };
  expect(countVitest(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
});

it('counts what Playwright reports, a test that passed only sometimes as failed', () => {
  const stats = { expected: 9, unexpected: 1, flaky: 1, skipped: 4 };
  expect(countPlaywright({ stats }, 1)).toEqual({ passed: 9, failed: 2, skipped: 4 });
  expect(countPlaywright({ stats: { ...stats, unexpected: 0, flaky: 0 } }, 0)).toMatchObject({ passed: 9, failed: 0 });
});

it('never looks clean when the runner failed', () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [loaded] }, 1)).toEqual({
    passed: 7,
    failed: 1,
    skipped: 0,
  });
  expect(countPlaywright({ stats: { expected: 9, unexpected: 0, flaky: 0, skipped: 0 } }, 1)).toMatchObject({
    passed: 9,
    failed: 1,
  });
  expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

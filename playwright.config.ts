import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chooseDay } from './e2e/clock.ts';
import type { DoorOptions } from './e2e/launch.ts';

/** The browser that the set-up found (scripts/browser.mjs); without one, Playwright's own. */
const found = process.env['CHROMIUM'] ?? (existsSync('.cache/chromium') ? readFileSync('.cache/chromium', 'utf8') : '');
chooseDay();
const isRoot = process.getuid?.() === 0;

export default defineConfig<DoorOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // Specs wait for conditions. These are only how long a machine with other work may take to meet one.
  timeout: 480_000,
  expect: { timeout: 90_000, toPass: { timeout: 90_000 } },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A trace of everything takes nearly half of the time; `--trace retain-on-failure` has one made where a failure is looked into.
    trace: 'off',
    launchOptions: {
      ...(found ? { executablePath: found } : {}),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Every spec runs on both doors, except those whose name says which one they are about.
  projects: [
    { name: 'browser', use: { door: 'browser' }, testIgnore: '**/*.electron.spec.ts' },
    { name: 'electron', use: { door: 'electron' }, testIgnore: '**/*.browser.spec.ts' },
  ],
});

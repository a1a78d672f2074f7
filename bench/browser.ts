import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from '@playwright/test';

/** The Chromium that the set-up found, for benchmarks of the built window. */

export const root = resolve(import.meta.dirname, '..');

export function launchBrowser(): Promise<Browser> {
  const found =
    process.env['CHROMIUM'] ??
    (existsSync(join(root, '.cache/chromium')) ? readFileSync(join(root, '.cache/chromium'), 'utf8') : '');
  return chromium.launch({
    ...(found ? { executablePath: found } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

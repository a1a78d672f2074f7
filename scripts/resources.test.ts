import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { convertIcon } from 'app-builder-lib/out/util/iconConverter.js';
import { DebugLogger } from 'builder-util';
import { expect, it } from 'vitest';

/** What electron-builder finds in resources/, read by electron-builder itself. */

const root = resolve(import.meta.dirname, '..');
const config = await getConfig(root, null, null);
const found = join(root, config.directories!.buildResources!);

it('electron-builder takes its configuration', async () => {
  await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
});

it('every picture that is named is there', () => {
  const { linux, mac, win, dmg, nsis } = config;
  const named = [linux!.icon, mac!.icon, win!.icon, dmg!.background, nsis!.installerSidebar, nsis!.uninstallerSidebar];
  for (const name of named) expect(existsSync(join(found, String(name))), String(name)).toBe(true);
  // The one for sharp screens is taken by its name.
  expect(existsSync(join(found, 'background@2x.png'))).toBe(true);
});

it.each([
  ['icns', 'mac'],
  ['ico', 'win'],
  ['set', 'linux'],
] as const)('the icon of %s is one that electron-builder reads, large enough', async (format, system) => {
  const outDir = mkdtempSync(join(tmpdir(), 'tandem-icons-'));
  const { icons, error, isFallback } = await convertIcon({
    sources: [String(config[system]!.icon)],
    fallbackSources: [],
    roots: [found, root],
    format,
    outDir,
  });
  rmSync(outDir, { recursive: true, force: true });
  expect(error ?? null).toBeNull();
  expect(isFallback ?? false).toBe(false);
  const [largest] = icons!.toSorted((a, b) => b.size - a.size);
  expect(existsSync(largest!.file)).toBe(true);
  // It passes Apple's container on as it is.
  if (format !== 'icns') expect(largest!.size).toBeGreaterThanOrEqual(format === 'ico' ? 256 : 512);
});

it('the containers say how long they are, and the installer’s picture has its size', () => {
  const read = (name: string) => readFileSync(join(found, name));
  expect(read('icon.icns').toString('latin1', 0, 4)).toBe('icns');
  expect(read('icon.icns').readUInt32BE(4)).toBe(statSync(join(found, 'icon.icns')).size);
  const sidebar = read('installerSidebar.bmp');
  expect([sidebar.readUInt32LE(2), sidebar.readInt32LE(18), sidebar.readInt32LE(22), sidebar.readUInt16LE(28)]).toEqual(
    [statSync(join(found, 'installerSidebar.bmp')).size, 164, 314, 24],
  );
});

import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder } from './dataFolder.ts';

const linux = { platform: 'linux' as const, environment: {}, home: '/home/ada' };

it('takes the folder asked for, then $TANDEM_DATA, then the platform’s', () => {
  const environment = { TANDEM_DATA: '/data' };
  expect(dataFolder('/chosen', { ...linux, environment })).toBe('/chosen');
  expect(dataFolder(undefined, { ...linux, environment })).toBe('/data');
  expect(dataFolder(undefined, linux)).toBe('/home/ada/.config/Tandem Studio');
});

it('makes a relative folder absolute', () => {
  expect(dataFolder('here', linux)).toBe(resolve('here'));
});

it.each([
  ['linux', { XDG_CONFIG_HOME: '/config' }, '/config/Tandem Studio'],
  ['darwin', {}, '/home/ada/Library/Application Support/Tandem Studio'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Tandem Studio'],
] as const)('agrees with Electron’s folder on %s', (platform, environment, folder) => {
  expect(dataFolder(undefined, { platform, environment, home: '/home/ada' })).toBe(folder);
});

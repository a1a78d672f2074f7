/** Programs that some tests compare with: a spreadsheet and a calendar parser. Without them those tests are skipped. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { remember, remembered, run } from './project.mjs';

const PACKAGES = ['libreoffice-calc-nogui', 'python3-icalendar'];

const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)));

/** They are there, or could not be had here before, or are not ours to install. */
export function arePeersSettled() {
  const ours = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return (
    !ours ||
    remembered('peers') !== undefined ||
    (onPath('soffice') && existsSync('/usr/lib/python3/dist-packages/icalendar'))
  );
}

/** Never worth failing for. */
export async function installPeers(say) {
  say('Installing LibreOffice and a calendar parser for the tests that compare with them.');
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { seconds: 180, environment });
  const { code } = await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...PACKAGES], {
    seconds: 600,
    environment,
  });
  remember('peers', code === 0 ? 'installed' : 'not to be had');
  if (code !== 0) say('They could not be installed; those tests are skipped.');
}

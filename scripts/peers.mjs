/** Programs that some tests compare with: a spreadsheet, calendar programs, calendar and mail servers. Without them those tests are skipped. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { remember, remembered, run } from './project.mjs';

const PACKAGES = ['libreoffice-calc-nogui', 'python3-icalendar', 'radicale', 'xandikos', 'dovecot-imapd', 'khal'];

const onPath = (name) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].some(
    (folder) => folder && existsSync(join(folder, name)),
  );

/** They are there, or could not be had here before, or are not ours to install. */
export function arePeersSettled() {
  const ours = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return (
    !ours ||
    remembered('peers') === PACKAGES.join(' ') ||
    (['soffice', 'radicale', 'xandikos', 'dovecot', 'khal'].every(onPath) &&
      existsSync('/usr/lib/python3/dist-packages/icalendar'))
  );
}

/** Never worth failing for. */
export async function installPeers(say) {
  say('Installing LibreOffice, calendar programs, and calendar and mail servers for the tests that compare with them.');
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { seconds: 180, environment });
  const { code } = await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...PACKAGES], {
    seconds: 600,
    environment,
  });
  // Tried once for each list of packages, so that a list that grows is tried again.
  remember('peers', PACKAGES.join(' '));
  if (code !== 0) say('They could not all be installed; tests that need what is missing are skipped.');
}

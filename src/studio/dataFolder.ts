import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder's name under the platform's folder for applications' data; it stays, whatever the application is called. */
const FOLDER_NAME = 'Tandem Studio';

interface Surroundings {
  platform: NodeJS.Platform;
  environment: Record<string, string | undefined>;
  home: string;
}

/**
 * Where the library of campaigns lives: the folder asked for, else $TANDEM_DATA, else the platform's folder for applications' data.
 * The same rule as Electron's `userData`, so that all doors open the same library.
 */
export function dataFolder(
  chosen?: string,
  { platform, environment, home }: Surroundings = {
    platform: process.platform,
    environment: process.env,
    home: homedir(),
  },
): string {
  const named = chosen || environment['TANDEM_DATA'];
  if (named) return resolve(named);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', FOLDER_NAME);
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), FOLDER_NAME);
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), FOLDER_NAME);
}

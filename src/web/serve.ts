import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStudio } from '#studio/createStudio.ts';
import { dataFolder } from '#studio/dataFolder.ts';
import { startWebHost, type WebHost } from './startWebHost.ts';

/** The built code stands in out/main; its neighbours are found from there. */
const BUILT = import.meta.dirname;

/** Serves the studio of a data folder on 127.0.0.1. Throws Refusal. */
export async function serve({ data, port = 0 }: { data?: string | undefined; port?: number }): Promise<WebHost> {
  const { version } = JSON.parse(readFileSync(join(BUILT, '../../package.json'), 'utf8')) as { version: string };
  return startWebHost({
    windowFolder: join(BUILT, '..'),
    port,
    openStudio: (emit) =>
      createStudio({
        version,
        dataFolder: dataFolder(data),
        now: () => new Date(),
        emit,
      }),
  });
}

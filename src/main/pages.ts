import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { z } from 'zod';
import { ownPath, PAGE_ORIGIN, SCHEME } from './address.ts';

/** out/window.json, which the build writes: what goes with every file of the window, and each file's type. */
const windowListSchema = z.object({
  headers: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
});

/** Where the renderer comes from while it is worked on (`npm run dev`); a packaged application knows no such place. */
const developing = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
export const START_PAGE = developing ?? `${PAGE_ORIGIN}/index.html`;

export function isOwnPage(address: string): boolean {
  return ownPath(address) !== undefined || (developing !== undefined && address.startsWith(`${developing}/`));
}

/** To be called once, before the application is ready. */
export function announcePages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers app://studio/ from the built window in `folder` (out). Only files on the build's list are ever opened. */
export async function servePages(folder: string): Promise<void> {
  const { headers, files } = windowListSchema.parse(JSON.parse(await readFile(join(folder, 'window.json'), 'utf8')));
  const types = new Map(Object.entries(files));
  protocol.handle(SCHEME, async (request) => {
    const path = request.method === 'GET' ? ownPath(request.url) : undefined;
    const type = path === undefined ? undefined : types.get(path);
    if (path === undefined || type === undefined) {
      return new Response('The studio has no such page.', { status: 404, headers });
    }
    const bytes = await readFile(join(folder, 'renderer', path));
    return new Response(bytes, { headers: { ...headers, 'Content-Type': type } });
  });
}

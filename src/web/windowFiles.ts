import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';

/** out/window.json, which the build writes: what goes with every file of the window, and each file's type. */
const windowListSchema = z.object({
  headers: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
});

export interface WindowFiles {
  headers: Record<string, string>;
  /** The file at an address's path, or undefined where the list does not name it. */
  read(path: string): Promise<{ type: string; bytes: Buffer } | undefined>;
}

/** The built window in `folder` (out). Only files on the build's list are ever opened. Throws Refusal where it was not built. */
export async function openWindowFiles(folder: string): Promise<WindowFiles> {
  const text = await readFile(join(folder, 'window.json'), 'utf8').catch(() => {
    throw new Refusal('refused', 'The studio’s window was not built here. Start it with “npm start”, which builds it.');
  });
  const list = windowListSchema.parse(JSON.parse(text));
  const types = new Map(Object.entries(list.files));
  return {
    headers: list.headers,
    async read(path) {
      const name = path === '/' ? '/index.html' : path;
      const type = types.get(name);
      return type === undefined ? undefined : { type, bytes: await readFile(join(folder, 'renderer', name)) };
    },
  };
}

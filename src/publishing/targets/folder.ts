import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, Profile } from '#contract/publishing.ts';
import { draft } from '#delivery/eml/eml.ts';
import { messageData } from '../message.ts';
import type { Outcome, Target } from '../target.ts';

/** A file an item, named by its key: what is written twice is there once, and whoever watches the folder sees whole files alone. */

const formatOf = ({ options }: Profile): 'json' | 'eml' => (options['format'] === 'eml' ? 'eml' : 'json');

/** The folder that an address of the form file:///… or a path names. */
function folderOf(url = ''): string {
  const path = url.startsWith('file:') ? pathOf(url) : url;
  if (!isAbsolute(path))
    throw new Refusal('badInput', 'The folder has to be a whole path, such as /srv/outbox or file:///srv/outbox.');
  return path;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new Refusal('badInput', 'The address names no folder. Write it as file:///srv/outbox.');
  }
}

const fileOf = (item: Item, profile: Profile) => join(folderOf(profile.url), `${item.key}.${formatOf(profile)}`);

function bytesOf(item: Item, profile: Profile): Uint8Array {
  const text =
    formatOf(profile) === 'eml'
      ? (item.payload as { draft: string }).draft
      : `${JSON.stringify({ key: item.key, ...(item.payload as object) }, null, 2)}\n`;
  return new TextEncoder().encode(text);
}

/** A failure of the file system: nothing is half there, so that it may be tried again. */
function failed(error: unknown): Extract<Outcome, { state: 'failed' | 'later' }> {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof Refusal) return { state: 'failed', sentence: error.message };
  if (/^(ENOSPC|EDQUOT)$/.test(code))
    return { state: 'later', sentence: 'The disk of the folder is full. Free some space.' };
  if (/^(EACCES|EPERM|EROFS)$/.test(code))
    return { state: 'later', sentence: 'The folder may not be written to. Allow writing to it.' };
  return { state: 'later', sentence: `The file was not written (${code}). Check the folder of the profile.` };
}

async function write(item: Item, profile: Profile): Promise<Outcome> {
  try {
    const file = fileOf(item, profile);
    const folder = folderOf(profile.url);
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, `.${item.key}.${randomUUID()}.tmp`);
    try {
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(bytesOf(item, profile));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return { state: 'sent', remoteId: file };
  } catch (error) {
    return failed(error);
  }
}

export const folder: Target = {
  id: 'folder',
  options: z.strictObject({
    format: z.enum(['json', 'eml']).optional().describe('json (default), or eml for drafts'),
  }),
  needs: { url: true, secret: false, addresses: false },
  requireUrl: (url) => void folderOf(url),
  timing: 'due',
  isIdempotent: true,

  async compose(campaign, delivery, segment, profile, key) {
    const { logo: _, ...brand } = campaign.brand;
    const payload =
      formatOf(profile) === 'eml'
        ? { draft: new TextDecoder().decode(await draft({ ...campaign, brand }, delivery, key)) }
        : messageData(campaign, delivery, segment);
    return { payload, problems: [] };
  },
  bytes: bytesOf,

  async test({ profile }) {
    const path = folderOf(profile.url);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory())
      throw new Refusal('badInput', `“${path}” is no folder. Make it, or name another.`, 'url');
    await access(path, constants.W_OK).catch(() => {
      throw new Refusal('badInput', `“${path}” may not be written to. Allow writing to it, or name another.`, 'url');
    });
    return { sentence: `“${path}” can be written to.` };
  },
  send: ({ profile }, item) => write(item, profile),
  update: ({ profile }, item) => write(item, profile),
  async withdraw({ profile }, item) {
    try {
      const file = fileOf(item, profile);
      if (!(await stat(file).catch(() => undefined)))
        return { state: 'gone', sentence: 'Another program has taken the file already, so it cannot be recalled.' };
      await rm(file);
      return { state: 'withdrawn', sentence: 'The file was taken out of the folder.' };
    } catch (error) {
      return failed(error);
    }
  },
};

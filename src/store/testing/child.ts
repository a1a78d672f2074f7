import { readSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openStore } from '../store.ts';
import { moveAt } from './edits.ts';

/** Waits for a byte, opens the library and edits without pause, saying each revision once the store has acknowledged it. Runs until it is killed. */

const [folder, id] = process.argv.slice(2) as [string, string];
// Written now, because a process that is killed does not write it at its end.
flushCompileCache();
say('ready');
readSync(0, Buffer.alloc(1));
const store = await openStore(folder, { now: () => new Date() });
let { revision } = await store.open(id);
while (true) {
  const move = moveAt(revision);
  revision = (
    move.kind === 'edit' ? await store.execute(id, revision, move.command) : await store[move.kind](id, revision)
  ).revision;
  say(String(revision));
}

function say(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(1, bytes, sent);
    } catch (error) {
      // The pipe is full: the parent reads on in a moment.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract, type Input, type Method, type Output } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';
import { createStudio, type Studio } from './createStudio.ts';

/** A studio on a folder of its own, with real worker threads that run the source. */

export interface TestStudio {
  studio: Studio;
  events: StudioEvent[];
  folder: string;
  /** The value of a call; throws the failure's sentence, with its code before it. */
  ask<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
}

export async function openTestStudio(folder = mkdtempSync(join(tmpdir(), 'tandem-studio-'))): Promise<TestStudio> {
  const events: StudioEvent[] = [];
  const studio = await createStudio({
    version: '0.0.0',
    dataFolder: folder,
    now: () => new Date('2026-11-22T10:00:00Z'),
    emit: (event) => events.push(event),
    person: 'ada',
  });
  return {
    studio,
    events,
    folder,
    async ask(method, input) {
      // Through JSON, as every door sends it.
      const reply = await studio.call(method, JSON.parse(JSON.stringify(input)));
      if ('error' in reply) throw new Error(`${reply.error.code}: ${reply.error.message}`);
      return contract[method].output.parse(JSON.parse(JSON.stringify(reply.value))) as never;
    },
  };
}

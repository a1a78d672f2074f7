import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { StudioEvent } from '#contract/events.ts';
import { useSession } from '../session/session.ts';
import { cancelWork, IDLE, nameOf, startWork, useWorks, type Question } from './works.ts';

/** Works against a studio that tells of progress; nothing of them hangs on a screen. */

const studio = vi.hoisted(() => {
  const listeners = new Set<(event: unknown) => void>();
  const calls: [string, unknown][] = [];
  const call = (method: string, input: unknown) => {
    calls.push([method, input]);
    return Promise.resolve({ value: {} });
  };
  const subscribe = (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  vi.stubGlobal('window', { studio: { call, subscribe } });
  return { listeners, calls };
});
const tell = (event: StudioEvent) => studio.listeners.forEach((listener) => listener(event));

const name = nameOf('one', 'contribution', null);
const work = () => useWorks.getState().works[name] ?? IDLE;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const question = (ask: Question<string>['ask']): Question<string> => ({ name, beside: '', ask, told: () => 'Done.' });
function waiting() {
  let answer = (_: string) => {};
  const asked: Parameters<Question<string>['ask']>[0][] = [];
  const ask: Question<string>['ask'] = (about) => {
    asked.push(about);
    return new Promise((resolve) => (answer = resolve));
  };
  return { ask, asked, answer: (value: string) => answer(value) };
}

beforeEach(() => {
  useWorks.setState({ works: {}, kept: {} });
  studio.calls.length = 0;
  useSession.setState({
    open: {
      id: 'one',
      campaign: fullCampaign,
      revision: 3,
      history: { undo: null, redo: null },
      draft: null,
      selection: null,
      saving: 'saved',
    },
  } as Parameters<typeof useSession.setState>[0]);
});
afterEach(() => useSession.setState({ open: null }));

describe('a work', () => {
  it('goes on without a screen, tells how far it is, and leaves its result', async () => {
    const { ask, asked, answer } = waiting();
    const over = startWork(question(ask));
    await settle();
    expect(asked).toMatchObject([{ id: 'one', revision: 3 }]);
    tell({ type: 'progress', job: asked[0]!.job, done: 1, total: 4 });
    expect(work()).toMatchObject({ progress: 0.25, result: null });
    useSession.setState({ open: null });
    answer('worth it');
    await over;
    expect(work()).toMatchObject({ progress: null, job: null, problem: null });
    expect(work().result).toEqual({ value: 'worth it', campaign: fullCampaign, beside: '' });
    expect(studio.listeners.size).toBe(0);
  });

  it('is under way once', async () => {
    const { ask, asked, answer } = waiting();
    const over = startWork(question(ask));
    await startWork(question(ask));
    await settle();
    expect(asked).toHaveLength(1);
    answer('once');
    await over;
  });

  it('that is cancelled leaves what it had brought before', async () => {
    await startWork(question(() => Promise.resolve('first')));
    const { ask, asked, answer } = waiting();
    const over = startWork(question(ask));
    await settle();
    cancelWork(name);
    expect(studio.calls).toContainEqual(['job.cancel', { job: asked[0]!.job }]);
    answer('late');
    await over;
    expect(work()).toMatchObject({ result: { value: 'first' }, progress: null, job: null, problem: null });
  });

  it('says what went wrong, and can be started again', async () => {
    await startWork(question(() => Promise.reject(new Refusal('badInput', 'Too large.'))));
    expect(work()).toMatchObject({ problem: 'Too large.', progress: null, job: null });
    await startWork(question(() => Promise.resolve('now')));
    expect(work()).toMatchObject({ problem: null, result: { value: 'now' } });
  });
});

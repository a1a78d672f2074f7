import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Campaign } from '#campaign/document.ts';
import { followSession, useForecast } from './forecastState.ts';
import { useSession } from '../session/session.ts';

/** The window's questions to the studio, answered one by one. */
interface Asked {
  method: string;
  input: { revision: number; job?: string };
  answer: (reply: object) => void;
}
const listeners = vi.hoisted(() => new Set<(event: unknown) => void>());
const asked = vi.hoisted(() => {
  const questions: Asked[] = [];
  const call = (method: string, input: Asked['input']) =>
    new Promise((answer) => {
      questions.push({ method, input, answer });
    });
  const subscribe = (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  vi.stubGlobal('window', { studio: { call, subscribe } });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  return questions;
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const none = { mean: [], p05: [], p25: [], p50: [], p75: [], p95: [] };
const STAGES = ['active', 'unaware', 'aware', 'tried', 'using', 'habitual', 'champion', 'lapsed', 'optedOut'];
const forecast = (learners: number) => ({
  value: {
    engine: '1',
    method: 'meanField',
    seed: 1,
    runs: 0,
    planHash: '',
    learners,
    dates: [],
    series: Object.fromEntries(STAGES.map((stage) => [stage, none])),
    segments: [],
    goals: [],
    contacts: { perLearnerWeek: [] },
    uncertainty: { chance: 0, parameters: 0, campaign: 0 },
  },
});
const conflict = { error: { code: 'conflict', message: 'The campaign has changed meanwhile.' } };

let unfollow = () => {};
const show = (campaign: Campaign, revision: number) =>
  useSession.setState({
    open: {
      id: 'one',
      campaign,
      revision,
      history: { undo: null, redo: null },
      draft: null,
      selection: null,
      saving: 'saved',
    },
  });

beforeEach(() => {
  asked.length = 0;
  show(fullCampaign, 1);
  unfollow = followSession();
});
afterEach(() => unfollow());

describe('the forecast', () => {
  it('draws no runs while nobody sees the tab, and goes on when it is seen', async () => {
    const seen = (visibilityState: string) => {
      Object.assign(document, { visibilityState });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const methods = () => asked.map(({ method }) => method).slice(1);
    asked[0]!.answer(forecast(100));
    await vi.waitFor(() => expect(methods()).toEqual(['forecast.simulate']), 5000);
    seen('hidden');
    expect(methods()).toEqual(['forecast.simulate', 'job.cancel']);
    vi.useFakeTimers();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(methods()).toEqual(['forecast.simulate', 'job.cancel']);
    seen('visible');
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    expect(methods()).toEqual(['forecast.simulate', 'job.cancel', 'forecast.simulate']);
  });

  it('says how many runs there are of those that are drawn', async () => {
    asked[0]!.answer(forecast(100));
    await vi.waitFor(() => expect(asked).toHaveLength(2), 5000);
    expect(useForecast.getState().progress).toBe(0);
    const { job } = asked[1]!.input;
    for (const listener of listeners) listener({ type: 'progress', job, done: 50, total: 200 });
    expect(useForecast.getState().progress).toBe(50);
  });

  it('is asked for once more where the revision moved on while the studio refused the older one', async () => {
    await settle();
    expect(asked).toHaveLength(1);
    // What the window shows is stored under a new revision before the studio comes to the question.
    show(fullCampaign, 2);
    asked[0]!.answer(conflict);
    await settle();
    expect(asked.map(({ method, input }) => [method, input.revision])).toEqual([
      ['forecast.immediate', 1],
      ['forecast.immediate', 2],
    ]);
    asked[1]!.answer(forecast(7));
    await settle();
    expect(useForecast.getState()).toMatchObject({ forecast: { learners: 7 }, problem: null });
  });

  it('waits for the news of a change where the studio knows of it first', async () => {
    await settle();
    asked[0]!.answer(conflict);
    await settle();
    expect(asked).toHaveLength(1);
    show(fullCampaign, 2);
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]!.answer(forecast(7));
    await settle();
  });

  it('is refined anew where the revision moved on while runs were refused', async () => {
    vi.useFakeTimers();
    try {
      await vi.advanceTimersByTimeAsync(5);
      asked[0]!.answer(forecast(7));
      await vi.advanceTimersByTimeAsync(1000);
      expect(asked.at(-1)).toMatchObject({ method: 'forecast.simulate', input: { revision: 1 } });
      show(fullCampaign, 2);
      await vi.advanceTimersByTimeAsync(5);
      asked.at(-1)!.answer(conflict);
      await vi.advanceTimersByTimeAsync(1000);
      expect(asked.at(-1)).toMatchObject({ method: 'forecast.simulate', input: { revision: 2 } });
    } finally {
      vi.useRealTimers();
    }
  });
});

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { useSession, type Selection } from '../session/session.ts';
import { changeOf, type Change } from './change.ts';
import { followSession, lookAt, useForecast } from './forecastState.ts';

/** The window against a studio that answers late, in any order and always the same of the same plan: estimates lie 5 points above the runs. */

interface Asked {
  method: string;
  input: { revision: number; campaign?: Campaign; job?: string };
  answer: (reply: object) => void;
}
const asked = vi.hoisted(() => {
  const questions: Asked[] = [];
  const call = (method: string, input: Asked['input']) =>
    method === 'job.cancel'
      ? Promise.resolve({ value: {} })
      : new Promise((answer) => {
          questions.push({ method, input, answer });
        });
  vi.stubGlobal('window', { studio: { call, subscribe: () => () => undefined } });
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  return questions;
});

const RUNS = 1600;
const none = { mean: [], p05: [], p25: [], p50: [], p75: [], p95: [] };
const STAGES = ['active', 'unaware', 'aware', 'tried', 'using', 'habitual', 'champion', 'lapsed', 'optedOut'];
const goal = fullCampaign.goals[0]!;
const stored = new Map<number, Campaign>();

/** The chance of a plan falls by 10 points with the first touchpoint. */
const first = fullCampaign.touchpoints[0]!;
const without = apply(fullCampaign, { type: 'removeTouchpoint', id: first.id }).campaign;
const chanceOf = (campaign: Campaign) => (campaign.touchpoints.some(({ id }) => id === first.id) ? 0.64 : 0.54);

function answer({ method, input, answer: reply }: Asked): void {
  const campaign = input.campaign ?? stored.get(input.revision)!;
  const isRuns = method === 'forecast.simulate';
  const chance = chanceOf(campaign);
  reply({
    value: {
      engine: '1',
      method: isRuns ? 'counts' : 'meanField',
      seed: 1,
      runs: isRuns ? RUNS : 0,
      planHash: campaign.touchpoints.map(({ id, start }) => `${id} ${start}`).join(),
      learners: 1,
      dates: [],
      series: Object.fromEntries(STAGES.map((stage) => [stage, none])),
      segments: [],
      goals: [
        {
          id: goal.id,
          name: '',
          date: '',
          target: 1,
          probability: isRuns ? chance : chance + 0.05,
          expected: { mean: 0, p05: 0, p25: 0, p50: 0, p75: 0, p95: 0 },
        },
      ],
      contacts: { perLearnerWeek: [] },
      uncertainty: { chance: 0, parameters: 0, campaign: 0 },
      ...(isRuns
        ? {
            incremental: none,
            baseline: none,
            met: { [goal.id]: '1'.repeat(chance * RUNS) + '0'.repeat(RUNS - chance * RUNS) },
          }
        : {}),
    },
  });
}

let revision = 0;
function show(campaign: Campaign, selection: Selection | null): void {
  const open = useSession.getState().open;
  if (!open || open.campaign !== campaign) stored.set(++revision, campaign);
  useSession.setState({
    open: {
      id: 'one',
      history: { undo: null, redo: null },
      draft: null,
      saving: 'saved',
      ...open,
      campaign,
      revision,
      selection,
    },
  } as Parameters<typeof useSession.setState>[0]);
}
const chosen = (...ids: string[]): Selection => ({ kind: 'touchpoint', ids });

let seen: Change[] = [];
let unfollow = () => {};
let unwatch = () => {};
beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  seen = [];
  useSession.setState({ open: null });
  show(fullCampaign, null);
  unfollow = followSession();
  unwatch = useForecast.subscribe(({ before, forecast }) => seen.push(changeOf(before, forecast, goal.id)));
});
afterEach(() => {
  unwatch();
  unfollow();
  vi.useRealTimers();
});

const pass = (milliseconds = 5) => vi.advanceTimersByTimeAsync(milliseconds);
/** Answers everything until nothing more is asked. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet++) {
    await pass(1000);
    for (let next = asked.shift(); next; next = asked.shift()) {
      answer(next);
      quiet = -1;
      await pass();
    }
  }
}
const now = () => changeOf(useForecast.getState().before, useForecast.getState().forecast, goal.id);
const kinds = () => [...new Set(seen.map(({ kind }) => kind))];

describe('before and after', () => {
  it('shows no difference where nothing was edited, whatever comes when', async () => {
    const steps = fc.array(fc.constantFrom('first', 'second', 'nothing', 'segment', 'answer', 'wait'), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        for (const step of list) {
          if (step === 'first') show(fullCampaign, chosen(first.id));
          else if (step === 'second') show(fullCampaign, chosen(fullCampaign.touchpoints[1]!.id));
          else if (step === 'nothing') show(fullCampaign, null);
          else if (step === 'segment') lookAt(fullCampaign.segments[0]!.id);
          else if (step === 'answer' && asked.length > 0) answer(asked.shift()!);
          await pass(step === 'wait' ? 1000 : 5);
        }
        expect(kinds().filter((kind) => kind !== 'none')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('replaces the estimate once by the runs', async () => {
    const figures: number[] = [];
    const stop = useForecast.subscribe(({ forecast }) => {
      const chance = forecast?.goals[0]!.probability;
      if (chance !== undefined && chance !== figures.at(-1)) figures.push(chance);
    });
    await settle();
    stop();
    expect(figures).toEqual([0.64 + 0.05, 0.64]);
  });

  it('tells an edit at once as an estimate, then from the runs of both', async () => {
    await settle();
    show(fullCampaign, chosen(first.id));
    await settle();
    show(without, chosen(first.id));
    await pass();
    answer(asked.shift()!);
    await pass();
    expect(now()).toEqual({ kind: 'estimate', earlier: 0.64 + 0.05, now: 0.54 + 0.05 });
    await settle();
    expect(now()).toMatchObject({ kind: 'told', earlier: 0.64, now: 0.54 });
    expect(kinds()).toEqual(['none', 'estimate', 'told']);
    // What was taken back is no difference, and needs no more runs.
    show(fullCampaign, chosen(first.id));
    await settle();
    expect(now()).toEqual({ kind: 'none' });
    expect(useForecast.getState().forecast?.runs).toBe(RUNS);
  });

  it('draws what the plan before the edit lacks, where the person was quicker than the first answer', async () => {
    show(fullCampaign, chosen(first.id));
    await pass();
    show(without, chosen(first.id));
    await settle();
    expect(now()).toMatchObject({ kind: 'told', earlier: 0.64, now: 0.54 });
    expect(kinds()).not.toContain('same');
  });

  it('compares with the plan before what was deleted took the selection along', async () => {
    await settle();
    show(fullCampaign, chosen(first.id));
    await settle();
    show(without, chosen(first.id));
    show(without, null);
    show(without, chosen(fullCampaign.touchpoints[1]!.id));
    await settle();
    expect(now()).toMatchObject({ kind: 'told', earlier: 0.64, now: 0.54 });
    show(without, chosen(fullCampaign.touchpoints[2]!.id));
    await settle();
    expect(now()).toEqual({ kind: 'none' });
  });
});

import { describe, expect, test } from 'vitest';
import type { Sampled } from './compare.ts';
import { confirmed } from './confirm.ts';
import type { Candidate, Searched } from './optimise.ts';

/** What runs make of what a search found: written by hand, run by run. */

const RUNS = 1000;
const TARGET = 100;

/** Runs of which the first so many reach the goal: 110 learners where they do, 90 where they do not, and so many more in each. */
const runsOf = (reaching: number, more = 0): Sampled => ({
  plan: undefined as never,
  simulations: [
    {
      runs: RUNS,
      goals: Float64Array.from({ length: RUNS }, (_, run) => (run < reaching ? 110 : 90) + more),
    } as unknown as Sampled['simulations'][number],
  ],
});

const candidate = (messages: number): Candidate => ({
  commands: [{ type: 'removeTouchpoint', id: `t${messages}` }],
  messages,
  effortHours: 0,
  probability: 0.99,
  plan: undefined as never,
});

interface Given {
  messages: number;
  reaching: number;
  more?: number;
}

function judged(asItIs: Given, found: Given[], wanted?: number, isWithinLimits = true, most = 5) {
  const candidates = found.map(({ messages }) => candidate(messages));
  const searched: Searched = {
    base: { plan: undefined as never, messages: asItIs.messages, effortHours: 0, probability: 0.5, isWithinLimits },
    goal: { id: 'g', name: 'G', place: 0, target: TARGET },
    wanted,
    most,
    candidates,
    evaluations: 9,
  };
  const runs = new Map(candidates.map((one, place) => [one, runsOf(found[place]!.reaching, found[place]!.more)]));
  return confirmed(searched, runsOf(asItIs.reaching, asItIs.more), (one) => runs.get(one)!);
}

const messagesOf = (plans: readonly { messages: number }[]) => plans.map(({ messages }) => messages);

describe('proposals', () => {
  const asItIs = { messages: 10, reaching: 500 };

  test('claim the chance that the runs give, not what the search thought', () => {
    const { base, proposals } = judged(asItIs, [{ messages: 12, reaching: 900 }]);
    expect(base.probability).toBe(0.5);
    expect(proposals[0]).toMatchObject({ probability: 0.9, effect: { mean: 8 }, probabilityBetter: 0.7 });
  });

  test('come with fewer messages first where the runs cannot tell their chances apart', () => {
    // 3 runs of 1,000 may be luck; 100 are not.
    const { proposals } = judged(asItIs, [
      { messages: 20, reaching: 903 },
      { messages: 12, reaching: 900 },
      { messages: 11, reaching: 800 },
    ]);
    expect(messagesOf(proposals)).toEqual([12, 20, 11]);
  });

  test('are those that give most for their messages, where there are more than are asked for', () => {
    const found = [
      { messages: 20, reaching: 903 },
      { messages: 12, reaching: 900 },
      { messages: 11, reaching: 800 },
      { messages: 9, reaching: 700 },
    ];
    const first = (most: number) => messagesOf(judged(asItIs, found, undefined, true, most).proposals);
    expect([first(1), first(2), first(3), first(4)]).toEqual([[12], [12, 11], [12, 11, 9], [12, 20, 11, 9]]);
  });

  test('are not made where the runs see no gain and no message is spared', () => {
    expect(judged(asItIs, [{ messages: 12, reaching: 503 }]).proposals).toEqual([]);
    expect(judged(asItIs, [{ messages: 10, reaching: 500 }]).proposals).toEqual([]);
    expect(judged({ messages: 10, reaching: RUNS }, [{ messages: 19, reaching: RUNS, more: 50 }]).proposals).toEqual(
      [],
    );
  });

  test('are made for fewer messages at a chance that is as good, or enough', () => {
    const fewer = [{ messages: 8, reaching: 499 }];
    expect(messagesOf(judged(asItIs, fewer).proposals)).toEqual([8]);
    const worse = [{ messages: 8, reaching: 420 }];
    expect(judged(asItIs, worse).proposals).toEqual([]);
    expect(messagesOf(judged(asItIs, worse, 0.4).proposals)).toEqual([8]);
    expect(judged(asItIs, worse, 0.45).proposals).toEqual([]);
  });

  test('that reach what is wanted come first, the fewest messages before others', () => {
    const { proposals } = judged(
      asItIs,
      [
        { messages: 15, reaching: 990 },
        { messages: 12, reaching: 820 },
        { messages: 11, reaching: 700 },
      ],
      0.8,
    );
    expect(messagesOf(proposals)).toEqual([12, 15, 11]);
  });

  test('go by learners where no run reaches the goal', () => {
    const none = { messages: 10, reaching: 0 };
    const { proposals } = judged(none, [
      { messages: 12, reaching: 0, more: 2 },
      { messages: 13, reaching: 0, more: 5 },
      { messages: 14, reaching: 0 },
    ]);
    expect(messagesOf(proposals)).toEqual([13, 12]);
  });

  test('are made of whatever keeps the limits where the plan as it is does not', () => {
    const { proposals, front } = judged(asItIs, [{ messages: 5, reaching: 100 }], undefined, false);
    expect(messagesOf(proposals)).toEqual([5]);
    expect(messagesOf(front)).toEqual([5]);
  });
});

test('the front goes from the most to the fewest messages, and each step is more than runs can vary', () => {
  const { front, proposals } = judged({ messages: 10, reaching: 500 }, [
    { messages: 20, reaching: 903 },
    { messages: 12, reaching: 900 },
    { messages: 11, reaching: 400 },
    { messages: 4, reaching: 100 },
  ]);
  expect(messagesOf(proposals)).toEqual([12, 20]);
  expect(front.map(({ messages, probability, proposal }) => [messages, probability, proposal])).toEqual([
    [12, 0.9, 1],
    [10, 0.5, undefined],
    [4, 0.1, undefined],
  ]);
  expect(front.map(({ commands }) => commands.length)).toEqual([1, 0, 1]);
});

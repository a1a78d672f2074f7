// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Comparison, Contributions, Optimisation, Premortem, Stances } from '#contract/decision.ts';
import type { Summary } from '#contract/library.ts';
import { follow, openCampaign, undo, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { Decide } from './Decide.tsx';
import { useWorks } from './works.ts';

/** The real screen over a studio in memory: what a person reads on it and can do. Answers pass the contract's schemas as always. */

type Asked = { job?: string; otherId?: string; goalId?: string | null };
type Answer = { value: unknown } | { error: { code: string; message: string } };

const studio = vi.hoisted(() => {
  const listeners = new Set<(event: unknown) => void>();
  const calls: [method: string, input: unknown][] = [];
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => {
    calls.push([method, input]);
    return Promise.resolve(held.answer(method, input));
  };
  const subscribe = (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  Object.assign(window, { studio: { call, subscribe } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return { listeners, calls, held, tell: (event: unknown) => listeners.forEach((listener) => listener(event)) };
});

const goal = fullCampaign.goals.toSorted((a, b) => b.date.localeCompare(a.date))[0]!;
const [touchpoint] = fullCampaign.touchpoints;
const band = (p05: number, p50: number, p95: number) => ({ mean: p50, p05, p50, p95 });

const comparison: Comparison = {
  name: 'Twin',
  active: {
    probabilityBetter: 0.93,
    probabilitySeen: 0.71,
    difference: band(120, 200, 310),
    differenceIndependent: band(-240, 205, 640),
    date: '2027-03-01',
  },
  goals: [
    {
      id: goal.id,
      name: goal.name,
      date: goal.date,
      probabilityBetter: 0.5,
      probabilitySeen: 0.5,
      difference: band(0, 0, 0),
      differenceIndependent: band(-90, 0, 90),
      probability: { base: 0.62, other: 0.62 },
    },
    {
      id: 'second',
      name: 'Second goal',
      date: goal.date,
      probabilityBetter: 0.4,
      probabilitySeen: 0.48,
      difference: band(-15, -1, 12),
      differenceIndependent: band(-130, -2, 125),
      probability: { base: 0.31, other: 0.28 },
    },
  ],
  notes: ['Both plans have the same learners.'],
};

const part = (id: string, kind: Contributions['items'][number]['kind'], value: number) => ({
  id,
  kind,
  name: id,
  value,
  p05: value - 10,
  p95: value + 10,
  error: 1,
});
const contributions: Contributions = {
  total: 312,
  exact: true,
  items: [
    part('push', 'direction', 210),
    part('pull', 'direction', 90),
    part('baseline', 'direction', 12),
    part('email', 'channel', 300),
    part(touchpoint!.id, 'touchpoint', 300),
  ],
  marginal: [{ id: touchpoint!.id, name: touchpoint!.name, value: -20, p05: -30, p95: -10 }],
};

const optimisation: Optimisation = {
  base: { messages: 14.6, effortHours: 10, probability: 0.62 },
  proposals: [
    {
      commands: [{ type: 'removeTouchpoint', id: touchpoint!.id }],
      messages: 13.6,
      effortHours: 9,
      probability: 0.71,
      probabilityBetter: 0.97,
      effect: band(8, 20, 33),
    },
  ],
  front: [
    {
      messages: 16,
      expected: 130,
      probability: 0.8,
      commands: [
        { type: 'removeTouchpoint', id: touchpoint!.id },
        { type: 'removeTouchpoint', id: fullCampaign.touchpoints[1]!.id },
      ],
    },
    {
      messages: 13.6,
      expected: 120,
      probability: 0.71,
      proposal: 1,
      commands: [{ type: 'removeTouchpoint', id: touchpoint!.id }],
    },
    { messages: 9, expected: 100, probability: 0.62, commands: [] },
  ],
  evaluations: 412,
};

const premortem: Premortem = {
  runs: 1600,
  failing: 0.385,
  causes: [
    {
      kind: 'parameter',
      id: 'habit.lapse',
      name: 'Lapses from use',
      segments: ['Sales'],
      side: 'high',
      typical: 0.0884,
      against: 0.078,
      reference: 'usual',
      share: 0.24,
      hedge: [{ type: 'removeTouchpoint', id: touchpoint!.id }],
      effect: 0.105,
      error: 0.011,
    },
    {
      kind: 'start',
      id: 'start',
      name: '',
      segments: [],
      side: 'low',
      typical: 0.9,
      against: 1,
      reference: 'reaching',
      share: 0.12,
      hedge: [],
      effect: 0,
      error: 0,
    },
  ],
};

const usual: Record<string, (asked: Asked) => Answer | Promise<Answer>> = {
  'library.list': () => ({ value: { campaigns: [] } }),
  'decision.sensitivity': () => ({ value: { expected: 240, parameters: [] } }),
  'decision.contactLoad': () => ({ value: { dates: [], loads: [], phases: [] } }),
  'job.cancel': () => ({ value: {} }),
};

const another: Summary = {
  id: 'two',
  name: `${fullCampaign.name} (copy)`,
  vocabulary: 'learning',
  brandName: '',
  primaryColour: fullCampaign.brand.primaryColour,
  accentColour: fullCampaign.brand.accentColour,
  start: fullCampaign.start,
  days: fullCampaign.days,
  learners: 100,
  touchpoints: 3,
  pushTouchpoints: 2,
  changedAt: '2027-01-01T00:00:00.000Z',
};

let plain: PlainStudio;
let root: Root;
let page: HTMLElement;

/** Renders Decide on the full campaign; `answers` stand for what the studio is asked. */
async function show(answers: typeof usual, campaign = fullCampaign) {
  plain = new PlainStudio(campaign, (event) => follow(event));
  const known = { ...usual, ...answers };
  studio.held.answer = (method, input) => (known[method] ? known[method](input as Asked) : plain.answer(method, input));
  await openCampaign('one');
  page = document.body.appendChild(document.createElement('main'));
  root = createRoot(page);
  await act(async () => root.render(<Decide />));
}

beforeEach(() => {
  studio.calls.length = 0;
  useWorks.setState({ works: {}, kept: {} });
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useSession.setState({ open: null });
});

const text = (within: Element = page) => within.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');
const button = (name: string) => [...page.querySelectorAll('button')].find((one) => text(one) === name);
async function press(name: string) {
  const found = button(name);
  expect(
    found,
    `${name} among ${[...page.querySelectorAll('button')].map((one) => text(one)).join(', ')}`,
  ).toBeDefined();
  await act(async () => found!.click());
}
const row = (title: string, id: string) =>
  text(page.querySelector(`[role=table][aria-label="${title}"] [data-row="${id}"]`)!);
const asked = (method: string) => studio.calls.filter(([one]) => one === method).map(([, input]) => input as Asked);

/** A work that stands still until it is told to go on. */
function held() {
  let answer: (value: Answer) => void = () => {};
  return {
    ask: () => new Promise<Answer>((resolve) => (answer = resolve)),
    answer: (value: Answer) => act(async () => answer(value)),
  };
}

describe('the comparison', () => {
  const library = { 'library.list': () => ({ value: { campaigns: [another] } }) };

  it('says by how much the other plan brings more, with its band, and how likely each goal is in either', async () => {
    await show({ ...library, 'decision.compare': () => ({ value: comparison }) });
    await press('Compare');
    expect(asked('decision.compare')).toMatchObject([{ id: 'one', revision: 0, otherId: 'two' }]);
    const active = row('This plan or another', ' active');
    expect(active).toContain(
      'On average “Twin” brings 200 more who are active on Mar 1, 2027 (+120 to +310); the chance that it brings more at all is 93%.',
    );
    expect(active).toContain(
      'If each plan ran once, you would see more with a chance of 71%: there the difference is −240 to +640.',
    );
    const second = row('This plan or another', 'second');
    expect(second).toContain(
      'On average “Twin” brings 1 fewer towards the goal “Second goal” (−15 to +12); the chance that it brings fewer at all is 60%.',
    );
    expect(second).toContain('you would see fewer with a chance of 52%: there the difference is −130 to +125.');
    const cells = [...page.querySelectorAll('.contrasts [data-row] [role=cell]')].map((cell) => text(cell));
    expect(cells).toContain('Reached with 31% here, 28% there.');
    expect(text(page.querySelector('.contrasts [role=columnheader]:last-child')!)).toBe('Chance of the goal');
    expect(text()).toContain('Nine times out of ten it is between the ends of the line.');
    expect([...page.querySelectorAll('.legend:has(.key-dot) > span')].map((one) => text(one))).toEqual([
      'Average, where nine times out of ten it is on this side',
      'Average, where it may as well be on the other side',
    ]);
    expect(text()).toContain('Both plans have the same learners.');
  });

  it('claims no difference that the runs cannot tell', async () => {
    await show({ ...library, 'decision.compare': () => ({ value: comparison }) });
    await press('Compare');
    const same = row('This plan or another', goal.id);
    expect(same).toContain(`“Twin” brings just as many towards the goal “${goal.name}”.`);
    expect(same).not.toMatch(/more|fewer|would see/);
  });

  it('claims neither more nor fewer where the middle is no learner', async () => {
    const active = { ...comparison.active, difference: { ...band(-9, 0, 8), mean: 0.3 }, probabilityBetter: 0.51 };
    await show({ ...library, 'decision.compare': () => ({ value: { ...comparison, active } }) });
    await press('Compare');
    expect(row('This plan or another', ' active')).toContain(
      'On average “Twin” brings about as many who are active on Mar 1, 2027 (−9 to +8); the chance that it brings more at all is 51%.',
    );
  });

  it('says so where there is no other plan', async () => {
    await show({});
    expect(text()).toContain('There is no other campaign.');
    expect(button('Compare')).toBeUndefined();
  });

  it('shows a refusal as it was said, and can be asked again', async () => {
    let isRefused = true;
    const compare = () =>
      isRefused
        ? { error: { code: 'refused', message: 'The other plan was deleted. Choose another one.' } }
        : { value: comparison };
    await show({ ...library, 'decision.compare': compare });
    await press('Compare');
    expect(text(page.querySelector('[role=alert].work-note')!)).toBe('The other plan was deleted. Choose another one.');
    isRefused = false;
    await press('Compare');
    expect(page.querySelector('[role=alert].work-note')).toBeNull();
    expect(row('This plan or another', ' active')).toContain('200 more');
  });
});

describe('under every stance', () => {
  const chance = (published: number, sceptic: number, measured: number) => ({ published, sceptic, measured });
  const found: Stances = {
    ownAssumptions: 2,
    goals: [{ id: goal.id, name: goal.name, date: goal.date, chance: chance(0.7, 0.31, 0.68), survival: 'depends' }],
    better: null,
  };

  it('a goal says how likely it is by each word, and whether it stands under all', async () => {
    await show({ 'decision.stances': () => ({ value: found }) });
    await press('Try all three');
    expect(asked('decision.stances')).toMatchObject([{ id: 'one', revision: 0, otherId: null }]);
    const table = page.querySelector('.survivals')!;
    expect([...table.querySelectorAll('thead th')].map((one) => text(one))).toEqual([
      'Measured by',
      'As published',
      'As a sceptic',
      'As measured here',
      'Under all three',
    ]);
    const cells = [...table.querySelectorAll('tbody tr > *')].map((one) => text(one));
    expect(cells).toEqual([goal.name, '70%', '31%', '68%', 'Hangs on whom you believe']);
    expect(text()).toContain('takes 2 own assumptions');
  });

  it('the better of two plans is told with its name, and that nothing is of the campaign’s own', async () => {
    const better = {
      name: another.name,
      contrasts: [
        { id: '', name: '2027-03-01', chance: chance(0.9, 0.8, 0.9), survival: 'holds' as const },
        { id: goal.id, name: goal.name, chance: chance(0.2, 0.1, 0.2), survival: 'fails' as const },
      ],
    };
    await show({ 'decision.stances': () => ({ value: { ...found, ownAssumptions: 0, goals: [], better } }) });
    await press('Try all three');
    expect(text(page.querySelector('.survivals caption')!)).toContain(`“${another.name}” brings more`);
    expect([...page.querySelectorAll('.survivals tr td:last-child')].map((one) => text(one))).toEqual([
      'The other, more likely than not',
      'This plan, more likely than not',
    ]);
    expect(text()).toContain('as measured here is the same as published');
    expect(text(page.querySelector('.survivals thead th:nth-child(4)')!)).toBe(
      'As measured here: nothing measured yet, as published',
    );
  });
});

describe('a work under way', () => {
  it('tells how far it is, and gives its place to the result', async () => {
    const { ask, answer } = held();
    await show({ 'decision.contribution': ask });
    await press('Work out contributions');
    const [{ job }] = asked('decision.contribution') as [Asked];
    await act(async () => studio.tell({ type: 'progress', job, done: 3, total: 12 }));
    const bar = page.querySelector('[role=progressbar]')!;
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(text(bar)).toContain('Trying the plan in parts…');
    await act(async () => studio.tell({ type: 'progress', job: 'somebody-elses', done: 9, total: 12 }));
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    await answer({ value: contributions });
    expect(page.querySelector('[role=progressbar]')).toBeNull();
    expect(row('Contributions: what brings it', 'push')).toContain('+210');
    expect(row('Contributions: what brings it', 'push')).toContain('(+200 to +220)');
    expect(text(page.querySelector('.row-chart-foot')!)).toContain('312');
    expect(text()).toContain('300 because of the plan; 12 would have happened anyway.');
    expect(text()).toContain('the shares are exact');
  });

  it('is cancelled by its button, which then offers it again', async () => {
    const { ask, answer } = held();
    await show({ 'decision.contribution': ask });
    await press('Work out contributions');
    await press('Cancel');
    expect(asked('job.cancel')).toEqual([{ job: asked('decision.contribution')[0]!.job }]);
    await answer({ error: { code: 'cancelled', message: 'Stopped.' } });
    expect(page.querySelector('[role=alert].work-note')).toBeNull();
    expect(button('Work out contributions')).toBeDefined();
  });
});

describe('contributions', () => {
  it('say of a touchpoint what the plan would gain without it', async () => {
    await show({ 'decision.contribution': () => ({ value: contributions }) });
    await press('Work out contributions');
    const choice = [...page.querySelectorAll<HTMLElement>('[role=radio]')].find((one) => text(one) === 'Touchpoint');
    await act(async () => choice!.click());
    const said = row('Contributions: what brings it', touchpoint!.id);
    expect(said).toContain('+20');
    expect(said).toContain('(+10 to +30)');
    expect(said).toContain('it does harm');
  });
});

describe('the pre-mortem', () => {
  it('tells causes with their shares, and one press takes a hedge over as a single step that can be undone', async () => {
    await show({ 'decision.premortem': () => ({ value: premortem }) });
    await press('Look for causes');
    expect(asked('decision.premortem')).toMatchObject([{ id: 'one', revision: 0, goalId: goal.id }]);
    expect(text()).toContain('Missed in 39% of 1,600 runs. Shares overlap');
    const [lapse, start] = [...page.querySelectorAll('.causes > li')];
    expect(text(lapse!)).toContain(
      '“Lapses from use (Sales)” is about 13% higher in the runs that miss the goal than the plan expects.',
    );
    expect(text(lapse!)).toContain('With what the plan expects, 24% of them would have reached it.');
    expect(text(lapse!)).toContain(`Remove “${touchpoint!.name}”`);
    expect(text(lapse!)).toContain('Chance of the goal +10.5 points, give or take 1.1');
    expect(text(start!)).toContain('about 90% of what is usual. The runs that reach it have 100%: with that,');
    expect(text(start!)).toContain('No single change of the plan was found that helps.');
    await press('Use this hedge');
    expect(plain.steps.map(({ action }) => action)).toEqual(['premortem']);
    expect(button('Use this hedge')!.hasAttribute('disabled')).toBe(true);
    expect(document.activeElement).toBe(page.querySelector('.causes'));
    await act(async () => undo());
    expect(useSession.getState().open!.campaign.touchpoints).toHaveLength(fullCampaign.touchpoints.length);
    expect(button('Use this hedge')!.hasAttribute('disabled')).toBe(false);
  });

  it('names no cause where chance alone parts the runs', async () => {
    await show({ 'decision.premortem': () => ({ value: { ...premortem, causes: [] } }) });
    await press('Look for causes');
    expect(text()).toContain(
      'Missed in 39% of 1,600 runs, which have nothing in common that would save one in ten of them',
    );
    expect(text()).not.toContain('Shares overlap');
  });
});

describe('better plans', () => {
  it('are told with their effect, and one press makes the plan so as a single step', async () => {
    await show({ 'decision.optimise': () => ({ value: optimisation }) });
    await press('Search');
    const proposal = page.querySelector('.proposal')!;
    expect(text(proposal)).toContain('+20 learners towards the goal');
    expect(text(proposal)).toContain('+8 to +33, nine times out of ten');
    expect(text(proposal)).toMatch(/^Proposal 1/);
    expect(text(proposal)).toContain('71% likely · 13.6 messages a person');
    expect(text()).toContain('62% likely, with 14.6 messages a person on average.');
    expect(text(proposal)).toContain(touchpoint!.name);
    const front = page.querySelector('table')!;
    expect(text(front)).toContain('What the chance costs in messages');
    expect([...front.querySelectorAll('tbody tr')].map(text)).toEqual([
      '80%162 changes, not proposed',
      '71%13.6Proposal 1',
      '62%9The plan as it is',
    ]);
    await press('Use this plan');
    expect(plain.steps.map(({ action }) => action)).toEqual(['optimise']);
    expect(plain.states.at(-1)!.touchpoints.map(({ id }) => id)).not.toContain(touchpoint!.id);
    // What was proposed for the plan as it was cannot be used on another one.
    expect(text()).toContain('The plan has changed since this was worked out.');
    expect(button('Use this plan')!.disabled).toBe(true);
  });

  it('stand beside the plan as it is, also where another one does better with fewer messages', async () => {
    const front = optimisation.front.filter(({ commands }) => commands.length > 0);
    await show({ 'decision.optimise': () => ({ value: { ...optimisation, front } }) });
    await press('Search');
    expect([...page.querySelectorAll('tbody tr')].map((one) => text(one))).toEqual([
      '80%162 changes, not proposed',
      '62%14.6The plan as it is',
      '71%13.6Proposal 1',
    ]);
  });

  it('that were looked for in vain say how many were tried', async () => {
    await show({ 'decision.optimise': () => ({ value: { ...optimisation, proposals: [] } }) });
    await press('Search');
    expect(text()).toContain('412 plans were tried, and none was better. Allow more changes.');
  });
});

it('without a learner there is nothing to ask', async () => {
  await show({}, { ...fullCampaign, segments: fullCampaign.segments.map((segment) => ({ ...segment, size: 0 })) });
  expect(text()).toContain('Nobody to decide for yet');
  expect(page.querySelectorAll('button')).toHaveLength(0);
});

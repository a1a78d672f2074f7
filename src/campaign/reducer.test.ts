import * as fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign, smallCampaign } from './arbitrary.testing.ts';
import { commandSchema, type Command } from './commands.ts';
import { campaignFrom, serializeCampaign } from './file.ts';
import { apply, describe } from './reducer.ts';
import type { Campaign } from './document.ts';
import { Refusal } from './refusal.ts';

/** Applies what the document accepts; gives every state passed through with the inverse that leads back to the one before. */
function walk(commands: Command[], from: Campaign = fullCampaign): { campaign: Campaign; inverse?: Command }[] {
  const states: { campaign: Campaign; inverse?: Command }[] = [{ campaign: from }];
  for (const command of commands) {
    try {
      states.push(apply(states.at(-1)!.campaign, command));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return states;
}

const sequences = fc.array(arbitraryCommand, { minLength: 5, maxLength: 60 });

suite('status and length of a touchpoint', () => {
  const edit = (changes: object) => commandSchema.parse({ type: 'editTouchpoint', id: 'a', changes });

  it('are set and taken away, and undone', () => {
    const set = apply(fullCampaign, edit({ status: 'approved', minutes: 60 }));
    expect(set.campaign.touchpoints[0]).toMatchObject({ status: 'approved', minutes: 60 });
    expect(set.inverse).toMatchObject({ changes: { status: null, minutes: null } });
    expect(apply(set.campaign, set.inverse).campaign).toEqual(fullCampaign);
    expect(apply(set.campaign, edit({ minutes: null, status: null })).campaign).toEqual(fullCampaign);
  });

  it('are refused where they mean nothing', () => {
    for (const changes of [{ minutes: 4 }, { minutes: 1441 }, { minutes: 7.5 }, { status: 'maybe' }])
      expect(commandSchema.safeParse({ type: 'editTouchpoint', id: 'a', changes }).success).toBe(false);
  });
});

suite('sends of a series', () => {
  const done = (campaign: Campaign, ...commands: object[]) => {
    const before = serializeCampaign(campaign);
    const after = commands.reduce<Campaign>(
      (at, command) => apply(at, commandSchema.parse(command)).campaign,
      campaign,
    );
    for (const command of commands.slice(0, 1)) {
      const { campaign: once, inverse } = apply(campaign, commandSchema.parse(command));
      expect(serializeCampaign(apply(once, inverse).campaign)).toBe(before);
    }
    return after.touchpoints[0]!.exceptions;
  };
  const skip = (on: string) => ({ type: 'setSend', id: 'a', on, send: { skipped: true } });
  const skipped = apply(fullCampaign, commandSchema.parse(skip('2027-02-16'))).campaign;

  it('are skipped, moved and brought back one by one', () => {
    expect(done(fullCampaign, skip('2027-01-26'), { ...skip('2027-01-19'), send: { to: '2027-01-20' } })).toEqual([
      { on: '2027-01-19', to: '2027-01-20' },
      { on: '2027-01-26', skipped: true },
    ]);
    expect(done(skipped, { ...skip('2027-02-16'), send: null })).toBeUndefined();
  });

  it('go along when the series is moved, and come back whole when what was lost is undone', () => {
    const move = { type: 'moveTouchpoint', id: 'a', start: '2027-01-13' };
    expect(done(skipped, move)).toEqual([{ on: '2027-02-17', skipped: true }]);
    expect(done(skipped, { type: 'resizeTouchpoint', id: 'a', start: '2027-01-12', days: 20 })).toBeUndefined();
    expect(done(skipped, { type: 'editTouchpoint', id: 'a', changes: { cadence: 'once' } })).toBeUndefined();
  });

  it('are refused where the series has none', () => {
    expect(() => done(fullCampaign, skip('2027-01-20'))).toThrow(
      'The touchpoint cannot be kept so: its series has no send on 2027-01-20.',
    );
    expect(() => done(fullCampaign, { ...skip('2027-01-12'), id: 'd' })).toThrow('no send on');
    expect(() => done(fullCampaign, { ...skip('2027-01-19'), send: {} })).toThrow(
      'The touchpoint cannot be kept so. Its sends: say what is otherwise about each send.',
    );
  });

  it('are called by what was done to them', () => {
    const action = (send: object | null, on = '2027-02-16') =>
      describe(skipped, commandSchema.parse({ ...skip(on), send })).action;
    expect([
      action(null),
      action({ skipped: true }, '2027-01-12'),
      action({ to: '2027-01-13' }, '2027-01-12'),
      action({ message: { subject: 'x', body: '' } }, '2027-01-12'),
    ]).toEqual(['bringBackSend', 'skipSend', 'moveSend', 'changeSend']);
  });
});

suite('names', () => {
  it('are kept on one line without control characters, whoever writes them', () => {
    const item = { ...fullCampaign.touchpoints[0]!, id: 'new', name: 'Launch\nmail\u0007', owner: 'A\u0000da' };
    const added = apply(fullCampaign, { type: 'addTouchpoint', item });
    expect(added.campaign.touchpoints.at(-1)).toMatchObject({ name: 'Launch mail', owner: 'Ada' });
    const lane = apply(fullCampaign, { type: 'editLane', id: 'a', changes: { name: ' One\ttwo ' } });
    expect(lane.campaign.lanes[0]!.name).toBe('One two');
    expect(apply(lane.campaign, lane.inverse).campaign).toEqual(fullCampaign);
  });
});

suite('laws of the reducer', () => {
  it('takes every command back to the same bytes', () => {
    let accepted = 0;
    fc.assert(
      fc.property(sequences, (commands) => {
        const states = walk(commands);
        accepted += states.length - 1;
        for (let at = states.length - 1; at > 0; at--) {
          const undone = apply(states[at]!.campaign, states[at]!.inverse!);
          expect(serializeCampaign(undone.campaign)).toBe(serializeCampaign(states[at - 1]!.campaign));
          const redone = apply(undone.campaign, undone.inverse);
          expect(serializeCampaign(redone.campaign)).toBe(serializeCampaign(states[at]!.campaign));
        }
      }),
      { numRuns: 150 },
    );
    // The property means something only where many commands were taken.
    expect(accepted).toBeGreaterThan(300);
  });

  it('keeps the document valid whatever comes', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const { campaign } of walk(commands)) campaignFrom(campaign);
      }),
      { numRuns: 150 },
    );
  });

  it('makes inverses that are themselves valid commands', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        for (const { inverse } of walk(commands)) if (inverse) commandSchema.parse(JSON.parse(JSON.stringify(inverse)));
      }),
      { numRuns: 60 },
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(sequences, (commands) => {
        const { campaign } = walk(commands).at(-1)!;
        const text = serializeCampaign(campaign);
        const back = campaignFrom(JSON.parse(text));
        expect(back).toEqual(campaign);
        expect(serializeCampaign(back)).toBe(text);
      }),
      { numRuns: 80 },
    );
  });

  it('never changes the document it was given', () => {
    const frozen = deepFreeze(structuredClone(fullCampaign));
    fc.assert(fc.property(arbitraryCommand, (command) => walkFrom(frozen, command)));
  });
});

function walkFrom(campaign: Campaign, command: Command): void {
  try {
    apply(campaign, command);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

suite('removing', () => {
  const segment = {
    id: 's',
    name: 'Sales',
    size: 10,
    timeZone: 'UTC',
    language: 'en',
    channels: [],
    frictionSteps: 2,
    preferredTime: '09:00',
  } as const;
  const goal = {
    id: 'g',
    name: 'Half active',
    metric: 'active',
    target: 0.5,
    unit: 'share',
    date: '2027-03-01',
    segments: ['s'],
  } as const;
  const touchpoint = {
    id: 't',
    name: 'Launch',
    tactic: 'custom-push',
    direction: 'push',
    channel: 'email',
    laneId: 'a',
    segments: [],
    start: '2027-01-12',
    days: 1,
    cadence: 'once',
    time: { zone: 'campaign', at: '09:00' },
    message: { subject: 'S', body: 'B' },
    goalId: 'g',
  } as const;
  const plan = [
    { type: 'addSegment', item: { ...segment, channels: [] } },
    { type: 'addGoal', item: { ...goal, segments: ['s'] } },
    { type: 'addTouchpoint', item: { ...touchpoint, segments: [] } },
  ] as Command[];
  const full = walk(plan, smallCampaign).at(-1)!.campaign;

  it('takes a goal for one segment away with the segment, and lets go of it where it was named', () => {
    const { campaign, inverse } = apply(full, { type: 'removeSegment', id: 's' });
    expect(campaign.goals).toEqual([]);
    expect(campaign.touchpoints[0]).not.toHaveProperty('goalId');
    expect(apply(campaign, inverse).campaign).toEqual(full);
  });

  it('puts a goal in another place and back, and says so', () => {
    const second = { ...goal, id: 'g2', name: 'Second', segments: [] };
    const two = apply(full, { type: 'addGoal', item: second }).campaign;
    const command = { type: 'reorderGoal', id: 'g2', at: 0 } as const;
    const { campaign, inverse } = apply(two, command);
    expect(campaign.goals.map(({ id }) => id)).toEqual(['g2', full.goals[0]!.id]);
    expect(apply(campaign, inverse).campaign).toEqual(two);
    expect(describe(two, command)).toEqual({ action: 'reorderGoal', name: 'Second' });
  });

  it('refuses to take the last lane', () => {
    expect(() => apply(full, { type: 'removeLane', id: 'a' })).toThrow('at least one lane');
  });

  it('refuses what points at nothing, and says what', () => {
    expect(() => apply(full, { type: 'moveTouchpoint', id: 't', start: '2027-01-13', laneId: 'z' })).toThrow(
      'The touchpoint cannot be kept so: its lane is not in the campaign any more.',
    );
    expect(() => apply(full, { type: 'removeTouchpoint', id: 'zz' })).toThrow(
      'This touchpoint is not in the campaign any more.',
    );
  });

  it('names what undo would take back', () => {
    expect(describe(full, { type: 'moveTouchpoint', id: 't', start: '2027-02-01' })).toEqual({
      action: 'moveTouchpoint',
      name: 'Launch',
    });
    expect(describe(full, { type: 'removeGoal', id: 'g' })).toEqual({ action: 'removeGoal', name: 'Half active' });
    const decision = { ...fullCampaign.decisions[0]!, name: 'First check' };
    expect(
      describe(
        { ...full, decisions: [decision] },
        { type: 'editDecision', id: decision.id, changes: { date: '2027-02-01' } },
      ),
    ).toEqual({ action: 'editDecision', name: 'First check' });
  });
});

suite('fields', () => {
  const edits: Command[] = [
    { type: 'editTouchpoint', id: 'a', changes: { 'message.subject': 'Mine' } },
    { type: 'editTouchpoint', id: 'a', changes: { 'message.body': 'Theirs' } },
    { type: 'editTouchpoint', id: 'a', changes: { 'time.at': '10:15' } },
    { type: 'editTouchpoint', id: 'a', changes: { 'time.zone': 'campaign' } },
    { type: 'editBrand', changes: { promise: 'Mine' } },
    { type: 'editBrand', changes: { name: 'Theirs' } },
    { type: 'setDetails', changes: { 'contact.capPerWeek': 5 } },
    { type: 'setDetails', changes: { 'contact.quietFrom': '20:00' } },
  ];
  const withTouchpoint = walk(
    [
      {
        type: 'addTouchpoint',
        item: {
          id: 'a',
          name: 'Launch',
          tactic: 'custom-push',
          direction: 'push',
          channel: 'email',
          laneId: 'a',
          segments: [],
          start: '2027-01-12',
          days: 1,
          cadence: 'once',
          time: { zone: 'segment' },
          message: { subject: '', body: '' },
        },
      },
    ],
    smallCampaign,
  ).at(-1)!.campaign;

  it('that two people change at the same moment are all kept, in either order', () => {
    const oneWay = walk(edits, withTouchpoint).at(-1)!.campaign;
    const otherWay = walk(edits.toReversed(), withTouchpoint).at(-1)!.campaign;
    expect(serializeCampaign(oneWay)).toBe(serializeCampaign(otherWay));
    expect(oneWay.touchpoints[0]).toMatchObject({
      message: { subject: 'Mine', body: 'Theirs' },
      time: { zone: 'campaign', at: '10:15' },
    });
    expect(oneWay.brand).toMatchObject({ promise: 'Mine', name: 'Theirs' });
    expect(oneWay.contact).toMatchObject({ capPerWeek: 5, quietFrom: '20:00' });
  });

  it('inside one that is not there are refused, and the whole is taken back with its first field', () => {
    expect(() =>
      apply(withTouchpoint, {
        type: 'editTouchpoint',
        id: 'a',
        changes: { 'message.callToAction.url': 'https://example.org' },
      }),
    ).toThrow('The touchpoint cannot be kept so. Its button: ');
    const { inverse } = apply(withTouchpoint, {
      type: 'editTouchpoint',
      id: 'a',
      changes: { 'message.callToAction.url': 'https://example.org', 'message.callToAction.label': 'Start' },
    });
    expect(inverse).toMatchObject({ changes: { 'message.callToAction': null } });
  });

  it('have the names that people know in what is refused', () => {
    expect(() => apply(withTouchpoint, { type: 'editTouchpoint', id: 'a', changes: { start: '2207-01-01' } })).toThrow(
      'The touchpoint cannot be kept so. Its first day: not a real date from 1970 to 2199.',
    );
  });
});

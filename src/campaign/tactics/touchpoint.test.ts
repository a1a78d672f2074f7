import { describe, expect, it } from 'vitest';
import { touchpointSchema } from '../document.ts';
import { TACTICS, tacticById } from './catalogue.ts';
import { touchpointFrom } from './touchpoint.ts';

const at = { id: 'new', laneId: 'mail', start: '2027-01-11' };

describe('touchpointFrom', () => {
  it('makes a valid touchpoint of every tactic', () => {
    for (const tactic of TACTICS) {
      expect(touchpointSchema.safeParse(touchpointFrom(tactic, at)).error).toBeUndefined();
    }
  });

  it('takes everything that the tactic suggests, for everyone, at their preferred time', () => {
    expect(touchpointFrom(tacticById('two-minutes-a-day')!, at)).toEqual({
      id: 'new',
      name: 'Two minutes a day',
      tactic: 'two-minutes-a-day',
      direction: 'pull',
      channel: 'platform',
      laneId: 'mail',
      segments: [],
      start: '2027-01-11',
      days: 60,
      cadence: 'daily',
      time: { zone: 'segment' },
      message: {
        subject: 'Two minutes. That is the whole goal.',
        body: 'Two minutes in {{brand}} today, and you are done. If you do more, good; tomorrow’s goal is still two minutes.',
        callToAction: { label: 'Do my two minutes', url: '' },
      },
    });
  });

  it('goes to the segments it is given, and has no button where the tactic has none', () => {
    const made = touchpointFrom(tacticById('teaser')!, { ...at, segments: ['office'] });
    expect(made.segments).toEqual(['office']);
    expect('callToAction' in made.message).toBe(false);
  });
});

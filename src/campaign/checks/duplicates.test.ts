import { describe, expect, it } from 'vitest';
import type { Campaign, Touchpoint } from '../document.ts';
import { findDuplicates } from './duplicates.ts';
import { planOf } from './plan.ts';
import { sound, soundWith, touchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findDuplicates(planOf(campaign));
const body =
  'Safe Hands is open from today. Your first step takes five minutes, and you can do it at your desk, in the break or on the way home. Press the button and you are in.';
const nearly = body.replace('five minutes', 'ten minutes').replace('Press', 'Just press');

const pair = (text: string, changes: Partial<Touchpoint>) =>
  found(
    soundWith({
      touchpoints: [
        touchpoint('launch-email', '2027-01-11', { id: 'first', message: { subject: 'Safe Hands', body } }),
        touchpoint('trend-email', '2027-01-18', {
          id: 'second',
          message: { subject: 'Safe Hands', body: text },
          ...changes,
        }),
      ],
    }),
  );

describe('near-duplicates', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('finds the same text and nearly the same text', () => {
    for (const text of [body, nearly]) {
      expect(pair(text, {})).toEqual([
        {
          rule: 'near-duplicate',
          severity: 'warning',
          message: '“Email on a trend” says nearly the same as “Launch email” of 11 January 2027, to the same people.',
          cure: 'Drop one, or give the second something new to say.',
          touchpointId: 'second',
          date: '2027-01-18',
        },
      ]);
    }
  });

  it('lets be what is different, far away, on another channel or for other people', () => {
    expect(
      pair('Prices rose this week. What does that mean for your team, and what should you do on Monday?', {}),
    ).toEqual([]);
    expect(pair(body, { start: '2027-01-25' })).toHaveLength(1);
    expect(pair(body, { start: '2027-01-26' })).toEqual([]);
    expect(pair(body, { channel: 'teams' })).toEqual([]);
    const campaign = soundWith({
      touchpoints: ['office', 'works'].map((id) =>
        touchpoint('launch-email', '2027-02-01', { id, segments: [id], message: { subject: 'Safe Hands', body } }),
      ),
    });
    expect(found(campaign)).toEqual([]);
  });

  it('says each repetition once, against the one before it', () => {
    const touchpoints = ['2027-01-11', '2027-01-12', '2027-01-13'].map((start, n) =>
      touchpoint('launch-email', start, { id: `m${n}`, name: `Mail ${n}` }),
    );
    expect(found(soundWith({ touchpoints })).map(({ message }) => message.slice(0, 50))).toEqual([
      '“Mail 1” says nearly the same as “Mail 0” of 11 Ja',
      '“Mail 2” says nearly the same as “Mail 1” of 12 Ja',
    ]);
  });
});

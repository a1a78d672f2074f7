import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignFrom } from '../file.ts';
import { arbitraryCommand, fullCampaign } from '../arbitrary.testing.ts';
import { addDays } from '../calendar.ts';
import { apply } from '../reducer.ts';
import type { Campaign } from '../document.ts';
import { check } from './check.ts';
import { sound, soundWith, soundWithTouchpoint, touchpoint } from './sound.testing.ts';
import { Refusal } from '../refusal.ts';

/** Whatever a run of random commands makes of a campaign. */
const campaigns = fc.array(arbitraryCommand, { maxLength: 30 }).map((commands) => {
  let campaign: Campaign = fullCampaign;
  for (const command of commands) {
    try {
      campaign = apply(campaign, command).campaign;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return campaign;
});

describe('check', () => {
  it('finds nothing in a sound campaign', () => {
    expect(check(campaignFrom(sound()))).toEqual([]);
  });

  it('puts errors first, then warnings, then advice, each by date and id', () => {
    const findings = check(
      soundWith({
        phases: [],
        touchpoints: [
          ...sound().touchpoints,
          touchpoint('why-message', '2027-03-01', { id: 'late' }),
          touchpoint('pulse-survey', '2027-01-23', { id: 'saturday' }),
        ],
      }),
    );
    expect(findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual([
      'error outside-campaign:late:2027-03-01',
      'error unfilled-token:why:late:2027-03-01',
      'warning weekend:saturday:2027-01-23',
      'advice no-phases',
    ]);
  });

  it('writes days as it is told, and no name turns a sentence', () => {
    const named = soundWithTouchpoint('mail', { name: '\u202eHarbour', start: '2027-01-16' });
    const [finding] = check(named, (day) => `day ${day}`).filter(({ rule }) => rule === 'weekend');
    expect(finding?.message).toBe('“\u2068Harbour\u2069” is sent on Saturday, day 20834.');
  });

  it('tells apart what is found of a send with words of its own and of the others, also where it is the first, or on the same day', () => {
    const series = touchpoint('trend-email', '2027-01-12', {
      id: 'series',
      cadence: 'weekly',
      days: 30,
      message: { subject: 'Hello', body: 'Start today.' },
      exceptions: [
        { on: '2027-01-12', message: { subject: 'Hello', body: 'Begin today.' } },
        { on: '2027-01-19', to: '2027-01-12', message: { subject: 'Hello', body: 'Go on today.' } },
      ],
    });
    const ids = check(soundWith({ touchpoints: [...sound().touchpoints, series] })).map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('brand-missing:series'))).toHaveLength(3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('never fails, says the same twice and gives every finding its own id, for any campaign', () => {
    fc.assert(
      fc.property(campaigns, (campaign) => {
        const findings = check(campaign);
        expect(check(structuredClone(campaign))).toEqual(findings);
        expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      }),
      { numRuns: 150 },
    );
  });

  it('names a touchpoint, phase, segment or goal of the campaign wherever it names one', () => {
    fc.assert(
      fc.property(campaigns, (campaign) => {
        const has = (list: { id: string }[], id: string | undefined) =>
          id === undefined || list.some((item) => item.id === id);
        for (const finding of check(campaign)) {
          expect(has(campaign.touchpoints, finding.touchpointId)).toBe(true);
          expect(has(campaign.phases, finding.phaseId)).toBe(true);
          expect(has(campaign.segments, finding.segmentId)).toBe(true);
          expect(has(campaign.goals, finding.goalId)).toBe(true);
          expect(finding.message).toMatch(/[.?]$/);
          expect(finding.cure).toMatch(/\.$/);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('judges a plan of 5,000 touchpoints by the same rules', () => {
    const touchpoints = Array.from({ length: 5000 }, (_, index) =>
      touchpoint('launch-email', addDays('2027-01-11', index % 40), { id: `t${index}` }),
    );
    const rules = new Set(check(soundWith({ touchpoints })).map(({ rule }) => rule));
    for (const rule of ['over-cap', 'weekend', 'near-duplicate', 'no-pull', 'too-much-push']) {
      expect(rules).toContain(rule);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Campaign, Phase } from '../document.ts';
import { apply } from '../reducer.ts';
import { findInDates } from './dates.ts';
import { planOf } from './plan.ts';
import { sound, soundWith, soundWithTouchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInDates(planOf(campaign));
const phases = (...spans: [string, number][]) =>
  soundWith({
    phases: spans.map(([start, days], index) => ({
      id: `p${index}`,
      name: `Part ${index}`,
      kind: 'other' as Phase['kind'],
      start,
      days,
      pushAim: 0.5,
    })),
  });

describe('dates', () => {
  it('leaves a sound plan alone, to its first and last day', () => {
    expect(found(sound())).toEqual([]);
    expect(found(soundWithTouchpoint('mail', { start: '2027-02-21' }))).toEqual([]);
  });

  it('finds a message on the day after the end, and says what the campaign’s days are', () => {
    expect(found(soundWithTouchpoint('mail', { start: '2027-02-22' }))).toEqual([
      {
        rule: 'outside-campaign',
        severity: 'error',
        message: '“Launch email” lies outside the campaign, which runs from 11 January 2027 to 21 February 2027.',
        cure: 'Move it, or lengthen the campaign.',
        touchpointId: 'mail',
        date: '2027-02-22',
      },
    ]);
  });

  it('finds what hangs further from its anchor than the campaign lasts', () => {
    const mail = soundWithTouchpoint('mail', {});
    const tie = { goalId: 'tried', count: 30, unit: 'days' as const };
    const { campaign } = apply(mail, { type: 'editTouchpoint', id: 'mail', changes: { tie } });
    expect(found(campaign)).toMatchObject([
      { rule: 'outside-campaign', severity: 'error', touchpointId: 'mail', date: '2027-03-07' },
    ]);
  });

  it('names a series of which no send is left', () => {
    const series = { start: '2027-01-12', days: 8, cadence: 'weekly' as const };
    const skipping = (...days: string[]) =>
      found(
        soundWithTouchpoint('mail', { ...series, exceptions: days.map((on) => ({ on, skipped: true as const })) }),
      ).map(({ rule, touchpointId }) => [rule, touchpointId]);
    expect(skipping('2027-01-12')).toEqual([]);
    expect(skipping('2027-01-12', '2027-01-19')).toEqual([['never-sent', 'mail']]);
  });

  it('counts the sends of a repeated message that fall outside', () => {
    const [finding, ...others] = found(
      soundWithTouchpoint('mail', { start: '2027-02-15', days: 28, cadence: 'weekly' }),
    );
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('warning');
    expect(finding?.message).toContain('is sent 3 times outside the campaign');
  });

  it('warns of a presence that outlasts the campaign, even on both sides, and calls one beside it an error', () => {
    const severity = (start: string, days: number) =>
      found(soundWithTouchpoint('link', { start, days })).map((finding) => finding.severity);
    expect(severity('2027-01-11', 43)).toEqual(['warning']);
    expect(severity('2027-01-01', 90)).toEqual(['warning']);
    expect(severity('2027-01-01', 10)).toEqual(['error']);
  });

  it('finds a tactic that the catalogue lacks', () => {
    const [finding] = found(soundWithTouchpoint('mail', { tactic: 'carrier-pigeon' }));
    expect(finding).toMatchObject({ rule: 'unknown-tactic', severity: 'error', touchpointId: 'mail' });
    expect(finding?.message).toContain('“carrier-pigeon”');
  });

  it('finds days without a phase before, between and after', () => {
    const findings = found(phases(['2027-01-13', 10], ['2027-01-25', 14]));
    expect(findings.map(({ rule, date, message }) => [rule, date, message])).toEqual([
      ['phase-gap', '2027-01-11', 'No phase covers the 2 days from 11 January 2027, before “Part 0”.'],
      ['phase-gap', '2027-01-23', 'No phase covers the 2 days from 23 January 2027, between “Part 0” and “Part 1”.'],
      ['phase-gap', '2027-02-08', 'No phase covers the 14 days from 8 February 2027, after “Part 1”.'],
    ]);
  });

  it('finds phases that overlap and counts the days', () => {
    const findings = found(phases(['2027-01-11', 21], ['2027-01-25', 28]));
    expect(findings.map(({ rule, phaseId, message }) => [rule, phaseId, message])).toEqual([
      ['phase-overlap', 'p1', 'The phases “Part 0” and “Part 1” overlap by 7 days from 25 January 2027.'],
    ]);
  });

  it('finds a phase that reaches beyond the campaign, and a campaign without phases', () => {
    expect(found(phases(['2027-01-11', 43])).map(({ rule }) => rule)).toEqual(['phase-outside']);
    expect(found(soundWith({ phases: [] })).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['no-phases', 'advice'],
    ]);
  });
});

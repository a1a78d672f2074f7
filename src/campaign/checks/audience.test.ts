import { describe, expect, it } from 'vitest';
import type { Campaign } from '../document.ts';
import { findInAudience } from './audience.ts';
import { planOf } from './plan.ts';
import { segment, sound, soundWith, touchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInAudience(planOf(campaign));

describe('audience', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('finds a campaign for nobody and a segment without learners', () => {
    expect(found(soundWith({ segments: [] })).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['no-segments', 'error'],
    ]);
    const empty = soundWith({ segments: [segment({ id: 'a', name: 'A', size: 0 }), segment({ id: 'b', name: 'B' })] });
    expect(found(empty).map(({ rule, segmentId }) => [rule, segmentId])).toEqual([['empty-segment', 'a']]);
  });

  it('finds more starters than anybody employs', () => {
    const plan = (inflow: number) =>
      soundWith({ rolling: { weeks: 26 }, segments: [segment({ id: 'a', name: 'A', inflow })] });
    expect(found(plan(50_000))).toEqual([]);
    expect(found(plan(1_000_000))).toMatchObject([
      { rule: 'inflow-vast', segmentId: 'a', message: expect.stringMatching(/some 26 million learners/) as string },
    ]);
  });

  it('finds a touchpoint on a channel that none of its segments has', () => {
    const campaign = soundWith({
      segments: [
        segment({ id: 'a', name: 'A', channels: ['email'] }),
        segment({ id: 'b', name: 'B', channels: ['text'] }),
      ],
      touchpoints: [touchpoint('text-reminder', '2027-01-12', { id: 't', segments: ['a'] })],
    });
    expect(found(campaign)).toMatchObject([{ rule: 'nobody-reached', severity: 'error', touchpointId: 't' }]);
  });

  it('warns when one of the named segments is missed, but not when everyone was meant', () => {
    const segments = [
      segment({ id: 'a', name: 'Office', channels: ['email'] }),
      segment({ id: 'b', name: 'Drivers', channels: ['text'] }),
    ];
    const plan = (meant: string[]) =>
      soundWith({ segments, touchpoints: [touchpoint('launch-email', '2027-01-12', { id: 't', segments: meant })] });
    expect(found(plan([]))).toEqual([]);
    expect(found(plan(['a', 'b']))).toMatchObject([
      {
        rule: 'segment-not-reached',
        severity: 'warning',
        message: '“Launch email” does not reach “Drivers”, who do not have the channel email.',
      },
    ]);
  });

  it('advises a text for each language, where people cannot ask back', () => {
    const plan = (languages: string[], tactic: string) =>
      found(
        soundWith({
          segments: languages.map((language, n) => segment({ id: `s${n}`, language })),
          touchpoints: [touchpoint(tactic, '2027-01-12', { id: 't' })],
        }),
      ).map(({ rule, message }) => [rule, message]);
    expect(plan(['en', 'en-GB'], 'launch-email')).toEqual([]);
    expect(plan(['en', 'de', 'pt-BR'], 'town-hall')).toEqual([]);
    expect(plan(['en', 'de', 'pt-BR'], 'launch-email')).toEqual([
      [
        'several-languages',
        '“Launch email” says the same words to people of 3 languages (English, German, Portuguese).',
      ],
    ]);
  });

  it('says whose language a message is not written in', () => {
    const plan = (language: string, read: string[]) =>
      found(
        soundWith({
          segments: read.map((own, n) => segment({ id: `s${n}`, language: own })),
          touchpoints: [
            touchpoint('launch-email', '2027-01-12', { id: 't', message: { subject: '', body: '', language } }),
          ],
        }),
      )
        .filter(({ rule }) => rule === 'other-language')
        .map(({ rule, message }) => [rule, message]);
    expect(plan('de-AT', ['de', 'de-CH'])).toEqual([]);
    expect(plan('de', ['de', 'en-GB', 'pt'])).toEqual([
      ['other-language', '“Launch email” is written in German, and some of its people read English, Portuguese.'],
    ]);
    expect(plan('fr', ['en'])).toEqual([
      ['other-language', '“Launch email” is written in French, and some of its people read English.'],
    ]);
  });

  it('finds a long way in that nothing shortens, and says what it costs', () => {
    const touchpoints = sound().touchpoints.filter(({ id }) => id !== 'link');
    const [finding, ...others] = found(soundWith({ touchpoints }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'friction', segmentId: 'works' });
    expect(finding?.message).toContain('6 steps');
    expect(finding?.message).toContain('At 15% a step, 62% are lost');
    const assumptions = [{ id: 'dear', parameter: 'trying.friction', value: 0.5 }];
    expect(found(soundWith({ touchpoints, assumptions }))[0]?.message).toContain('At 39% a step, 95% are lost');
  });

  it('wants the way cleared for the very segment that has it', () => {
    const campaign = sound();
    const touchpoints = campaign.touchpoints.map((one) => (one.id === 'link' ? { ...one, segments: ['office'] } : one));
    expect(found({ ...campaign, touchpoints }).map(({ rule }) => rule)).toEqual(['friction']);
  });

  it('finds segments for whom nothing is in their language, while others get theirs', () => {
    const segments = [
      segment({ id: 'uk', name: 'UK', language: 'en-GB' }),
      segment({ id: 'de', name: 'DE', language: 'de' }),
      segment({ id: 'pl', name: 'Poland', language: 'pl' }),
      segment({ id: 'none', name: 'Nobody yet', language: 'fr', size: 0 }),
    ];
    const mail = (id: string, meant: string[], language?: string) =>
      touchpoint('launch-email', '2027-01-12', {
        id,
        segments: meant,
        message: { subject: '', body: '', ...(language && { language }) },
      });
    const plan = (...more: ReturnType<typeof mail>[]) =>
      found(
        soundWith({ segments, touchpoints: [mail('a', ['uk'], 'en'), mail('b', ['de'], 'de-AT'), ...more] }),
      ).filter(({ rule }) => rule === 'segment-without-language');
    expect(plan()).toMatchObject([
      {
        severity: 'warning',
        message: 'Nothing that reaches “Poland” is written in Polish; the plan writes in English, German.',
        segmentId: 'pl',
      },
    ]);
    expect(plan(mail('c', ['pl'], 'pl-PL'))).toEqual([]);
    // A text without a language goes to each in their own; a meeting or a film can be had in any.
    expect(plan(mail('c', []))).toEqual([]);
    expect(plan(touchpoint('town-hall', '2027-01-13', { id: 'meeting' }))).toHaveLength(1);
    expect(plan(mail('c', ['pl'], 'en'))).toHaveLength(1);
    expect(found(soundWith({ segments, touchpoints: [] })).map(({ rule }) => rule)).not.toContain(
      'segment-without-language',
    );
  });
});

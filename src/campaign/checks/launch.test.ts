import { describe, expect, it } from 'vitest';
import type { Campaign } from '../document.ts';
import { findInLaunch } from './launch.ts';
import { planOf } from './plan.ts';
import { segment, sound, soundWith, soundWithTouchpoint, touchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInLaunch(planOf(campaign));
const rules = (campaign: Campaign) => found(campaign).map(({ rule }) => rule);

describe('launch', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('finds a push for one group in the launch, not later, not pull, not in a career', () => {
    const narrow = { segments: ['works'] };
    expect(found(soundWithTouchpoint('mail', narrow))).toMatchObject([
      {
        rule: 'launch-not-uniform',
        touchpointId: 'mail',
        message: '“Launch email” speaks to “Works” only, in the launch phase “Launch”.',
      },
    ]);
    expect(rules(soundWithTouchpoint('mail', { ...narrow, start: '2027-01-25' }))).toEqual([]);
    expect(rules(soundWithTouchpoint('link', narrow))).toEqual([]);
    expect(rules({ ...soundWithTouchpoint('mail', narrow), vocabulary: 'career' })).toEqual([]);
  });

  it('takes a message to all who speak a language, or all who have a channel, for one to everyone', () => {
    const segments = [
      segment({ id: 'uk', name: 'UK', channels: ['email'] }),
      segment({ id: 'de', name: 'DE', language: 'de', channels: ['email'] }),
      segment({ id: 'at', name: 'AT', language: 'de', channels: ['email', 'text'] }),
    ];
    const plan = (tactic: string, meant: string[]) =>
      rules(soundWith({ segments, touchpoints: [touchpoint(tactic, '2027-01-11', { segments: meant })] })).filter(
        (rule) => rule !== 'segment-without-launch',
      );
    expect(plan('launch-email', ['de', 'at'])).toEqual([]);
    expect(plan('launch-email', ['at'])).toEqual(['launch-not-uniform']);
    expect(plan('text-reminder', ['at'])).toEqual([]);
  });

  it('counts subjects and destinations within one language', () => {
    const mails = (number: number, subject: (n: number) => string, url: (n: number) => string) =>
      rules(
        soundWith({
          touchpoints: Array.from({ length: number }, (_, n) =>
            touchpoint('launch-email', '2027-01-11', {
              id: `m${n}`,
              message: { subject: subject(n), body: 'Go', callToAction: { label: 'Go', url: url(n) } },
            }),
          ),
        }),
      );
    const same = () => 'https://a.example.com';
    expect(mails(6, String, same)).toEqual([]);
    expect(mails(7, String, same)).toEqual(['launch-subjects']);
    expect(mails(7, () => 'Same', same)).toEqual([]);
    expect(
      mails(
        2,
        () => 'Same',
        (n) => `https://a.example.com/${n}`,
      ),
    ).toEqual([]);
    expect(
      mails(
        3,
        () => 'Same',
        (n) => `https://a.example.com/${n}`,
      ),
    ).toEqual(['launch-actions']);
    expect(
      mails(
        3,
        () => 'Same',
        (n) => `https://a.example.com/?from=${n}`,
      ),
    ).toEqual([]);
  });

  it('finds segments that no launch message comes to, all of them in one finding', () => {
    const { segments } = sound();
    const added = [
      segment({ id: 'pl', name: 'Contractors in Poland', language: 'pl', timeZone: 'Europe/Warsaw' }),
      segment({ id: 'none', name: 'Nobody yet', size: 0 }),
      segment({ id: 'yard', name: 'Yard', channels: ['text', 'poster'] }),
      segment({ id: 'hall', name: 'Hall', channels: ['meeting'] }),
    ];
    const meant = { segments: ['office', 'works'] };
    const touchpoints = [
      touchpoint('launch-email', '2027-01-11', { id: 'mail', ...meant }),
      touchpoint('launch-film', '2027-01-12', { id: 'film' }),
      touchpoint('town-hall', '2027-01-13', { id: 'town-hall' }),
    ];
    const plan = (changes: Partial<Campaign>) =>
      found(soundWith({ segments: [...segments, ...added], touchpoints, ...changes })).filter(
        ({ rule }) => rule === 'segment-without-launch',
      );
    expect(plan({})).toMatchObject([
      {
        severity: 'warning',
        message: '“Contractors in Poland” and “Yard” get no message of their own in the launch phase “Launch”.',
        segmentIds: ['pl', 'yard'],
        phaseId: 'launch',
      },
    ]);
    expect(plan({ segments: [...segments, added[0]!] })).toMatchObject([
      { segmentId: 'pl', message: expect.stringContaining('“Contractors in Poland” gets no message') as string },
    ]);
    expect(plan({ vocabulary: 'career' })).toEqual([]);
    expect(plan({ touchpoints: [] })).toEqual([]);
  });

  it('wants all versions of an announcement on one day, round by round', () => {
    const segments = ['uk', 'de', 'br'].map((id) =>
      segment({ id, name: id.toUpperCase(), language: id === 'uk' ? 'en' : id === 'br' ? 'pt-BR' : id }),
    );
    const mail = (id: string, start: string, meant: string[], tactic = 'launch-email') =>
      touchpoint(tactic, start, { id, segments: meant, name: `Mail ${id}` });
    const plan = (...touchpoints: ReturnType<typeof mail>[]) =>
      found(soundWith({ segments, touchpoints })).filter(({ rule }) => rule === 'uneven-launch');
    const even = [mail('a', '2027-01-11', ['uk']), mail('b', '2027-01-11', ['de']), mail('c', '2027-01-11', ['br'])];
    expect(plan(...even)).toEqual([]);
    expect(plan(even[0]!, even[1]!, mail('c', '2027-01-14', ['br']))).toEqual([
      {
        rule: 'uneven-launch',
        part: 'days',
        severity: 'warning',
        message:
          '“Mail a” reaches “UK” and “DE” on 11 January 2027 and “BR” on 14 January 2027: the launch is not the same day for everyone.',
        cure: 'Send all versions of it on one day.',
        phaseId: 'launch',
        touchpointId: 'c',
        date: '2027-01-14',
      },
    ]);
    // A second round, another tactic, and one more for some on top of the one for all are no versions of the first.
    const second = even.map((one) => ({ ...one, id: `${one.id}2`, start: '2027-01-18' }));
    expect(plan(...even, ...second)).toEqual([]);
    expect(plan(...even, mail('d', '2027-01-15', ['uk'], 'chat-announcement'))).toEqual([]);
    expect(plan(mail('all', '2027-01-11', []), mail('more', '2027-01-14', ['uk']))).toEqual([]);
    expect(plan(mail('early', '2027-01-11', ['uk']), mail('all', '2027-01-14', []))).toEqual([]);
  });

  it('wants the same words for all who read one language', () => {
    const segments = [
      segment({ id: 'uk', name: 'UK', language: 'en-GB' }),
      segment({ id: 'us', name: 'US', language: 'en-US' }),
      segment({ id: 'de', name: 'DE', language: 'de' }),
    ];
    const mail = (id: string, body: string) =>
      touchpoint('launch-email', '2027-01-11', { id, segments: [id], message: { subject: 'Safe Hands', body } });
    const plan = (uk: string, us: string) =>
      found(soundWith({ segments, touchpoints: [mail('uk', uk), mail('us', us), mail('de', 'Hallo')] }))
        .filter(({ rule }) => rule === 'uneven-launch')
        .map(({ message, touchpointId }) => [message, touchpointId]);
    expect(plan('Hello', 'Hello')).toEqual([]);
    expect(plan('Hello', 'Howdy')).toEqual([
      ['“Launch email” says other words to “US” than to “UK”, in the same language.', 'us'],
    ]);
  });
});

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
      rules(soundWith({ segments, touchpoints: [touchpoint(tactic, '2027-01-11', { segments: meant })] }));
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
});

import { describe, expect, it } from 'vitest';
import type { Campaign, Message } from '../document.ts';
import { findInMessages } from './messages.ts';
import { planOf } from './plan.ts';
import { segment, sound, soundWith, soundWithTouchpoint } from './sound.testing.ts';

const found = (campaign: Campaign) => findInMessages(planOf(campaign));
const rulesFor = (message: Partial<Message>, changes = {}, rest: Partial<Campaign> = {}) => {
  const campaign = soundWithTouchpoint('mail', {
    message: { subject: 'Safe Hands', body: 'Safe Hands.', ...message },
    ...changes,
  });
  return found({ ...campaign, ...rest }).map(({ rule }) => rule);
};
const words = (number: number) => Array.from({ length: number }, () => 'go.').join(' ');

describe('messages', () => {
  it('leaves a sound plan alone', () => {
    expect(found(sound())).toEqual([]);
  });

  it('measures a subject with its tokens filled in', () => {
    expect(rulesFor({ subject: 'x'.repeat(60) })).toEqual([]);
    expect(rulesFor({ subject: 'x'.repeat(61) })).toEqual(['long-subject']);
    expect(rulesFor({ subject: `{{brand}}${'x'.repeat(50)}` })).toEqual([]);
    expect(rulesFor({ subject: `{{brand}}${'x'.repeat(51)}` })).toEqual(['long-subject']);
  });

  it('allows each channel its own length', () => {
    expect(rulesFor({ body: words(150) })).toEqual([]);
    expect(rulesFor({ body: words(151) })).toEqual(['long-body']);
    expect(rulesFor({ body: words(60) }, { channel: 'teams' })).toEqual([]);
    expect(rulesFor({ body: words(61) }, { channel: 'teams' })).toEqual(['long-body']);
  });

  it('judges reading ease in English only', () => {
    const hard =
      'Organisational capability development initiatives necessitate continuous participation by operational management representatives, ' +
      'facilitating standardised implementation of comprehensive methodological recommendations across interdependent departmental responsibilities everywhere, immediately and permanently.';
    const easy =
      'You can start today. It takes ten minutes. Press the button and you are in. If you get stuck, ask the person next to you. They know how it goes.';
    expect(rulesFor({ body: hard })).toEqual(['hard-to-read']);
    expect(rulesFor({ body: easy })).toEqual([]);
    expect(rulesFor({ body: hard }, {}, { segments: [segment({ id: 'a', language: 'de' })] })).toEqual([]);
  });

  it('wants one link, wherever it stands', () => {
    const action = { label: 'Go', url: 'https://a.example.com' };
    expect(rulesFor({ callToAction: action })).toEqual([]);
    expect(rulesFor({ body: 'See https://a.example.com.', callToAction: action })).toEqual([]);
    expect(rulesFor({ body: 'See https://b.example.com.', callToAction: action })).toEqual(['several-actions']);
    expect(rulesFor({ body: 'See https://b.example.com or http://c.example.com' })).toEqual(['several-actions']);
  });

  it('finds a button without a usable address', () => {
    const url = (address: string) => rulesFor({ callToAction: { label: 'Go', url: address } });
    expect(url('')).toEqual(['no-address']);
    expect(url('learn/start')).toEqual(['no-address']);
    expect(url('javascript:alert(1)')).toEqual(['no-address']);
    expect(url('https://a.example.com/?for={{segment}}')).toEqual([]);
    expect(url('mailto:safety@example.com')).toEqual([]);
  });

  it('finds tokens that nothing fills', () => {
    const [finding] = found(
      soundWithTouchpoint('mail', { message: { subject: 'Safe Hands', body: 'Dear {{first_name}}' } }),
    );
    expect(finding).toMatchObject({ rule: 'unfilled-token', severity: 'error', touchpointId: 'mail' });
    expect(finding?.message).toContain('{{first_name}}');
    expect(rulesFor({ body: '{{goal}} by {{date}}' })).toEqual(['unfilled-token', 'unfilled-token']);
    expect(rulesFor({ body: '{{goal}} by {{ date }}' }, { goalId: 'tried' })).toEqual([]);
    expect(rulesFor({ body: '{{event}} on {{date}}' })).toEqual(['unfilled-token', 'unfilled-token']);
    expect(rulesFor({ body: '{{event}} on {{date}}' }, { eventId: 'audit' })).toEqual([]);
    expect(rulesFor({ body: '{{brand}}: {{promise}}' }, {}, { brand: { ...sound().brand, promise: ' ' } })).toEqual([
      'unfilled-token',
    ]);
  });

  it('finds what was left for later', () => {
    for (const left of [
      'Dear [Name]',
      'Dear {first_name}',
      'Dear %FIRST_NAME%',
      'On TBD',
      'Lorem ipsum dolor',
      '[insert date]',
    ]) {
      expect(rulesFor({ body: left })).toEqual(['placeholder']);
    }
    expect(rulesFor({ body: 'Dear {{segment}} [sic], 10 % of A/B, see f{x}' })).toEqual([]);
  });

  it('wants a reason for each segment that reads it', () => {
    const segments = [segment({ id: 'a', name: 'A', why: 'Fewer accidents' }), segment({ id: 'b', name: 'B' })];
    expect(rulesFor({ body: '{{why}}' }, { segments: ['a'] }, { segments })).toEqual([]);
    expect(rulesFor({ body: '{{why}}' }, {}, { segments })).toEqual(['unfilled-token']);
  });

  it('finds push that leaves the brand, but lets pull, tokens and careers be', () => {
    const bare = { subject: 'New course', body: 'Please do it.' };
    expect(rulesFor(bare)).toEqual(['brand-missing']);
    expect(rulesFor(bare, { direction: 'pull' })).toEqual([]);
    expect(rulesFor({ ...bare, body: 'SAFE HANDS is open.' })).toEqual([]);
    expect(rulesFor({ ...bare, subject: '{{ brand }}' })).toEqual([]);
    expect(rulesFor(bare, {}, { vocabulary: 'career' })).not.toContain('brand-missing');
  });

  it('says once that there is no brand at all', () => {
    const campaign = soundWith({ brand: { ...sound().brand, name: '' }, touchpoints: [] });
    expect(found(campaign).map(({ rule }) => rule)).toEqual(['no-brand']);
  });

  it('finds messages that are empty or lack a subject; a presence needs no text', () => {
    expect(rulesFor({ subject: '', body: ' ' })).toEqual(['empty-message']);
    expect(rulesFor({ subject: '' })).toEqual(['no-subject']);
    expect(rulesFor({ subject: '' }, { channel: 'teams' })).toEqual([]);
    expect(found(soundWithTouchpoint('minutes', { message: { subject: '', body: '' } }))).toEqual([]);
  });
});

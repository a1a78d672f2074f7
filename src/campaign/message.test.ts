import { describe, expect, it } from 'vitest';
import { segment, soundWith } from './checks/sound.testing.ts';
import type { Touchpoint } from './document.ts';
import { renderMessage } from './message.ts';

const sales = segment({ id: 'sales', name: 'Sales', why: 'close faster', language: 'de' });
// It serves the goal of 5 February or the audit of 8 February.
const campaign = soundWith({ segments: [sales] });
const [first] = campaign.touchpoints;
const saying = (body: string, more: Partial<Touchpoint> = {}): Touchpoint => ({
  ...first!,
  message: { subject: 'S', body },
  ...more,
});

describe('renderMessage', () => {
  it('fills every token in', () => {
    const said = saying('{{brand}} {{ promise }} | {{segment}} | {{why}} | {{goal}} | {{date}} | {{event}}', {
      goalId: 'tried',
      eventId: 'audit',
    });
    const { body, missing } = renderMessage(campaign, said, sales);
    expect(body).toBe(
      'Safe Hands Ten minutes that keep you safe | Sales | close faster | First lesson done | 5. Februar 2027 | Audit',
    );
    expect(missing).toEqual([]);
  });

  it('takes the date of the event where there is no goal, in the language of the segment', () => {
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'audit' }), sales).body).toBe('8. Februar 2027');
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'audit' }), undefined).body).toBe('8 February 2027');
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'audit' }), undefined, 'fr').body).toBe(
      '8 février 2027',
    );
    const written = saying('{{date}}', { eventId: 'audit' });
    const inEnglish = { ...written, message: { ...written.message, language: 'en-GB' } };
    expect(renderMessage(campaign, inEnglish, sales).body).toBe('8 February 2027');
    const odd = { ...sales, language: 'en-12345678-12' };
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'audit' }), odd).body).toBe('8 February 2027');
  });

  it('keeps and names what has no value', () => {
    const { body, missing } = renderMessage(campaign, saying('{{goal}}, {{firstName}}, {{constructor}}'), sales);
    expect(body).toBe('{{goal}}, {{firstName}}, {{constructor}}');
    expect(missing).toEqual(['{{goal}}', '{{firstName}}', '{{constructor}}']);
  });

  it('does not look for tokens in what it filled in', () => {
    const sly = soundWith({ brand: { ...campaign.brand, name: '{{promise}} $& $1' } });
    expect(renderMessage(sly, saying('{{brand}}'), undefined).body).toBe('{{promise}} $& $1');
  });

  it('puts values into addresses encoded', () => {
    const message = {
      subject: '',
      body: '',
      callToAction: { label: 'Go, {{segment}}', url: 'https://x.example/?for={{segment}}' },
    };
    const both = segment({ id: 'x', name: 'R&D "x"' });
    expect(renderMessage(campaign, { ...first!, message }, both).callToAction).toEqual({
      label: 'Go, R&D "x"',
      link: 'https://x.example/?for=R%26D%20%22x%22',
    });
  });
});

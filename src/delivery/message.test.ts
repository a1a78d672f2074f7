import { describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from './hostile.testing.ts';
import { renderMessage } from './message.ts';
import { scheduleOf } from './occurrences.ts';

const sales = segment({ id: 'sales', name: 'Sales', why: 'close faster', language: 'de' });
const campaign = plan({
  segments: [sales],
  goals: [
    { id: 'g', name: 'First lesson', metric: 'tried', target: 0.5, unit: 'share', date: '2027-02-01', segments: [] },
  ],
  events: [
    {
      id: 'e',
      name: 'Kick-off',
      kind: 'initiative',
      start: '2027-01-20',
      days: 2,
      pushFactor: 1,
      pullFactor: 1,
      segments: [],
    },
  ],
});
const saying = (body: string, more = {}) => touchpoint({ id: 't', message: { subject: 'S', body }, ...more });

describe('renderMessage', () => {
  it('fills every token in', () => {
    const said = saying('{{brand}} {{ promise }} | {{segment}} | {{why}} | {{goal}} | {{date}} | {{event}}', {
      goalId: 'g',
      eventId: 'e',
    });
    const { body, missing } = renderMessage(campaign, said, sales);
    expect(body).toBe(
      'Spark Learn a little every day | Sales | close faster | First lesson | 1. Februar 2027 | Kick-off',
    );
    expect(missing).toEqual([]);
  });

  it('takes the date of the event where there is no goal, in the language of the segment', () => {
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'e' }), sales).body).toBe('20. Januar 2027');
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'e' }), undefined).body).toBe('20 January 2027');
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'e' }), undefined, 'fr').body).toBe('20 janvier 2027');
    const written = saying('{{date}}', { eventId: 'e' });
    const inEnglish = { ...written, message: { ...written.message, language: 'en-GB' } };
    expect(renderMessage(campaign, inEnglish, sales).body).toBe('20 January 2027');
    const odd = { ...sales, language: 'en-12345678-12' };
    expect(renderMessage(campaign, saying('{{date}}', { eventId: 'e' }), odd).body).toBe('20 January 2027');
  });

  it('keeps and names what has no value', () => {
    const { body, missing } = renderMessage(campaign, saying('{{goal}}, {{firstName}}, {{constructor}}'), sales);
    expect(body).toBe('{{goal}}, {{firstName}}, {{constructor}}');
    expect(missing).toEqual(['{{goal}}', '{{firstName}}', '{{constructor}}']);
  });

  it('does not look for tokens in what it filled in', () => {
    const sly = plan({ brand: { ...campaign.brand, name: '{{promise}} $& $1' } });
    expect(renderMessage(sly, saying('{{brand}}'), undefined).body).toBe('{{promise}} $& $1');
  });

  it('puts values into addresses encoded', () => {
    const message = {
      subject: '',
      body: '',
      callToAction: { label: 'Go, {{segment}}', url: 'https://x.example/?for={{segment}}' },
    };
    const both = segment({ id: 'x', name: 'R&D "x"' });
    expect(renderMessage(campaign, touchpoint({ id: 't', message }), both).callToAction).toEqual({
      label: 'Go, R&D "x"',
      link: 'https://x.example/?for=R%26D%20%22x%22',
    });
  });
});

describe('faults of messages', () => {
  const problemsOf = (...touchpoints: ReturnType<typeof touchpoint>[]) =>
    scheduleOf(plan({ segments: [sales, segment({ id: 'ops', name: 'Ops' })], touchpoints })).problems;

  it('names the segments that lack a value, once', () => {
    expect(problemsOf(saying('{{why}} {{why}}', { days: 5, cadence: 'daily' }))).toEqual([
      {
        touchpointId: 't',
        message:
          '“Touchpoint t” keeps {{why}}, because the plan has no value for it for “Ops”. Fill it in, or take it out of the message.',
      },
    ]);
  });

  it('says why a button has no link', () => {
    const button = (url: string) =>
      touchpoint({ id: 't', message: { subject: '', body: 'x', callToAction: { label: 'Go', url } } });
    expect(problemsOf(button(' '))[0]!.message).toBe(
      '“Touchpoint t” has a button without an address, so no link is exported. Give the button its web address.',
    );
    expect(problemsOf(button('javascript:alert(1)'))[0]!.message).toContain(
      'Only whole addresses of up to 2,000 characters',
    );
    expect(problemsOf(button('https://example.com'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { plan, segment, touchpoint } from './hostile.testing.ts';
import { scheduleOf } from './occurrences.ts';

const sales = segment({ id: 'sales', name: 'Sales', why: 'close faster', language: 'de' });
const saying = (body: string, more = {}) => touchpoint({ id: 't', message: { subject: 'S', body }, ...more });

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

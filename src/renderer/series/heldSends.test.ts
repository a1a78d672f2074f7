import { expect, it, vi } from 'vitest';
import { addDays, dayOf } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';

vi.stubGlobal('window', { studio: { call: () => Promise.resolve({}), subscribe: () => () => undefined } });

it('tells the days on which a full week keeps sends back, and none where the cap only warns', async () => {
  const { heldSends } = await import('./heldSends.ts');
  const built = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
  const mail = built.touchpoints.find(({ channel }) => channel === 'email')!;
  const first: Touchpoint = { ...mail, id: 'first', start: built.start, days: 1, cadence: 'once', priority: 'must' };
  const series: Touchpoint = { ...mail, id: 'series', start: addDays(built.start, 1), days: 10, cadence: 'daily' };
  for (const own of [first, series]) delete own.tie;
  const plan = (atCap: Campaign['contact']['atCap']): Campaign => ({
    ...built,
    touchpoints: [first, series],
    contact: { ...built.contact, capPerWeek: 2, atCap },
  });
  expect(heldSends(plan('send'), 'series')).toBe('');
  // One of Tuesday to Sunday has room beside Monday's mail, and two of the four of the next week.
  const days = [2, 3, 4, 5, 6, 9, 10].map((day) => dayOf(built.start) + day);
  expect(heldSends(plan('drop'), 'series')).toBe(days.join(' '));
  expect(heldSends(plan('drop'), 'first')).toBe('');
});

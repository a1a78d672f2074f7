import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import type { LedgerChange, LedgerRow, NewRow } from '#contract/publishing.ts';
import { plan, touchpoint } from '#delivery/hostile.testing.ts';
import { profileFor } from './items.testing.ts';
import { rehearse, rehearseOne, type Rehearsal } from './rehearsal.ts';
import type { Target } from './target.ts';
import { webhook } from './targets/webhook.ts';

const profile = profileFor('webhook', { url: 'https://hooks.example.com/in' });
const message = (changes: Partial<Campaign['touchpoints'][number]> = {}) => touchpoint({ id: 'mail', ...changes });
const EARLY = '2027-01-04T08:00:00Z';
const LATE = '2027-01-12T12:00:00Z';

const rehearsed = (campaign: Campaign, rows: LedgerRow[] = [], now = EARLY): Promise<Rehearsal> =>
  rehearse({ campaign, profile, target: webhook, ledger: { ledgerRows: async () => rows }, now: new Date(now) });

const rowOf = (row: NewRow): LedgerRow => ({
  ...row,
  state: 'planned',
  firstDueAt: row.dueAt,
  attempts: 0,
  claim: null,
  claimedAt: null,
  progress: null,
  changedAt: '',
});
const rowsOf = (changes: readonly LedgerChange[]) => changes.flatMap(({ row }) => (row ? [rowOf(row)] : []));

/** A plan that was approved as it is. */
async function approved(campaign: Campaign) {
  const rows = rowsOf((await rehearsed(campaign)).changes);
  expect(rows.length).toBeGreaterThan(0);
  return rows;
}

describe('what is in the queue already', () => {
  it('stays there where its touchpoint is marked as sent, and is taken back where that is cancelled', async () => {
    const rows = await approved(plan({ touchpoints: [message(), touchpoint({ id: 'other' })] }));
    const other = touchpoint({ id: 'other' });
    const marked = await rehearsed(plan({ touchpoints: [message({ status: 'sent' }), other] }), rows);
    expect(marked.changes).toEqual([]);
    expect(marked.problems.some(({ message: said }) => said.includes('stays there'))).toBe(true);
    const cancelled = await rehearsed(plan({ touchpoints: [message({ status: 'cancelled' }), other] }), rows);
    expect(cancelled.changes).toMatchObject([{ ends: { state: 'withdrawn' } }]);
  });

  it('is said to be leaving where it leaves just now and the plan has it no more, and not to be taken back', async () => {
    const rows = await approved(plan({ touchpoints: [message(), touchpoint({ id: 'other' })] }));
    const other = rows.find((row) => row.touchpoint === 'other')!;
    const claimed = rows.map((row) => (row === other ? row : { ...row, state: 'claimed' as const, claim: 'one/1' }));
    const { changes, takenBack, problems } = await rehearsed(
      plan({ touchpoints: [touchpoint({ id: 'other' })] }),
      claimed,
    );
    expect(changes).toMatchObject([{ stops: {} }]);
    expect(takenBack).toEqual([]);
    expect(problems.map(({ message: said }) => said)).toContainEqual(
      expect.stringMatching(
        /One message is leaving just now, and the plan has it no more: a list stops after the one it is at/,
      ),
    );
  });

  it('stays there where the plan has become too much to publish, which stops it', { timeout: 60_000 }, async () => {
    const rows = await approved(plan({ touchpoints: [message()] }));
    const tooMany = plan({
      days: 3650,
      touchpoints: [message(), ...Array.from({ length: 60 }, (_, index) => daily(`d${index}`))],
    });
    const { items, changes, problems } = await rehearsed(tooMany, rows);
    expect([items, changes]).toEqual([[], []]);
    expect(problems).toMatchObject([{ stops: true, message: expect.stringContaining('more than') }]);
  });

  it('leaves late with what the plan says now', async () => {
    const rows = await approved(plan({ touchpoints: [message()] }));
    const same = await rehearsed(plan({ touchpoints: [message()] }), rows, LATE);
    expect(same.items.map(({ fate }) => fate)).toEqual(['same']);
    expect(same.changes).toEqual([]);
    const edited = message({ message: { subject: 'New', body: 'words' } });
    const { items, changes } = await rehearsed(plan({ touchpoints: [edited] }), rows, LATE);
    expect(items.map(({ fate }) => fate)).toEqual(['changed']);
    expect(changes).toMatchObject([
      { ends: { state: 'superseded' }, row: { payload: { message: { subject: 'New' } } } },
    ]);
    // What is past and was never approved is left out as ever.
    expect((await rehearsed(plan({ touchpoints: [edited] }), [], LATE)).items).toEqual([]);
  });

  it('is taken back where the plan has it in the past, and the queue had it for later', async () => {
    const rows = await approved(plan({ touchpoints: [message({ start: '2027-02-01' })] }));
    const { items, changes } = await rehearsed(plan({ touchpoints: [message()] }), rows, LATE);
    expect(items).toEqual([]);
    expect(changes).toMatchObject([{ ends: { state: 'withdrawn' } }]);
  });
});

describe('one message by itself', () => {
  const campaign = plan({
    touchpoints: [message(), touchpoint({ id: 'series', cadence: 'daily', days: 5, start: '2027-01-13' })],
  });
  let composed = 0;
  const target: Target = {
    ...webhook,
    destination: ({ segment }) => `for ${segment}`,
    compose: (...given) => {
      composed++;
      return webhook.compose(...given);
    },
  };

  it.each([
    ['before everything', EARLY],
    ['with the first in the queue and late', LATE],
  ])('has the bytes, recipients and hash of the dry run, %s', async (_, now) => {
    const rows = await approved(campaign);
    const about = { campaign, profile, target, now: new Date(now) };
    const { items } = await rehearse({ ...about, ledger: { ledgerRows: async () => rows } });
    expect(items.length).toBeGreaterThan(5);
    for (const { fate: _fate, ...item } of items) {
      composed = 0;
      const one = await rehearseOne({ ...about, ledger: { ledgerRows: async () => rows } }, item.key);
      expect(one).toEqual({ ...item, differences: item.differences ?? null });
      expect(composed).toBe(1);
    }
  });

  it('is none where it would not be sent', async () => {
    const ledger = { ledgerRows: async () => [] };
    const about = { campaign, profile, target, ledger };
    const [first] = (await rehearsed(campaign)).items;
    expect(await rehearseOne({ ...about, now: new Date(EARLY) }, first!.key)).toMatchObject({ key: first!.key });
    expect(await rehearseOne({ ...about, now: new Date(LATE) }, first!.key)).toBeUndefined();
  });
});

it('is something else where it goes elsewhere', async () => {
  const target = { ...webhook, destination: (_: unknown, { options }: typeof profile) => options['calendar'] ?? '' };
  const hashIn = async (calendar: string) => {
    const about = { campaign: plan({ touchpoints: [message()] }), target, now: new Date(EARLY) };
    const to = { ...profile, options: { calendar } };
    return (await rehearse({ ...about, profile: to, ledger: { ledgerRows: async () => [] } })).items[0]!.hash;
  };
  expect(await hashIn('a')).toBe(await hashIn('a'));
  expect(await hashIn('a')).not.toBe(await hashIn('b'));
});

const daily = (id: string) => touchpoint({ id, start: '2027-01-11', days: 3650, cadence: 'daily' });

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strToU8 } from 'fflate';
import { readTable } from '../read/table.ts';
import type { PlanChoices } from './choices.ts';
import { importPlan } from './plan.ts';
import { csv } from './plan.testing.ts';

/** What names and notes say about entries that do not take place. */

async function statusOf(name: string, choices: PlanChoices = {}, more: Record<string, string> = {}) {
  const rows = [
    ['Date', 'Channel', 'Title', ...Object.keys(more)],
    ['2027-04-05', 'Email', name, ...Object.values(more)],
    ['2027-04-06', 'Email', 'News', ...Object.values(more).map(() => '')],
  ];
  const table = await readTable(strToU8(csv(rows)), 'plan.csv');
  const { touchpoints, notes, rejected } = await importPlan(table, choices, {
    today: '2026-11-29',
    timeZone: 'Europe/London',
    name: 'Academy',
  });
  return {
    status: touchpoints.length === 2 ? (touchpoints[0]!.status ?? 'planned') : 'rejected',
    said: [...notes, ...rejected.map(({ row, reason }) => ({ row, note: reason }))]
      .filter(({ row }) => row === 2)
      .map(({ note }) => note)
      .join('\n'),
  };
}

const CANCELLED = [
  'CANCELLED',
  'Cancelled',
  'canceled',
  'Abgesagt',
  'Entfällt',
  'fällt aus',
  'GESTRICHEN',
  'Annulé',
  'ANNULÉE',
  'Cancelado',
  'cancelada',
  'Anulado',
  'Geannuleerd',
  'Vervallen',
  'Annullato',
];
const POSTPONED = ['POSTPONED', 'On hold', 'Verschoben', 'Reporté', 'Aplazado', 'Adiado', 'Uitgesteld', 'Rinviato'];
const PLACES: ((word: string) => string)[] = [
  (word) => `${word}: Town hall`,
  (word) => `${word} - Town hall`,
  (word) => `${word} – Town hall`,
  (word) => `[${word}] Town hall`,
  (word) => `(${word}) Town hall`,
  (word) => `*${word}* Town hall`,
  (word) => `Town hall (${word})`,
  (word) => `Town hall [${word}]`,
  (word) => `Town hall - ${word}`,
  (word) => `Town hall – ${word}!`,
  (word) => `${word.toUpperCase()} Town hall`,
  (word) => `Town hall ${word.toUpperCase()}`,
  (word) => word,
];

describe('names', () => {
  it('say that an entry is cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CANCELLED), fc.constantFrom(...PLACES), async (word, place) => {
        const { status, said } = await statusOf(place(word));
        expect([place(word), status]).toEqual([place(word), 'cancelled']);
        expect(said).toContain('not sent');
        expect((await statusOf(place(word), { cancelled: 'leave-out' })).status).toBe('rejected');
      }),
      { numRuns: 120 },
    );
  });

  it('say that an entry is postponed, which stays planned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...POSTPONED), fc.constantFrom(...PLACES), async (word, place) => {
        const { status, said } = await statusOf(place(word));
        expect([place(word), status]).toEqual([place(word), 'planned']);
        expect(said).toContain('check its day');
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    'How to handle cancelled orders',
    'Cancelled orders: what to do',
    'Cancellations made easy',
    'Postponed maintenance – your questions',
    'Annulé ou reporté ? Nos règles',
  ])('may speak of such things, as “%s”', async (name) => {
    expect(await statusOf(name)).toEqual({ status: 'planned', said: '' });
  });

  it('that end so without any sign are said', async () => {
    for (const name of ['Town hall cancelled', 'Webinar abgesagt', 'Réunion annulée', 'Taller aplazado']) {
      const { status, said } = await statusOf(name);
      expect([name, status]).toEqual([name, 'planned']);
      expect(said).toContain('it stays planned');
    }
  });
});

describe('a column of states', () => {
  it.each([...CANCELLED, ...POSTPONED])('knows “%s”', async (word) => {
    const { status, said } = await statusOf('Town hall', {}, { Status: word.toLowerCase() });
    expect(status).toBe('cancelled');
    expect(said).toContain('not sent');
  });
});

describe('notes', () => {
  it.each([
    'Cancelled',
    'CANCELLED – no budget',
    'Abgesagt: kein Raum',
    'postponed',
    'Postponed: new day to follow',
    'Cancelled by CEO',
    'moved to 13 April',
    'Verschoben auf Mai',
  ])('that say “%s” are said', async (note) => {
    const { status, said } = await statusOf('Town hall', {}, { Notes: note });
    expect(status).toBe('planned');
    expect(said).toContain('it stays planned');
  });
});

import * as fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { HEADINGS } from '#campaign/sheet.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { writeWorkbook } from '#delivery/xlsx/workbook.ts';
import { readTables } from '#intake/read/table.ts';
import { returnedSheet } from './returnedSheet.ts';

/**
 * The spreadsheet that comes back, by chance: a random plan is exported as a workbook, edited as people do in Excel (retyped, sorted, rows inserted,
 * copied and taken out, columns moved and deleted, dates and hours in another form), and saved as CSV in a random dialect. Every edit has an
 * expectation of its own, worked out on the plan; it is recovered, asked about, or lost, and the run counts.
 */

const NOW = '2026-11-29T12:00:00Z';
const WORDS = [
  'Welcome',
  'First tip',
  'Reminder',
  'Café crème',
  '今週のヒント',
  '- bring a friend',
  '=1+1',
  'Say “hi”; then go',
  '007',
  'O’Hara',
];
const segments = [
  segment({ id: 'a', name: 'Sales' }),
  segment({ id: 'b', name: 'Ops, north', timeZone: 'Asia/Tokyo' }),
  segment({ id: 'c', name: 'Field', preferredTime: '11:00' }),
];

const arbitraryTouchpoint = fc.record({
  name: fc.constantFrom(...WORDS),
  start: fc.integer({ min: 0, max: 60 }).map((days) => addDays('2027-01-11', days)),
  cadence: fc.constantFrom('once', 'once', 'weekly', 'monthly', 'weekdays', 'workingDays'),
  zone: fc.constantFrom('campaign', 'segment'),
  at: fc.option(fc.constantFrom('08:00', '09:30', '16:45'), { nil: undefined }),
  for: fc.constantFrom<string[]>([], [], ['a'], ['a', 'b'], ['b', 'c']),
  subject: fc.constantFrom(...WORDS, 'For {{segment}}'),
  isPoster: fc.constantFrom(false, false, false, true),
});

const arbitraryPlan = fc.array(arbitraryTouchpoint, { minLength: 2, maxLength: 8 }).map((list) =>
  plan({
    segments,
    lanes: [
      { id: 'mail', name: 'Mail' },
      { id: 'walls', name: 'Walls' },
    ],
    days: 200,
    touchpoints: list.map(({ name, start, cadence, zone, at, for: ids, subject, isPoster }, index) =>
      touchpoint({
        id: `t${index}`,
        name,
        start,
        segments: ids,
        ...(isPoster
          ? { tactic: 'poster', channel: 'poster', days: 20 }
          : { cadence: cadence as Touchpoint['cadence'], days: cadence === 'once' ? 1 : 40 }),
        time: { zone: zone as 'campaign', ...(at !== undefined && { at }) },
        message: { subject, body: 'Some words\n\nand more' },
      }),
    ),
  }),
);

/** Each edit changes the rows of one touchpoint, and says what should have become of it. */
const KINDS = [
  'owner',
  'notes',
  'name',
  'subject',
  'status',
  'date',
  'hour',
  'lane',
  'take out',
  'type',
  'copy',
  'minutes',
  'bad status',
  'bad date',
] as const;
type Kind = (typeof KINDS)[number];
type Row = Record<string, string>;

interface Outcome {
  kind: Kind;
  /** Whether the plan is what was meant. */
  isRight: (after: Campaign) => boolean;
  /** Rows about which a question counts as asked. */
  of: string;
}

const day = (iso: string, form: number) =>
  [
    iso,
    iso.split('-').toReversed().join('.'),
    `${Number(iso.slice(8))} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`,
  ][form % 3]!;
const hour = (text: string, form: number) => [text, `${text}:00`, text.replace(/^0/, '')][form % 3]!;

function edit(
  rows: Row[],
  campaign: Campaign,
  kind: Kind,
  id: string,
  seed: number,
): { rows: Row[]; outcome: Outcome } | undefined {
  const own = rows.filter((row) => row[HEADINGS.touchpointId] === id);
  const item = campaign.touchpoints.find((one) => one.id === id)!;
  const isSent = own.some((row) => row[HEADINGS.instant] !== '');
  const set = (heading: string, text: string) => own.forEach((row) => (row[heading] = text));
  const outcome = (isRight: (found: Touchpoint | undefined, after: Campaign) => boolean): Outcome => ({
    kind,
    of: id,
    isRight: (after) =>
      isRight(
        after.touchpoints.find((one) => one.id === id),
        after,
      ),
  });
  if (own.length === 0) return undefined;
  const word = `${WORDS[seed % WORDS.length]!} ${seed}`;
  switch (kind) {
    case 'owner':
    case 'notes':
      set(HEADINGS[kind], word);
      return { rows, outcome: outcome((found) => found?.[kind] === word) };
    case 'name':
      set(HEADINGS.name, word);
      return { rows, outcome: outcome((found) => found?.name === word) };
    case 'subject':
      set(HEADINGS.subject, word);
      return { rows, outcome: outcome((found) => found?.message.subject === word) };
    case 'status':
      set(HEADINGS.status, 'Approved');
      return { rows, outcome: outcome((found) => found?.status === 'approved') };
    case 'minutes':
      set(HEADINGS.minutes, '35');
      return { rows, outcome: outcome((found) => found?.minutes === 35) };
    case 'lane':
      set(HEADINGS.lane, `Lane ${seed % 3}`);
      return {
        rows,
        outcome: outcome(
          (found, after) => after.lanes.find((lane) => lane.id === found?.laneId)?.name === `Lane ${seed % 3}`,
        ),
      };
    case 'date': {
      if (item.cadence !== 'once') return undefined;
      const by = 1 + (seed % 20);
      for (const row of own) {
        row[HEADINGS.date] = addDays(row[HEADINGS.date]!, by);
        if (row[HEADINGS.lastDate]) row[HEADINGS.lastDate] = addDays(row[HEADINGS.lastDate]!, by);
      }
      return {
        rows,
        outcome: outcome((found) => found?.start === addDays(item.start, by) && found.days === item.days),
      };
    }
    case 'hour':
      if (!isSent) return undefined;
      set(HEADINGS.localTime, '13:15');
      return { rows, outcome: outcome((found) => found?.time.at === '13:15' && found.exceptions === undefined) };
    case 'take out':
      return { rows: rows.filter((row) => !own.includes(row)), outcome: outcome((found) => found === undefined) };
    case 'type': {
      const typed: Row = {
        [HEADINGS.date]: addDays('2027-02-01', seed % 30),
        [HEADINGS.name]: `Typed ${seed}`,
        [HEADINGS.channel]: 'Email',
        [HEADINGS.audience]: 'Field',
      };
      return {
        rows: rows.toSpliced(seed % (rows.length + 1), 0, typed),
        outcome: outcome(
          (_, after) =>
            after.touchpoints.filter((one) => one.name === `Typed ${seed}` && one.segments.join() === 'c').length === 1,
        ),
      };
    }
    case 'copy': {
      const copies = own
        .slice(0, 1)
        .map((row) => ({ ...row, [HEADINGS.name]: `Copy ${seed}`, [HEADINGS.date]: '2027-03-01' }));
      return {
        rows: [...rows, ...copies],
        outcome: outcome((_, after) => after.touchpoints.filter((one) => one.name === `Copy ${seed}`).length === 1),
      };
    }
    case 'bad status':
      set(HEADINGS.status, 'half done');
      return { rows, outcome: outcome(() => false) };
    case 'bad date':
      set(HEADINGS.date, 'when ready');
      return { rows, outcome: outcome(() => false) };
  }
}

it('recovers 99 of 100 random edits and asks about the rest; nothing is lost, nothing is there twice', async () => {
  const counts = { recovered: 0, asked: 0, meant: 0 };
  // A cell that nobody could use is to be asked about.
  const unusable = { recovered: 0, asked: 0, meant: 0 };
  const lost: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      arbitraryPlan,
      fc.array(fc.record({ kind: fc.constantFrom(...KINDS), seed: fc.nat(1000) }), { minLength: 1, maxLength: 6 }),
      fc.record({
        sort: fc.constantFrom('none', 'name', 'reverse', 'shuffle'),
        form: fc.nat(2),
        columns: fc.constantFrom('none', 'moved', 'deleted'),
        above: fc.nat(2),
        delimiter: fc.constantFrom(',', ';', '\t'),
      }),
      async (campaign, edits, dialect) => {
        const [file] = (await writeWorkbook(campaign, { now: NOW })).files;
        const [table] = await readTables(file!.bytes, 'plan.xlsx', { sheets: ['Schedule'] });
        const [headings, ...cells] = table!.rows.map((row) => row.cells);
        let rows: Row[] = cells.map((row) =>
          Object.fromEntries(headings!.map((heading, index) => [heading, row[index] ?? ''])),
        );
        const outcomes: Outcome[] = [];
        const ids = campaign.touchpoints.map(({ id }) => id);
        // One edit a touchpoint, so that each can be judged by itself.
        edits.forEach(({ kind, seed }, index) => {
          const id = ids[index];
          const made = id === undefined ? undefined : edit(rows, campaign, kind, id, seed);
          if (!made) return;
          rows = made.rows;
          outcomes.push(made.outcome);
        });
        const { columns: order, rows: saved } = asSaved(rows, headings!, dialect);
        const text = Papa.unparse(
          [...Array.from({ length: dialect.above }, () => ['Our plan, do not share']), order, ...saved],
          { delimiter: dialect.delimiter },
        );
        const back = await returnedSheet({
          campaign,
          fileName: 'plan.csv',
          bytes: new TextEncoder().encode(text),
          today: '2026-11-29',
        });
        const { campaign: after } = apply(
          campaign,
          acceptedCommands(back.differences.filter(({ isAsked }) => !isAsked)),
        );
        const asked = (id: string) =>
          back.questions.some(({ touchpointId }) => touchpointId === id) ||
          back.differences.some(({ isAsked, touchpointId }) => isAsked && touchpointId === id);
        for (const one of outcomes) {
          const kept = one.kind.startsWith('bad') ? unusable : counts;
          kept.meant++;
          if (one.isRight(after)) kept.recovered++;
          else if (asked(one.of)) kept.asked++;
          else {
            lost.push(
              `${one.kind} ${one.of} ${JSON.stringify(dialect)} ${JSON.stringify(back.differences)} ${JSON.stringify(back.questions)}`,
            );
          }
        }
        // What nobody touched is as it was, and nothing came that nobody typed.
        const touched = new Set(outcomes.filter(({ kind }) => !['type', 'copy'].includes(kind)).map(({ of }) => of));
        expect(after.touchpoints.filter(({ id }) => ids.includes(id) && !touched.has(id))).toEqual(
          campaign.touchpoints.filter(({ id }) => !touched.has(id)),
        );
        expect(after.touchpoints.filter(({ id }) => !ids.includes(id))).toHaveLength(
          outcomes.filter(({ kind }) => ['type', 'copy'].includes(kind)).length,
        );
      },
    ),
    { numRuns: 60 },
  );
  expect(lost).toEqual([]);
  expect(counts.meant).toBeGreaterThan(60);
  // One of a hundred, and what chance makes of that in so few edits.
  const allowed = counts.meant / 100;
  expect(counts.meant - counts.recovered).toBeLessThanOrEqual(allowed + 3 * Math.sqrt(allowed));
  expect(unusable.asked).toBe(unusable.meant);
}, 120_000);

/** As a spreadsheet program would save them: sorted, in other columns, with dates and hours in the person's own way. */
function asSaved(
  rows: Row[],
  headings: readonly string[],
  { sort, form, columns }: { sort: string; form: number; columns: string },
) {
  const sorted =
    sort === 'name'
      ? rows.toSorted((a, b) => (a[HEADINGS.name]! < b[HEADINGS.name]! ? -1 : 1))
      : sort === 'reverse'
        ? rows.toReversed()
        : sort === 'shuffle'
          ? rows
              .map((row, index) => ({ row, at: (index * 7919) % 101 }))
              .toSorted((a, b) => a.at - b.at)
              .map(({ row }) => row)
          : rows;
  const order =
    columns === 'moved'
      ? headings.toReversed()
      : columns === 'deleted'
        ? headings.filter(
            (heading) =>
              ![HEADINGS.phase, HEADINGS.learners, HEADINGS.instant, HEADINGS.body].includes(heading as never),
          )
        : [...headings];
  const cell = (row: Row, heading: string) => {
    const text = row[heading] ?? '';
    if ((heading === HEADINGS.date || heading === HEADINGS.lastDate) && /^\d{4}-/.test(text)) return day(text, form);
    return heading === HEADINGS.localTime && text !== '' ? hour(text, form) : text;
  };
  return { columns: order, rows: sorted.map((row) => order.map((heading) => cell(row, heading))) };
}

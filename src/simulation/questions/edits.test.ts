import { expect, test } from 'vitest';
import { addDays, dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { tacticById, TACTICS } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { editsOf, type Edit } from './edits.ts';

/** What a search may do to a plan, and what it never does. */

const goals: Campaign['goals'] = [
  { id: 'g', name: 'G', metric: 'tried', target: 0.3, unit: 'share', date: addDays(START, 80), segments: [] },
];
const editsIn = (changes: Partial<Campaign>): Edit[] =>
  editsOf(campaign({ goals, ...changes }), { goalId: 'g', deadline: dayOf(START) + 80, keep: [] });
const added = (edits: readonly Edit[]) => edits.flatMap(({ before, after }) => (before || !after ? [] : [after]));
const tacticsIn = (edits: readonly Edit[]) => new Set(added(edits).map(({ tactic }) => tactic));

test.each(TEMPLATES)('$id: adds only tactics of its own world, on channels that reach people', (template) => {
  const plan = template.build({ start: START });
  for (const { id, date, segments } of plan.goals) {
    const additions = added(editsOf(plan, { goalId: id, deadline: dayOf(date), keep: [] }));
    const meant = plan.segments.filter((one) => segments.length === 0 || segments.includes(one.id));
    for (const { tactic, channel } of additions) {
      const { vocabulary } = tacticById(tactic)!;
      expect(vocabulary === 'career', tactic).toBe(plan.vocabulary === 'career');
      expect(meant.some(({ channels }) => channels.length === 0 || channels.includes(channel))).toBe(true);
    }
  }
});

test('a career campaign is offered nothing that is worded for learners', () => {
  const words = added(editsIn({ vocabulary: 'career' })).map(({ tactic }) => tacticById(tactic)!.vocabulary);
  expect(new Set(words)).toEqual(new Set(['career']));
});

test('nothing is added on a channel that nobody has of whom the goal is about', () => {
  const reachable = segment({ id: 'office', channels: ['email'] });
  const without = segment({ id: 'shop', channels: ['poster'] });
  const about = (id: string) =>
    new Set(
      added(editsIn({ segments: [reachable, without], goals: [{ ...goals[0]!, segments: [id] }] })).map(
        ({ channel }) => channel,
      ),
    );
  expect([...about('office')]).toEqual(['email']);
  expect([...about('shop')]).toEqual(['poster']);
});

test('what is added for a goal about some goes to them alone', () => {
  const segments = [segment({ id: 'office' }), segment({ id: 'shop' })];
  const about = (ids: string[]) => {
    const additions = added(editsIn({ segments, goals: [{ ...goals[0]!, segments: ids }] }));
    expect(additions.length).toBeGreaterThan(0);
    return new Set(additions.map((one) => one.segments.join()));
  };
  expect(about(['shop'])).toEqual(new Set(['shop']));
  expect(about([])).toEqual(new Set(['']));
  // Whoever is named one by one is still everyone, who comes later included.
  expect(about(['office', 'shop'])).toEqual(new Set(['']));
});

test('what is there already is not laid over itself, and not added a third time', () => {
  const there = touchpoint('single-sign-on', 0, { channel: 'platform', days: 90, direction: 'pull' });
  expect(tacticsIn(editsIn({})).has('single-sign-on')).toBe(true);
  expect(tacticsIn(editsIn({ touchpoints: [there] })).has('single-sign-on')).toBe(false);
  expect(tacticsIn(editsIn({ touchpoints: [{ ...there, status: 'cancelled' }] })).has('single-sign-on')).toBe(true);

  // A presence that ends may come again, on other days.
  const early = { ...there, days: 10 };
  const again = added(editsIn({ touchpoints: [early] })).filter(({ tactic }) => tactic === 'single-sign-on');
  expect(again.length).toBeGreaterThan(0);
  for (const { start } of again) expect(dayOf(start)).toBeGreaterThanOrEqual(rangeOf(early).until);

  const mails = (count: number) => Array.from({ length: count }, (_, week) => touchpoint('launch-email', 7 * week));
  expect(tacticsIn(editsIn({ touchpoints: mails(1) })).has('launch-email')).toBe(true);
  expect(tacticsIn(editsIn({ touchpoints: mails(2) })).has('launch-email')).toBe(false);
});

test('lessons in their own language are for people who read another one', () => {
  const german = segment({ id: 'de', language: 'de' });
  expect(tacticsIn(editsIn({})).has('own-language')).toBe(false);
  expect(tacticsIn(editsIn({ segments: [segment(), german] })).has('own-language')).toBe(true);
  const foreign = touchpoint('launch-email', 0, { message: { subject: '', body: '', language: 'fr' } });
  expect(tacticsIn(editsIn({ touchpoints: [foreign] })).has('own-language')).toBe(true);
  expect(TACTICS.some(({ id }) => id === 'own-language')).toBe(true);
});

test('what is for named segments is moved or sent less often, and never taken from them', () => {
  const segments = [segment({ id: 'office' }), segment({ id: 'shop' })];
  const weekly = (changes: Partial<Touchpoint>) =>
    touchpoint('launch-email', 0, { days: 40, cadence: 'weekly', ...changes });
  const [forAll, forBoth, forOne] = [
    weekly({}),
    weekly({ segments: ['office', 'shop'] }),
    weekly({ segments: ['shop'] }),
  ];
  const edits = editsIn({ segments, touchpoints: [forAll, forBoth, forOne] });
  const kinds = (id: string) =>
    new Set(edits.flatMap(({ before, command }) => (before?.id === id ? [command.type] : [])));
  expect(kinds(forAll.id)).toContain('removeTouchpoint');
  expect(kinds(forBoth.id)).toContain('removeTouchpoint');
  expect(kinds(forOne.id)).toEqual(new Set(['editTouchpoint', 'moveTouchpoint']));
});

test('what is locked stays as it is', () => {
  const free = touchpoint('launch-email', 10, { days: 40, cadence: 'weekly' });
  const touched = (of: Touchpoint) => editsIn({ touchpoints: [of] }).some(({ before }) => before?.id === of.id);
  expect([touched(free), touched({ ...free, locked: true })]).toEqual([true, false]);
});

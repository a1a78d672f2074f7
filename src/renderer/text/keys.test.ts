import { describe, expect, it } from 'vitest';
import { messages } from './en.ts';

/** Every text is used somewhere in the window, and every key that the window asks for has a text. */

const files = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.ts', '!./*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const source = Object.values(files).join('\n');
const base = (key: string) => key.replace(/\.(one|other)$/, '');
const keys = new Set(Object.keys(messages).map(base));
const literals = new Set([...source.matchAll(/'([\w.]+)'/g)].map(([, text]) => text!));

/** Families of keys that are built from data, by what stands before the part that varies. */
const BUILT = [
  'action.add.',
  'brand.legible.',
  'cadence.',
  'chance.',
  'decide.active.',
  'decide.by.',
  'decide.towards.',
  'decide.cause.',
  'decide.without.',
  'decisions.branch.',
  'decisions.add.',
  'decisions.lead.',
  'decide.change.',
  'decide.contactLoad.',
  'decide.stance.',
  'decide.goalSurvives.',
  'decide.betterSurvives.',
  'channel.',
  'filter.list.',
  'filter.none.',
  'forecast.bands.',
  'forecast.band90.short.',
  'forecast.bandsText.',
  'forecast.whySince.',
  'finder.kind.',
  'finder.section.',
  'direction.',
  'eventKind.',
  'goals.metric.',
  'goals.unit.',
  'intake.field.',
  'intake.filter.',
  'intake.kinds.',
  'intake.state.',
  'library.sort.',
  'metric.',
  'tactics.phase.',
  'timeline.hover.at.',
  'timeline.hover.local.',
  'timeline.hover.there.',
  'phaseKind.',
  'priority.',
  'series.ask.',
  'delivery.cohortHint.',
  'fullWeek.done.',
  'fullWeek.kind.',
  'publishing.count.',
  'returned.kind.',
  'publishing.answer.',
  'publishing.change.',
  'publishing.edit.',
  'publishing.fate.',
  'publishing.option.',
  'publishing.optionHint.',
  'publishing.value.',
  'publishing.fates.',
  'publishing.publisher.',
  'publishing.recall.',
  'publishing.secretIs.',
  'publishing.state.',
  'publishing.urlHint.',
  'series.do.',
  'series.means.',
  'series.often.',
  'series.scope.',
  'session.',
  'effects.',
  'settings.atCap.',
  'settings.atCapHint.',
  'settings.group.',
  'settings.show.',
  'settings.studyKind.',
  'settings.verdict.',
  'settings.verdictCount.',
  'settings.tab.',
  'settings.vocabulary.',
  'settings.vocabularyHint.',
  'severity.',
  'shell.pane.',
  'shell.size.',
  'status.',
  'history.since.',
  'shell.tab.',
  'shell.theme.',
  'stage.',
  'step.',
  'table.column.',
  'table.findings.',
  'table.group.',
  'table.view.',
  'timeline.rowsBy.',
  'ties.kind.',
  'ties.side.',
  'timeline.spoken.',
];
/** Keys built from data whose families hold other texts as well. */
const BUILT_ALONE = [
  ...['email', 'slack', 'teams'].map((channel) => `preview.look.${channel}`),
  ...['open', 'duplicate', 'download', 'delete'].map((action) => `library.${action}`),
  ...[1, 2, 3].flatMap((step) => [`library.step${step}`, `library.step${step}Text`]),
  ...['library', 'calendar', 'plan', 'audience'].map((place) => `drop.${place}`),
  'shell.redo',
  'shell.undoNamed',
  'shell.redoNamed',
];

describe('the catalogue', () => {
  it('has a text for every key that is asked for', () => {
    const asked = [...source.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key!);
    expect(asked.length).toBeGreaterThan(300);
    expect(asked.filter((key) => !keys.has(base(key)))).toEqual([]);
  });

  it('has no text that nobody asks for', () => {
    const built = (key: string) => BUILT_ALONE.includes(key) || BUILT.some((family) => key.startsWith(family));
    expect([...keys].filter((key) => !literals.has(key) && !built(key))).toEqual([]);
  });

  it('lists only families that the window builds', () => {
    const writes = (family: string) => source.includes(`\`${family}\${`) || source.includes(`'${family}'`);
    expect(BUILT.filter((family) => !writes(family))).toEqual([]);
    expect(BUILT_ALONE.filter((key) => !keys.has(key))).toEqual([]);
  });

  it('has both forms of every plural', () => {
    const all = Object.keys(messages);
    const alone = all.filter(
      (key) =>
        (key.endsWith('.one') && !all.includes(key.replace(/one$/, 'other'))) ||
        (key.endsWith('.other') && !all.includes(key.replace(/other$/, 'one'))),
    );
    expect(alone).toEqual([]);
  });
});

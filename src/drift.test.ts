import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Campaign, Goal } from '#campaign/document.ts';
import { isEveryone } from '#campaign/reach.ts';
import { forecastFor } from '#delivery/report/forecast.testing.ts';
import { reportHtml } from '#delivery/report/report.ts';
import { typicalPlan } from '#delivery/timeline/plans.testing.ts';
import { drawTimeline } from '#delivery/timeline/timeline.ts';
import { packRows } from '#drawing/pack.ts';
import { formatsFor } from '#language/formats.ts';
import { dark, light, mail } from '#language/palette.ts';
import { vocabularies, type Vocabulary } from '#language/vocabulary.ts';
import { careerVocabulary, vocabulary } from './renderer/text/en.vocabulary.ts';
import { layOut } from './renderer/timeline/layout.ts';
import { rowsBy } from './renderer/rows/grouping.ts';
import { scaleOf } from './renderer/viewport/viewport.ts';

/** Proves that words, formats, colours, geometry and rules stand once: nowhere is a second copy, and window and report say the same. */

const sources = Object.entries(
  import.meta.glob<string>(
    ['./**/*.{ts,tsx,css,html}', '!./**/*.test.{ts,tsx}', '!./**/*.testing.ts', '!./**/testing/**'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  ),
).map(([path, text]) => [path.slice(2), text] as const);
// Stylesheets come through the build, which may change them; here they are read as they stand.
const asWritten = (path: string, text: string) =>
  path.endsWith('.css') ? readFileSync(join(import.meta.dirname, path), 'utf8') : text;

/** What people read of the code: comments say what they like. */
const code = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

/** Every place outside the homes given that holds the pattern, as `file: what`. */
function strays(pattern: RegExp, homes: readonly RegExp[], tree = sources): string[] {
  return tree
    .filter(([path]) => !homes.some((home) => home.test(path)))
    .flatMap(([path, text]) =>
      [...code(asWritten(path, text)).matchAll(pattern)].map(([found]) => `${path}: ${found}`),
    );
}

it('reads the whole source', () => {
  expect(sources.length).toBeGreaterThan(500);
  const written: typeof sources = [['renderer/a.ts', "const red = '#a1b2c3'; // '#000000'"]];
  expect(strays(/#[0-9a-f]{6}\b/gi, [], written)).toEqual(['renderer/a.ts: #a1b2c3']);
});

describe('colours', () => {
  it('stand in the palette alone', () => {
    const colour = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?![\w-])|\b(?:rgba?|hsla?|oklch)\(\s*\d/gi;
    const homes = [
      /^language\/palette\.ts$/,
      // Written from it.
      /^renderer\/kit\/tokens\.css$/,
      // The colours of brands, which are data of a plan.
      /^campaign\/templates\//,
      /^intake\/plan\/campaign\.ts$/,
      // How a colour is written, said to whoever wrote it otherwise.
      /^renderer\/text\/en\.brand\.ts$/,
    ];
    expect(strays(colour, homes)).toEqual([]);
  });

  it('are one for push and one for pull, in the window, the report, the picture and mails', () => {
    const known = new Set([light, dark, mail].flatMap((colours) => Object.values<string>(colours)));
    const coloursIn = (text: string) => new Set(text.match(/#[0-9a-f]{6}\b/gi));
    const tokens = readFileSync(join(import.meta.dirname, 'renderer/kit/tokens.css'), 'utf8');
    const picture = drawTimeline(typicalPlan, { theme: 'auto' }).picture.markup;
    const own = [typicalPlan.brand.primaryColour, typicalPlan.brand.accentColour];
    for (const text of [tokens, report(typicalPlan), picture])
      expect([...coloursIn(text)].filter((colour) => !known.has(colour) && !own.includes(colour))).toEqual([]);
    for (const name of ['push', 'pull'] as const) {
      expect(tokens).toContain(`--${name}: ${light[name]};`);
      expect(tokens).toContain(`--${name}: ${dark[name]};`);
      expect(report(typicalPlan)).toContain(`.bar-${name}{background:${light[name]}}`);
      expect(picture).toContain(light[name]);
      expect(picture).toContain(dark[name]);
    }
  });
});

it('markup is written in lines that can be read', () => {
  const tag = /^(?!\s*(?:\*|\/\*|\/\/)).*(?:<\/?[a-z][\w-]*[\s>/]|markup`|\bd=\{`).*$/gm;
  const long = (text: string) => [...text.matchAll(tag)].filter(([line]) => line.length > 140);
  expect(long(`  return markup\`<p>${'x'.repeat(140)}</p>\`;`)).toHaveLength(1);
  // A sentence with a word in bold is one.
  const written = sources.filter(([path]) => /^(?:delivery|renderer)\/.*tsx?$/.test(path) && !/\btext\.ts$/.test(path));
  expect(written.flatMap(([path, text]) => long(text).map(([line]) => `${path}: ${line.trim()}`))).toEqual([]);
});

describe('numbers and dates', () => {
  it('are written by the formats alone', () => {
    const home = [
      /^language\/(formats|week)\.ts$/,
      // Below the language: they ask the runtime about zones, or write a date into a message in the language of its readers.
      /^campaign\/(checks\/zones|document|message|problems)\.ts$/,
      // Asks the runtime for the name of a zone.
      /^renderer\/kit\/zones\.ts$/,
    ];
    const format = /new Intl\.(?:NumberFormat|DateTimeFormat|RelativeTimeFormat)\b|\.toLocale(?:Date|Time)?String\(/g;
    expect(strays(format, home)).toEqual([]);
    const byHand = /Math\.\w+\([^{}`]*\b100\b[^{}`]*\)\}\s?%|\* 100\)\}\s?%/g;
    const copies = '`${Math.round(share * 100)} %`, `${Math.round(100 * share)}%`';
    expect(strays(byHand, [], [['a.ts', copies]])).toHaveLength(2);
    // Below the language, for whoever does not hand in how shares are written.
    expect(strays(byHand, [/^campaign\/checks\/finding\.ts$/])).toEqual([]);
  });

  it('are the same in the report as in the window', () => {
    const probabilities = [0, 0.004, 0.01, 0.5, 0.985, 0.993, 0.996, 1];
    const forecast = forecastFor(typicalPlan);
    const goals = probabilities.map((probability, index) => ({ ...forecast.goals[0]!, id: `g${index}`, probability }));
    const planned = goals.map(({ id }) => ({ ...typicalPlan.goals[0]!, id }));
    const html = report({ ...typicalPlan, goals: planned }, { ...forecast, goals });
    const told = [...html.matchAll(/, ([^<>]*%)<\/td>/g)].map(([, chance]) => chance);
    const { chance } = formatsFor('en-GB');
    expect(told).toEqual(probabilities.map((probability) => escaped(chance(probability))));
  });
});

it('the report and the window share what they call alike, word for word', () => {
  const phrases = (pattern: RegExp) =>
    sources
      .filter(([path]) => pattern.test(path))
      .flatMap(([, text]) => [...code(text).matchAll(/'([A-Z][^'{}]* [^'{}]*)'/g)].map(([, phrase]) => phrase!));
  const window = new Set(phrases(/^renderer\/text\/en\./));
  expect(window.size).toBeGreaterThan(300);
  expect(phrases(/^delivery\/report\/text\.ts$/).filter((phrase) => window.has(phrase))).toEqual([]);
});

describe('words', () => {
  const namesOf = ({ channel, lane, cadence, phaseKind, eventKind, stage, chance, metric, metricVerb }: Vocabulary) =>
    [channel, lane, cadence, phaseKind, eventKind, stage, chance, metric]
      .flatMap((names) => Object.values<string>(names))
      .concat(Object.values(metricVerb).flatMap(({ one, other }) => [one, other]));
  const names = new Set(Object.values(vocabularies).flatMap(namesOf));
  /** Words of two or more are nobody's by chance; a single one, such as “Email”, may be a heading of its own. */
  const telling = [...names].filter((name) => name.includes(' '));
  const homes = [
    /^language\/vocabulary\.ts$/,
    // Plans in somebody's own words, and sheets in anybody's.
    /^campaign\/templates\//,
    /^campaign\/tactics\//,
    /^intake\/(understand|people|layout)\//,
  ];

  it('of the vocabulary stand there alone', () => {
    const literal = new RegExp(
      `(['"\`])(?:${telling.map((name) => name.replace(/[.*+?^$()]/g, '\\$&')).join('|')})\\1`,
      'gi',
    );
    expect(strays(literal, homes)).toEqual([]);
  });

  it('for the application itself stand once', () => {
    const homes = [
      /^contract\/product\.ts$/,
      // Before any code runs.
      /^renderer\/index\.html$/,
      // Where things were put by that name.
      /^(?:publishing\/secrets|studio\/dataFolder)\.ts$/,
    ];
    expect(strays(/Tandem Studio/g, homes)).toEqual([]);
  });

  it('for weekdays and months are listed once', () => {
    const list = /(['"`])(?:mo|mon|monday|jan|january)\1,\s*(['"`])(?:tu|tue|tuesday|feb|february)\2/gi;
    const inRow = /\bmon(?:day)? tue(?:sday)?\b|\bjan(?:uary)? feb(?:ruary)?\b/gi;
    expect(strays(list, [/^campaign\/dateNames\.ts$/])).toEqual([]);
    expect(strays(inRow, [])).toEqual([]);
  });

  it('are not listed by channel or direction a second time', () => {
    const list = /\b(?:email|push|slack): ['"`][A-Z]\w*['"`]/g;
    expect(strays(list, homes)).toEqual([]);
  });

  it('for what an approval does, and for how a message stands, are in the language alone', () => {
    const said = /(['"`])(?:in the queue|out, \w[\w ]*|on its way|perhaps out|to be taken back)\1/gi;
    expect(strays(said, [/^language\/(?:fates|states)\.ts$/])).toEqual([]);
  });

  it('of contributions and proposals stand in the language alone', () => {
    const said =
      /may add little|['"`]it does harm|If taken out alone|['"`](?:Add|Remove|Move|Send|Leave out) “?\$?\{name/g;
    const others = [/^language\/decisions\.ts$/, /^renderer\/text\/en\.(?!decide)\w+\.ts$/];
    expect(strays(said, others)).toEqual([]);
  });

  it('are what the window and the report say', () => {
    for (const [kind, words] of Object.entries(vocabularies) as [Campaign['vocabulary'], Vocabulary][]) {
      const said: Record<string, string> = kind === 'learning' ? vocabulary : { ...vocabulary, ...careerVocabulary };
      const html = report({ ...typicalPlan, vocabulary: kind });
      for (const { channel, direction } of typicalPlan.touchpoints) {
        expect(said[`channel.${channel}`]).toBe(words.channel[channel]);
        expect(html).toContain(`<td>${escaped(words.channel[channel])}</td>`);
        expect(html).toContain(`>${words.direction[direction]}</span>`);
        expect(said[`direction.${direction}`]).toBe(words.direction[direction]);
      }
      for (const [stage, name] of Object.entries(words.stage)) expect(said[`stage.${stage}`]).toBe(name);
    }
  });
});

describe('geometry', () => {
  it('has one way to place things in rows and to divide an axis', () => {
    // First fit: the first row whose end lies before a start. Round steps: 1, 2 or 5 times a power of ten.
    const packing = /\.findIndex\(\((?:end|until|free|last)\w*\) =>/g;
    const rounding = /\[1, 2, 5(?:, 10)?\]/g;
    expect(strays(packing, [/^drawing\/pack\.ts$/])).toEqual([]);
    expect(strays(rounding, [/^drawing\/ticks\.ts$/])).toEqual([]);
  });

  it('puts the cards of the timeline into the rows that packing says', () => {
    // Below three pixels a day nothing has a name, so that cards alone say how many rows there are.
    const scale = scaleOf(typicalPlan, 2.5, 1200);
    const { cards } = layOut(rowsBy(typicalPlan, 'lane'), scale, { widthOf: () => 0, start: 0, end: 0 });
    for (const lane of typicalPlan.lanes) {
      const own = cards.filter(({ rowId }) => rowId === lane.id);
      const tops = [...new Set(own.map(({ top }) => top))].toSorted((a, b) => a - b);
      const { rows } = packRows(
        own.map(({ left, width }) => ({ from: left, until: left + width })),
        2,
      );
      expect(own.map(({ top }) => tops.indexOf(top))).toEqual(rows);
    }
  });
});

describe('rules', () => {
  it('about long work of the window stand in one place', () => {
    const home = [/^renderer\/bridge\/job\.ts$/];
    expect(strays(/call\('job\.cancel'|type === 'progress'/g, home)).toEqual([]);
    expect(strays(/\bjob: [`'"]/g, home)).toEqual([]);
  });

  it('about who is meant, reached and sent to stand in the campaign alone', () => {
    const home = [/^campaign\/(reach|contacts|sending)\.ts$/];
    expect(strays(/\bchannels\.length === 0 \|\|/g, home)).toEqual([]);
    expect(strays(/\b([\w.]+)\.length === 0 \|\| \1\.includes\(/g, home)).toEqual([]);
    expect(strays(/\b([\w.]+)\.length > 0 \? \1\.includes\(/g, home)).toEqual([]);
    expect(strays(/form [!=]== 'presence'/g, home)).toEqual([]);
    expect(strays(/\b3_?660\b/g, [/^campaign\/limits\.ts$/])).toEqual([]);
    // The engine counts the cohorts of a compiled plan, and drawing measures.
    const counting = [/^campaign\/(reach|rolling)\.ts$/, /^simulation\//, /^drawing\//];
    const sum = /\.reduce\(\s*\(\w+, (?:\{[^}]*\bsize\b[^}]*\}|(\w+)(?=\)[^;]*\b\1!?\.size\b))[^;]*/g;
    const copies = [
      's.reduce((sum, segment) => sum + segment.size, 0)',
      's.reduce((all, { id, size: n }) => all + n, 0)',
    ];
    expect(strays(sum, [], [['a.ts', copies.join(';\n')]])).toHaveLength(2);
    expect(strays(sum, counting)).toEqual([]);
    expect(strays(/\b86_?400_?000\b|\bday - weekdayOf\(day\)/g, [/^campaign\/calendar\.ts$/])).toEqual([]);
    expect(
      strays(/\b1_?440\b|\b24 \* 60\b/g, [
        /^campaign\/calendar\.ts$/,
        // Pixels.
        /^delivery\/timeline\/timeline\.ts$/,
        /^main\/windowState\.ts$/,
      ]),
    ).toEqual([]);
    // A colour has as many signs, and a name that a group is given, whatever the document holds.
    const others = [/^renderer\/brand\/ColourField\.tsx$/, /^intake\/people\/importAudience\.ts$/];
    expect(strays(/maxLength=\{\d[\d_]*\}|\.slice\(0, \d+\)\.toWellFormed/g, others)).toEqual([]);
    expect(strays(/\b10_?000_?000_?000\b/g, [/^campaign\/limits\.ts$/])).toEqual([]);
  });

  it('make a goal that names every segment a goal for everyone in the report too', () => {
    const ids = typicalPlan.segments.map(({ id }) => id);
    const marks = (segments: string[]) => {
      const goal = { ...typicalPlan.goals[0]!, metric: 'active', segments } as Goal;
      expect(isEveryone(segments, typicalPlan.segments)).toBe(true);
      const html = report({ ...typicalPlan, goals: [goal] });
      return /<g><title>[^<]*<\/title><path class="pole" d="[^"]+"\/><path class="goal" d="[^"]+"/.exec(html)?.[0];
    };
    expect(marks(ids)).toBe(marks([]));
  });
});

function report(campaign: Campaign, forecast = forecastFor(campaign)): string {
  return reportHtml({ campaign, forecast, findings: [], generatedAt: '2027-01-01T00:00:00Z', locale: 'en-GB' });
}

const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

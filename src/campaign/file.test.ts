import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullCampaign, smallCampaign } from './arbitrary.testing.ts';
import { differenceBetween } from './difference.ts';
import { campaignJsonSchema, CampaignFileError, campaignFrom, parseCampaign, serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';

const text = serializeCampaign(smallCampaign);
const failure = (given: string): CampaignFileError => {
  try {
    parseCampaign(given);
  } catch (error) {
    if (error instanceof CampaignFileError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

/** Paths of everything in a document. */
function placesIn(value: unknown, above: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...above, key], ...placesIn(inner, [...above, key])]);
}

describe('campaign files', () => {
  it('have one canonical text whatever the order of the keys', () => {
    const shuffled = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed()));
    expect(serializeCampaign(parseCampaign(shuffled))).toBe(text);
    expect(serializeCampaign(parseCampaign(`\uFEFF${text}`))).toBe(text);
  });

  it('have the top-level keys that scripts count on', () => {
    expect(Object.keys(JSON.parse(text))).toEqual(
      expect.arrayContaining(['phases', 'lanes', 'touchpoints', 'segments', 'brand', 'goals', 'events', 'assumptions']),
    );
  });

  it('from a newer version are refused with what to do', () => {
    const newer = failure(text.replace('"version": 8', '"version": 9'));
    expect(newer.message).toBe(
      'This campaign was saved by a newer studio (file version 9; this studio reads up to 8). Update the studio, then open it again.',
    );
    expect(newer.place).toBe('version');
  });

  it('that are wrong are refused with the place', () => {
    expect(failure('').message).toContain('empty');
    expect(failure(text.slice(0, 200)).message).toContain('cut short');
    expect(failure('[]').message).toContain('not a Tandem campaign');
    expect(failure(text.replace('"2027-01-11"', '"2027-02-30"')).message).toContain('At start: not a real date');
    expect(failure(text.replace('"id": "a"', '"id": "../a"')).place).toBe('lanes.0.id');
    expect(failure(text.replace('"name": "Small"', '"nmae": "Small"')).place).toMatch(/name|top level/);
    expect(failure(text.replace('Europe/Berlin', 'Mars/Phobos')).message).toContain('not a time zone');
  });

  it('take controls of direction that are never closed out of names', () => {
    const named = (name: string) =>
      parseCampaign(text.replace('"name": "Small"', `"name": ${JSON.stringify(name)}`)).name;
    expect(named('\u202eHarbour')).toBe('Harbour');
    expect(named('\u2067נמל\u2069 2')).toBe('\u2067נמל\u2069 2');
    expect(() => named('\u202e')).toThrow('write a name');
  });

  it('take control characters out of all names, and open all the same', () => {
    const spoil = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(spoil)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([key, inner]) => [
                key,
                key === 'name' ? `${inner}\u0000\n\u001b2` : spoil(inner),
              ]),
            )
          : value;
    const names = (campaign: object) => JSON.stringify(campaign).match(/"name":"[^"]*"/g)!;
    const opened = campaignFrom(spoil(JSON.parse(serializeCampaign(fullCampaign))));
    expect(names(opened)).toEqual(names(fullCampaign).map((name) => name.replace(/"$/, ' 2"')));
    expect(parseCampaign(text.replace('"name": "Small"', '"name": "\\u0000"')).name).toBe('\ufffd');
  });

  it.each(['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Europe/Kiev'])('may name the zone %s', (zone) => {
    expect(parseCampaign(text.replaceAll('Europe/Berlin', zone)).timeZone).toBe(zone);
  });

  it('keep the language of a message after its texts, and refuse what is no language', () => {
    const [first, ...others] = fullCampaign.touchpoints;
    const written = serializeCampaign({
      ...fullCampaign,
      touchpoints: [{ ...first!, message: { language: 'pt-BR', ...first!.message } }, ...others],
    });
    expect(written).toContain('"body": "Start today.",\n        "language": "pt-BR"\n');
    expect(parseCampaign(written).touchpoints.map(({ message }) => message.language)).toEqual([
      'pt-BR',
      ...others.map(() => undefined),
    ]);
    expect(failure(written.replace('pt-BR', 'Portuguese')).message).toContain('write a language tag');
  });

  it('that are mutated give a campaign or one sentence, never another error', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 40 }),
        fc.string({ maxLength: 12 }),
        (at, cut, insert) => {
          try {
            parseCampaign(text.slice(0, at) + insert + text.slice(at + cut));
          } catch (error) {
            expect(error).toBeInstanceOf(CampaignFileError);
            expect((error as Error).message).toMatch(/[.)]$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('hold teams of 2 to 1,000 learners, or none', () => {
    const withTeams = (teamSize: number) =>
      fullCampaign.segments.map((segment, place) => (place === 0 ? { ...segment, teamSize } : segment));
    for (const teamSize of [2, 1000]) {
      const campaign = { ...fullCampaign, segments: withTeams(teamSize) };
      expect(parseCampaign(serializeCampaign(campaign))).toEqual(campaign);
    }
    for (const teamSize of [0, 1, 7.5, 1001]) {
      const wrong = failure(JSON.stringify({ ...fullCampaign, segments: withTeams(teamSize) }));
      expect(wrong.place).toBe('segments.0.teamSize');
    }
    const command = { type: 'editSegment' as const, id: 'a', changes: { teamSize: null } };
    const teams = { ...fullCampaign, segments: withTeams(8) };
    expect(apply(teams, command).campaign).toEqual(fullCampaign);
    expect(differenceBetween(teams, fullCampaign)).toMatchObject([command]);
  });

  it('may name the schema that editors attach, which is not kept', () => {
    const attached = text.replace('{\n', '{\n  "$schema": "./campaign.schema.json",\n');
    expect(serializeCampaign(parseCampaign(attached))).toBe(text);
    expect(failure(text.replace('{\n', '{\n  "schema": "x",\n')).message).toContain('“schema” is no field here');
  });

  it.each([
    ['"days": 90', '"days": 1.5', 'At days: write a whole number.'],
    ['"days": 90', '"days": "long"', 'At days: write a number.'],
    ['"days": 90', '"days": 0', 'At days: write a number of at least 1.'],
    ['"days": 90', '"days": 99999', 'At days: write a number of at most 3,660.'],
    ['"days": 90,', '', 'At days: it is missing; write a number.'],
    ['"learning"', '"teaching"', 'At vocabulary: write one of "learning", "career".'],
    ['"phases": []', '"phases": {}', 'At phases: write a list in square brackets.'],
    ['"phases": []', '"phases": [3]', 'At phases.0: write a group of fields in braces.'],
    ['"name": "Small"', '"name": "  "', 'At name: write a name.'],
    ['"name": "Small"', `"name": "${'x'.repeat(201)}"`, 'At name: write at most 200 characters.'],
    ['"name": "Small"', '"name": 7', 'At name: write a text.'],
    ['"seed": 1', '"sede": 1', 'At seed: it is missing; write a number.'],
    [
      '"Email"\n    }',
      '"Email", "colour": 1\n    }',
      'At lanes.0: “colour” is no field here; check its name, or take it out.',
    ],
  ])('say in plain words what is wrong: %s → %s', (sound, wrong, sentence) => {
    expect(text).toContain(sound);
    expect(failure(text.replace(sound, wrong)).message.replace(/ \(\d+ more.*/, '')).toBe(
      `${sentence}${failure(text.replace(sound, wrong)).message.includes(' more like it') ? '' : ' Correct it there, or open a sound copy.'}`,
    );
  });

  it('never repeat the words of the validator, whatever is wrong', () => {
    const sound = JSON.parse(serializeCampaign(fullCampaign)) as Record<string, unknown>;
    const wrong = fc.constantFrom(null, '', ' ', -1, 1.5, 1e300, true, [], {}, [null], 'x'.repeat(30_000), undefined);
    const places = placesIn(sound);
    fc.assert(
      fc.property(fc.constantFrom(...places), wrong, (place, value) => {
        const changed = structuredClone(sound);
        const holder = place.slice(0, -1).reduce((at: unknown, key) => (at as Record<string, unknown>)[key], changed);
        (holder as Record<string, unknown>)[place.at(-1)!] = value;
        try {
          campaignFrom(changed);
        } catch (error) {
          expect((error as Error).message).not.toMatch(
            /Invalid|expected|received|Too (small|big)|Unrecognized|undefined|object/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are described by a JSON Schema', () => {
    const schema = campaignJsonSchema() as { properties: Record<string, unknown>; required: string[] };
    expect(schema.properties['touchpoints']).toMatchObject({ type: 'array' });
    expect(schema.required).toContain('segments');
    expect(schema.required).toContain('id');
    expect(schema.properties['$schema']).toMatchObject({ type: 'string' });
    expect(schema.properties['name']).toMatchObject({ pattern: String.raw`\S` });
    expect(schema.properties['start']).toMatchObject({ format: 'date' });
  });
});

it('refuses an exception for a day on which its series sends nothing, and says where', () => {
  const [touchpoint] = fullCampaign.touchpoints;
  const stray = {
    ...touchpoint!,
    cadence: 'weekly' as const,
    start: '2026-11-30',
    days: 30,
    exceptions: [{ on: '2026-12-01', skipped: true as const }],
  };
  const text = JSON.stringify({ ...fullCampaign, touchpoints: [stray] });
  expect(() => parseCampaign(text)).toThrow(/touchpoints\.0\.exceptions: its series has no send on 2026-12-01/);
});

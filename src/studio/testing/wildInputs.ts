import { z } from 'zod';
import type { Chance } from '#store/testing/random.ts';

/** Inputs to a call that its schema allows for the most part, with hostile values strewn in. */

/** What a generated value is taken from where its name says what it is: ids that exist, so that calls get past their first look. */
export type Known = Record<string, readonly unknown[]>;

type Shape = z.core.JSONSchema.BaseSchema;

const DEEP = (() => {
  let deep: unknown = [];
  for (let depth = 0; depth < 2000; depth++) deep = [deep];
  return deep;
})();

const hostileValues = (): readonly unknown[] => [
  null,
  true,
  '',
  ' ',
  [],
  {},
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  '0',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  "'; DROP TABLE campaigns; --",
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://127.0.0.1")',
  '\u0000',
  '\ud800',
  '\u202e\u2028\r\n',
  'x'.repeat(100_000),
  { __proto__: null, toString: 1, constructor: { prototype: 1 } },
  DEEP,
];
const DATES = [
  '1969-12-31',
  '1970-01-01',
  '2199-12-31',
  '2200-01-01',
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2027-02-29',
  '2028-02-29',
  '2027-13-40',
  '2027-03-28',
];
const TIMES = ['00:00', '02:30', '09:00', '23:59', '24:00'];
const LOCALES = [
  'en-GB',
  'de',
  'ar-EG',
  'th-TH-u-ca-buddhist',
  'en-u-nu-xxxx',
  'x-private',
  'root',
  'zz',
  'xx-YY',
  'C',
  'i-klingon',
  'en_GB',
];
const ZONES = [
  'Europe/Berlin',
  'UTC',
  'Asia/Kathmandu',
  'Mars/Olympus',
  '+25:00',
  'europe/berlin',
  'Etc/GMT+12',
  'localtime',
];

/** A generator of inputs for one call. */
export function wildInputs(schema: z.ZodType, chance: Chance): (known: Known) => unknown {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return (known) => {
    // Every other input is all as the schema has it, so that much gets to the work itself.
    const wildness = chance.oneOf([0, 0.02, 0.1]);
    return valueOf(whole as Shape, '', 0);

    function valueOf(shape: Shape, name: string, depth: number): unknown {
      if (chance.happens(wildness)) return chance.oneOf(hostileValues());
      const ready = known[name];
      if (ready && ready.length > 0 && chance.happens(0.85)) return structuredClone(chance.oneOf(ready));
      if (shape.const !== undefined) return shape.const;
      if (shape.enum) return chance.oneOf(shape.enum);
      const choices = shape.anyOf ?? shape.oneOf;
      if (choices) return valueOf(chance.oneOf(choices) as Shape, name, depth);
      switch (shape.type) {
        case 'object':
          return objectOf(shape, depth);
        case 'array':
          return Array.from({ length: chance.oneOf([0, 1, 1, 2, depth < 3 ? 4 : 1]) }, () =>
            valueOf((shape.items ?? {}) as Shape, `${name}[]`, depth + 1),
          );
        case 'string':
          return textOf(shape, name);
        case 'integer':
        case 'number':
          return numberOf(shape);
        case 'boolean':
          return chance.happens(0.5);
        case 'null':
          return null;
        default:
          return chance.oneOf(hostileValues());
      }
    }

    function objectOf(shape: Shape, depth: number): unknown {
      const made: Record<string, unknown> = {};
      for (const [key, property] of Object.entries(shape.properties ?? {})) {
        if (shape.required?.includes(key) || chance.happens(0.4))
          made[key] = valueOf(property as Shape, key, depth + 1);
      }
      if (shape.additionalProperties && typeof shape.additionalProperties === 'object' && chance.happens(0.5))
        made[chance.oneOf(['name', 'start', 'x', '__proto__x'])] = valueOf(
          shape.additionalProperties as Shape,
          '',
          depth + 1,
        );
      if (chance.happens(wildness / 4)) made['unasked'] = chance.oneOf(hostileValues());
      if (chance.happens(wildness / 4))
        Object.defineProperty(made, '__proto__', { value: { id: 'x' }, enumerable: true, configurable: true });
      if (chance.happens(wildness / 4)) delete made[chance.oneOf(Object.keys(made).concat('none'))];
      return made;
    }

    function textOf(shape: Shape, name: string): string {
      if (name === 'locale') return chance.oneOf(LOCALES);
      if (/zone/i.test(name)) return chance.oneOf(ZONES);
      if (shape.format === 'date' || shape.pattern?.startsWith('^\\d{4}-')) return dateOf();
      if (shape.pattern?.startsWith('^([01]')) return chance.oneOf(TIMES);
      if (shape.pattern?.startsWith('^#')) return chance.oneOf(['#000000', '#ffffff', '#12AbEf']);
      if (shape.pattern?.startsWith('^data:')) return 'data:image/png;base64,AAAA';
      if (shape.pattern?.startsWith('^[A-Za-z0-9]')) return chance.oneOf(['a', 'Z9_-', 'touchpoint-1', 'x'.repeat(64)]);
      const text = chance.oneOf([
        'A',
        'Über die Straße',
        'x '.repeat(40),
        '{{name}}',
        '👩‍👩‍👧 \u0301',
        '=1+1',
        '"',
        '\ud800',
      ]);
      return text.slice(0, shape.maxLength ?? Infinity);
    }

    function dateOf(): string {
      if (chance.happens(0.3)) return chance.oneOf(DATES);
      const two = (number: number) => String(number).padStart(2, '0');
      return `${2026 + chance.below(3)}-${two(1 + chance.below(12))}-${two(1 + chance.below(28))}`;
    }

    function numberOf(shape: Shape): number {
      const least = shape.minimum ?? -1e6;
      const most = shape.maximum ?? 1e9;
      const whole = shape.type === 'integer';
      const drawn = chance.oneOf([
        least,
        most,
        least + chance.share() * Math.min(most - least, 30),
        least + chance.share() * (most - least),
      ]);
      return whole ? Math.round(drawn) : drawn;
    }
  };
}

/** A document with one or two of its values exchanged for hostile ones. */
export function damaged<T>(document: T, chance: Chance): unknown {
  const copy = structuredClone(document) as unknown;
  for (let times = 1 + chance.below(2); times > 0; times--) {
    let place = copy as Record<string, unknown>;
    for (;;) {
      const keys = Object.keys(place);
      if (keys.length === 0) break;
      const key = chance.oneOf(keys);
      const value = place[key];
      if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && chance.happens(0.9)) {
        place = value as Record<string, unknown>;
        continue;
      }
      place[key] = chance.happens(0.3) ? chance.oneOf(DATES) : chance.oneOf(hostileValues());
      break;
    }
  }
  return copy;
}

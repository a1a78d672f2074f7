import { z } from 'zod';

/**
 * Changes to some fields of an item. A field inside another is named by its path, `message.subject`, so that one command says what one person
 * changed and nothing else: two people who change two fields of one message at the same moment both keep theirs.
 */

type Plain = Record<string, unknown>;
type Inner<T> = T extends readonly unknown[] ? never : T extends object ? T : never;

/** `name`, `message`, `message.subject`, …: every field of an item, at any depth. */
export type FieldPath<I> = {
  [K in keyof I & string]: K | ([Inner<I[K]>] extends [never] ? never : `${K}.${FieldPath<Inner<I[K]>>}`);
}[keyof I & string];

type ValueAt<I, P> = P extends `${infer K}.${infer R}`
  ? K extends keyof I
    ? ValueAt<Inner<I[K]>, R>
    : never
  : P extends keyof I
    ? undefined extends I[P]
      ? I[P] | null
      : I[P]
    : never;

export type Changes<I> = { [P in FieldPath<I>]?: ValueAt<I, P> };

/** Schema of changes to an item's fields; null takes an optional field away. The id is no field to change. */
export function changesOf<S extends z.ZodRawShape>(
  item: z.ZodObject<S>,
): z.ZodType<Changes<Omit<z.infer<z.ZodObject<S>>, 'id'>>, Changes<Omit<z.infer<z.ZodObject<S>>, 'id'>>> {
  const { id: _, ...fields } = shapeOf(item, '');
  return z.strictObject(fields) as never;
}

function shapeOf(item: z.ZodObject, above: string): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const [key, field] of Object.entries(item.shape) as [string, z.ZodType][]) {
    const path = above + key;
    shape[path] = field instanceof z.ZodOptional ? field.nullable() : field.optional();
    const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
    if (inner instanceof z.ZodObject) Object.assign(shape, shapeOf(inner, `${path}.`));
  }
  return shape;
}

/** The item with these changes made, and the changes that take them back. Shares what did not change. */
export function withChanges<I extends object>(
  item: I,
  changes: Readonly<Plain>,
): { item: I; inverse: Record<string, unknown> } {
  let changed: Plain = item as Plain;
  const before: [string, unknown][] = [];
  for (const [path, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    const keys = path.split('.');
    // What was around it is put back as a whole already.
    if (!before.some(([above]) => path.startsWith(`${above}.`))) before.push(valueBefore(changed, keys));
    changed = put(changed, keys, value);
  }
  // What was changed last is taken back first.
  return { item: changed as I, inverse: Object.fromEntries(before.toReversed()) };
}

/** What is to be set to take a change of this field back: the field, or the nearest one above it that was not there. */
function valueBefore(item: Plain, keys: string[]): [string, unknown] {
  let holder = item;
  for (const [depth, key] of keys.entries()) {
    const value = holder[key];
    if (depth === keys.length - 1 || value === undefined) return [keys.slice(0, depth + 1).join('.'), value ?? null];
    holder = value as Plain;
  }
  throw new Error('A path names at least one field.');
}

function put(item: Plain, [key, ...below]: string[], value: unknown): Plain {
  const next = below.length === 0 ? value : put((item[key!] as Plain | undefined) ?? {}, below, value);
  if (next !== null) return { ...item, [key!]: next };
  const { [key!]: _, ...rest } = item;
  return rest;
}

/** Fields whose name in the document is not what people call them. */
const WORDS: Record<string, string> = {
  start: 'first day',
  days: 'length in days',
  size: 'number of learners',
  minutes: 'length in minutes',
  body: 'text',
  label: 'button',
  url: 'link',
  at: 'time',
  laneId: 'lane',
  goalId: 'goal',
  eventId: 'event',
  atCap: 'rule at the cap',
  thenOf: 'decision point',
  otherwiseOf: 'decision point',
  alsoAfter: 'weekdays',
  monthlyBy: 'day of the month',
  exceptions: 'sends',
  on: 'day',
  to: 'new day',
  tie: 'distance to what it hangs from',
  phaseId: 'phase',
  touchpointId: 'touchpoint',
};

/** What people call the field at a path: “preferred time” for `preferredTime`, “subject” for `message.subject`. */
export function wordsFor(path: string): string {
  const field = path.split('.').findLast((key) => !/^[\d-]+$/.test(key)) ?? path;
  return WORDS[field] ?? field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

import type { Database } from 'better-sqlite3';
import { parsedOrNothing } from './parsed.ts';

/** The preferences of the person, one by one. */

export function preferencesIn(database: Database) {
  const all = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM preferences');
  const set = database.prepare(
    'INSERT INTO preferences (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const setAll = database.transaction((changes: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) set.run(key, JSON.stringify(value));
    }
  });
  return {
    preferences: (): Record<string, unknown> =>
      Object.fromEntries(
        all.all().flatMap(({ key, value }) => {
          // One that cannot be read counts as never set: its default is better than no studio.
          const parsed = parsedOrNothing(value);
          return parsed === undefined ? [] : [[key, parsed]];
        }),
      ),
    setPreferences: (changes: Record<string, unknown>): void => setAll.immediate(changes),
  };
}

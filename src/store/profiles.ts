import type { Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { profileSchema, type Profile } from '#contract/publishing.ts';

/** The profiles of publishing: where to, and who gets what. Secrets are never among them, only where they stand. */

const folded = (name: string) => name.normalize('NFC').toLowerCase();

export function profilesIn(database: Database) {
  const all = database.prepare<[], string>('SELECT document FROM profiles ORDER BY folded').pluck();
  const find = database.prepare<[string], string>('SELECT document FROM profiles WHERE folded = ?').pluck();
  const add = database.prepare('INSERT INTO profiles (folded, document) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const remove = database.prepare('DELETE FROM profiles WHERE folded = ?');
  const waiting = database
    .prepare<[string], number>("SELECT count(*) FROM ledger WHERE profile = ? AND state IN ('planned', 'claimed')")
    .pluck();
  const named = (name: string): Profile => {
    const text = find.get(folded(name));
    if (text === undefined)
      throw new Refusal(
        'notFound',
        `There is no profile “${name}”. “tandem profiles list” shows those that are there.`,
      );
    return read(text);
  };
  return {
    profiles: (): Profile[] => all.all().map(read),
    profile: named,
    addProfile: (profile: Profile): void => {
      if (add.run(folded(profile.name), JSON.stringify(profile)).changes === 0)
        throw new Refusal(
          'refused',
          `There is a profile “${profile.name}” already. Choose another name, or remove that one first.`,
        );
    },
    removeProfile: (name: string): void => {
      const { name: kept } = named(name);
      const left = waiting.get(kept)!;
      if (left > 0)
        throw new Refusal(
          'refused',
          `“${kept}” still has ${left === 1 ? 'one message' : `${left} messages`} to send. Withdraw what is planned first.`,
        );
      remove.run(folded(name));
    },
  };
}

function read(text: string): Profile {
  const found = profileSchema.safeParse(parsedOrNothing(text));
  if (found.success) return found.data;
  throw new Refusal('unreadable', 'A profile is damaged in the library. Remove it, and add it again.');
}

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import type { Database } from 'better-sqlite3';
import { Refusal } from '#campaign/refusal.ts';
import { foldedName, profileSchema, type Profile } from '#contract/publishing.ts';
import { parsedOrNothing } from './parsed.ts';

/** The profiles of publishing: where to, and who gets what. Secrets are never among them, only where they stand. */

export function profilesIn(database: Database) {
  const all = database.prepare<[], Stored>('SELECT folded, document FROM profiles ORDER BY folded');
  const find = database.prepare<[string], Stored>('SELECT folded, document FROM profiles WHERE folded = ?');
  const add = database.prepare('INSERT INTO profiles (folded, document) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const change = database.prepare('UPDATE profiles SET document = ? WHERE folded = ?');
  const remove = database.prepare('DELETE FROM profiles WHERE folded = ?');
  const waiting = database
    .prepare<[string], number>(
      "SELECT count(*) FROM ledger WHERE folded(profile) = ? AND state IN ('planned', 'claimed')",
    )
    .pluck();
  const named = (name: string): Stored => {
    const found = find.get(foldedName(name));
    if (found) return found;
    throw new Refusal('notFound', `There is no profile “${name}”. Look which there are.`, 'profile');
  };
  return {
    profiles: (): Profile[] => all.all().map(read),
    profile: (name: string): Profile => read(named(name)),
    addProfile: (profile: Profile): void => {
      if (add.run(foldedName(profile.name), JSON.stringify(profile)).changes === 0)
        throw new Refusal(
          'refused',
          `There is a profile “${profile.name}” already. Choose another name, or change that one.`,
        );
    },
    changeProfile: (profile: Profile): void => {
      change.run(JSON.stringify(profile), named(profile.name).folded);
    },
    // One that is damaged can be removed in any case: nothing can be withdrawn by it.
    removeProfile: (name: string): void => {
      const { folded, document } = named(name);
      const left = profileIn(document) ? waiting.get(folded)! : 0;
      if (left > 0)
        throw new Refusal(
          'refused',
          `“${name}” still has ${left === 1 ? 'one message' : `${left} messages`} to send. Withdraw what is planned first.`,
        );
      remove.run(folded);
    },
  };
}

interface Stored {
  folded: string;
  document: string;
}

function read({ folded, document }: Stored): Profile {
  const found = profileIn(document);
  if (found) return found;
  throw new Refusal('unreadable', `The profile “${folded}” is damaged in the library. Remove it, and add it again.`);
}

const profileIn = (document: string): Profile | undefined => profileSchema.safeParse(parsedOrNothing(document)).data;

import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Campaign } from '#campaign/document.ts';
import { CampaignFileError, campaignFrom } from '#campaign/file.ts';
import type { Reaching, SharedAudience } from '#campaign/jointLoad.ts';
import { Refusal } from '#campaign/refusal.ts';
import { leftOutSchema, MOST_SHARED, reachingSchema } from '#contract/calendar.ts';
import { parsedOrNothing } from './parsed.ts';

/** What stands on the calendar beside the campaigns: other teams' plans, and which audiences are said to be the same. */

/** Another team's plan, but for what is in it. */
export interface OtherPlan {
  id: string;
  /** Rises with every newer file. */
  revision: number;
  fileName: string;
  /** ISO instant. */
  readAt: string;
  entries: number;
  leftOut: number;
  /** Which rows were left out and why: the first of them. */
  reasons: LeftOut[];
  hasCap: boolean;
}

interface LeftOut {
  row: number;
  sheet?: string | undefined;
  reason: string;
}

export interface OtherPlanRead {
  fileName: string;
  entries: number;
  leftOut: number;
  reasons: readonly LeftOut[];
  /** Whether its contact cap was chosen by somebody: a campaign's own file. */
  hasCap: boolean;
  campaign: Campaign;
}

const reachingIn = (text: string): Reaching[] => {
  const read = reachingSchema.array().safeParse(parsedOrNothing(text));
  return read.success ? read.data : [];
};

const reasonsIn = (text: string): LeftOut[] => {
  const read = leftOutSchema.array().safeParse(parsedOrNothing(text));
  return read.success ? read.data : [];
};

export function calendarOf(database: Database, instant: () => string) {
  const plans = database.prepare<[], Omit<OtherPlan, 'hasCap' | 'reasons'> & { hasCap: number; reasons: string }>(
    `SELECT id, revision, file_name AS fileName, read_at AS readAt, entries, left_out AS leftOut, reasons, has_cap AS hasCap
     FROM other_plans ORDER BY rowid`,
  );
  const document = database.prepare<[string], string>('SELECT document FROM other_plans WHERE id = ?').pluck();
  const audiences = database.prepare<[], { id: string; name: string; reaching: string }>(
    'SELECT id, name, reaching FROM shared_audiences ORDER BY rowid',
  );
  const count = (table: 'other_plans' | 'shared_audiences') =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;

  return {
    otherPlans: (): OtherPlan[] =>
      plans.all().map((plan) => ({ ...plan, reasons: reasonsIn(plan.reasons), hasCap: plan.hasCap === 1 })),
    otherPlan: (id: string): Campaign => {
      const text = document.get(id);
      if (text === undefined) throw noPlan();
      try {
        return campaignFrom(JSON.parse(text));
      } catch (error) {
        if (!(error instanceof CampaignFileError) && !(error instanceof SyntaxError)) throw error;
        throw new Refusal('unreadable', 'This plan is damaged in the library. Remove it, and open its file again.');
      }
    },
    keepOtherPlan: (
      { fileName, entries, leftOut, reasons, hasCap, campaign }: OtherPlanRead,
      replaces?: string,
    ): string => {
      const told = JSON.stringify(reasons.slice(0, MOST_SHARED.reasons));
      const row = [fileName, instant(), entries, leftOut, told, hasCap ? 1 : 0, JSON.stringify(campaign)] as const;
      if (replaces !== undefined) {
        const { changes } = database
          .prepare(
            `UPDATE other_plans SET file_name = ?, read_at = ?, entries = ?, left_out = ?, reasons = ?, has_cap = ?, document = ?,
             revision = revision + 1 WHERE id = ?`,
          )
          .run(...row, replaces);
        if (changes === 0) throw noPlan();
        return replaces;
      }
      if (count('other_plans') >= MOST_SHARED.otherPlans)
        throw new Refusal(
          'refused',
          `The calendar holds ${MOST_SHARED.otherPlans} plans of other teams at most. Remove one first.`,
        );
      const id = randomUUID();
      database
        .prepare(
          `INSERT INTO other_plans (file_name, read_at, entries, left_out, reasons, has_cap, document, id, revision)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)`,
        )
        .run(...row, id);
      return id;
    },
    removeOtherPlan: (id: string): void => {
      if (database.prepare('DELETE FROM other_plans WHERE id = ?').run(id).changes === 0) throw noPlan();
    },

    sharedAudiences: (): SharedAudience[] =>
      audiences.all().map(({ reaching, ...audience }) => ({ ...audience, reaching: reachingIn(reaching) })),
    setSharedAudience: ({ id, name, reaching }: Omit<SharedAudience, 'id'> & { id?: string | undefined }): string => {
      const text = JSON.stringify(reaching);
      if (id !== undefined) {
        const { changes } = database
          .prepare('UPDATE shared_audiences SET name = ?, reaching = ? WHERE id = ?')
          .run(name, text, id);
        if (changes === 0) throw noAudience();
        return id;
      }
      if (count('shared_audiences') >= MOST_SHARED.audiences)
        throw new Refusal('refused', `There are ${MOST_SHARED.audiences} shared audiences at most. Remove one first.`);
      const made = randomUUID();
      database.prepare('INSERT INTO shared_audiences (id, name, reaching) VALUES (?, ?, ?)').run(made, name, text);
      return made;
    },
    removeSharedAudience: (id: string): void => {
      if (database.prepare('DELETE FROM shared_audiences WHERE id = ?').run(id).changes === 0) throw noAudience();
    },
  };
}

const noPlan = () => new Refusal('notFound', 'This plan is no longer on the calendar. Open its file again to add it.');
const noAudience = () =>
  new Refusal('notFound', 'This shared audience was removed meanwhile. Say anew who is the same.');

import { setImmediate } from 'node:timers/promises';
import { addDays, dayOf, formatDay, mondayOf } from '#campaign/calendar.ts';
import { isTimeZone, type Campaign } from '#campaign/document.ts';
import { MOST_DAYS } from '#campaign/limits.ts';
import { CampaignFileError, parseCampaign } from '#campaign/file.ts';
import {
  isClash,
  isOverCap,
  jointLoadOf,
  messagesIn,
  proposedAudiences,
  quietWeeks,
  weeksOf,
  type PlanOnCalendar,
  type SharedAudience,
} from '#campaign/jointLoad.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { AudienceShown, PlanShown } from '#contract/calendar.ts';
import type { Input } from '#contract/contract.ts';
import type { OtherPlanRead, OtherPlan } from '#store/calendar.ts';
import type { Store } from '#store/store.ts';
import type { Hands, Told } from '#work/hands.ts';
import { requireReadableSize } from '#work/tasks/listed.ts';
import type { Calls, Host } from './host.ts';
import type { Jobs } from './jobs.ts';

/** All campaigns on one calendar, beside other teams' plans. */

type CalendarCalls = Pick<Calls, Extract<keyof Calls, `calendar.${string}`>>;

/** A plan that is shown, or why it cannot be. */
type Row = { name: string; other: PlanShown['other'] } & ({ plan: PlanOnCalendar } | { id: string; problem: string });

export function calendarCalls(store: Store, hands: Hands, jobs: Jobs, { emit }: Host): CalendarCalls {
  /** What is in other teams' plans, by id and revision: some hold thousands of entries. */
  const kept = new Map<string, Campaign>();
  const changed = <T>(value: T): T => {
    emit({ type: 'library.changed' });
    return value;
  };

  async function documentOf({ id, revision }: OtherPlan): Promise<Campaign> {
    const key = `${id} ${revision}`;
    const known = kept.get(key);
    if (known) return known;
    const read = await store.otherPlan(id);
    kept.set(key, read);
    return read;
  }

  /** Every plan on the calendar; a damaged one leaves the others. */
  async function rows(): Promise<Row[]> {
    const [campaigns, others] = [await store.list(), await store.otherPlans()];
    const current = new Set(others.map(({ id, revision }) => `${id} ${revision}`));
    for (const key of kept.keys()) if (!current.has(key)) kept.delete(key);
    const all: Row[] = [];
    for (const { id, name } of campaigns) {
      // Fifty documents are read; other windows are answered in between.
      await setImmediate();
      all.push(
        ...(await rowOf(id, name, null, async () => ({ campaign: (await store.open(id)).campaign, hasCap: true }))),
      );
    }
    for (const plan of others) {
      const { id, fileName, readAt, entries, leftOut, reasons, hasCap } = plan;
      const other = { fileName, readAt, entries, leftOut, reasons };
      all.push(...(await rowOf(id, fileName, other, async () => ({ campaign: await documentOf(plan), hasCap }))));
    }
    return all;
  }

  const plansOf = (all: readonly Row[]) => all.flatMap((row) => ('plan' in row ? [row.plan] : []));

  async function asked(id: string): Promise<{ audience: SharedAudience; plans: PlanOnCalendar[] }> {
    const audience = (await store.sharedAudiences()).find((one) => one.id === id);
    if (!audience) throw new Refusal('notFound', 'This shared audience was removed meanwhile. Choose another one.');
    return { audience, plans: plansOf(await rows()) };
  }

  return {
    'calendar.show': async () => {
      const all = await rows();
      const plans = plansOf(all);
      const audiences = await store.sharedAudiences();
      return {
        plans: all.map(shownPlan),
        audiences: audiences.map((audience) => shownAudience(plans, audience)),
        proposed: proposedAudiences(plans, audiences).map(({ name, reaching }) => ({ name, reaching: [...reaching] })),
      };
    },
    'calendar.week': async ({ audience: id, monday }) => {
      const { audience, plans } = await asked(id);
      return {
        messages: messagesIn(plans, audience, mondayOf(dayOf(monday))).map(({ days, laterDays, ...message }) => ({
          ...message,
          days: days.map(formatDay),
          laterDays: laterDays.map(formatDay),
        })),
      };
    },
    'calendar.quietWeeks': async ({ audience: id, from, until }) => {
      const range = { from: dayOf(from), until: dayOf(until) + 1 };
      if (range.until <= range.from)
        throw new Refusal('badInput', 'The last day lies before the first. Choose a later one.');
      if (range.until - range.from > MOST_DAYS)
        throw new Refusal('badInput', 'That is more than ten years. Choose days that lie closer together.');
      const { audience, plans } = await asked(id);
      return {
        weeks: quietWeeks(plans, audience, range).map(({ monday, events, plans: reaching, ...week }) => ({
          ...week,
          monday: formatDay(monday),
          events: [...events],
          plans: [...reaching],
        })),
      };
    },
    'calendar.setAudience': async (audience) => changed({ id: await store.setSharedAudience(audience) }),
    'calendar.removeAudience': async ({ id }) => {
      await store.removeSharedAudience(id);
      return changed({});
    },
    'calendar.addPlan': async ({ replaces, job, ...file }) => {
      const read = await jobs.run(job, (signal, progress) => readPlan(hands, file, { signal, progress }));
      const id = await store.keepOtherPlan(read, replaces);
      return changed({ id, entries: read.entries, leftOut: read.leftOut });
    },
    'calendar.removePlan': async ({ id }) => {
      await store.removeOtherPlan(id);
      return changed({});
    },
  };
}

/** The row of a plan; none where it was removed meanwhile. */
async function rowOf(
  id: string,
  name: string,
  other: PlanShown['other'],
  read: () => Promise<Pick<PlanOnCalendar, 'campaign' | 'hasCap'>>,
): Promise<Row[]> {
  try {
    return [{ name, other, plan: { id, ...(await read()) } }];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return [];
    if (error instanceof Refusal && error.code === 'unreadable') return [{ id, name, other, problem: error.message }];
    throw error;
  }
}

function shownPlan(row: Row): PlanShown {
  const { name, other } = row;
  if (!('plan' in row)) {
    const weeks = { from: '1970-01-05', contacts: [], sends: [] };
    return {
      id: row.id,
      name,
      other,
      problem: row.problem,
      start: '1970-01-05',
      days: 0,
      isRolling: false,
      phases: [],
      segments: [],
      weeks,
    };
  }
  const { id, campaign, hasCap } = row.plan;
  const { from, ...weeks } = weeksOf(campaign);
  return {
    id,
    name,
    other,
    problem: null,
    start: campaign.start,
    days: campaign.days,
    isRolling: campaign.rolling !== undefined,
    // What intake takes for phases of a calendar file is nobody's plan.
    phases: hasCap ? campaign.phases.map(({ name: of, kind, start, days }) => ({ name: of, kind, start, days })) : [],
    segments: campaign.segments.map(({ id: segment, name: of }) => ({ id: segment, name: of })),
    weeks: { from: formatDay(from), ...weeks },
  };
}

function shownAudience(plans: readonly PlanOnCalendar[], { id, name, reaching }: SharedAudience): AudienceShown {
  const { cap, weeks } = jointLoadOf(plans, { reaching });
  return {
    id,
    name,
    reaching: [...reaching],
    cap,
    weeks: weeks.map((week) => ({
      monday: formatDay(week.monday),
      contacts: week.contacts,
      plans: week.by.map(({ plan }) => plan),
      isClash: isClash(week),
      isOverCap: isOverCap(week, cap),
    })),
  };
}

/** An assumption: as far ahead as anybody looks for a quiet week, what repeats without an end goes on. */
const ENDLESS_DAYS = 730;

type File = Pick<Input<'calendar.addPlan'>, 'fileName' | 'bytes' | 'today' | 'timeZone'>;

/** Another team's file: a campaign as the studio saves it, or whatever intake reads, as it understands it by itself. */
async function readPlan(hands: Hands, { fileName, bytes, today, timeZone }: File, told: Told): Promise<OtherPlanRead> {
  if (!isTimeZone(timeZone))
    throw new Refusal('badInput', `“${timeZone}” is not a time zone. Write one such as Europe/Berlin.`);
  const decoded = new Uint8Array(Buffer.from(bytes, 'base64'));
  requireReadableSize(fileName, decoded.length);
  if (/\.json$/i.test(fileName)) {
    try {
      const campaign = parseCampaign(Buffer.from(decoded).toString('utf8'));
      return { fileName, entries: campaign.touchpoints.length, leftOut: 0, reasons: [], hasCap: true, campaign };
    } catch (error) {
      if (error instanceof CampaignFileError) throw new Refusal('badInput', `“${fileName}”: ${error.message}`);
      throw error;
    }
  }
  const { campaign, imported, rejected } = await hands.run(
    'importPlan',
    {
      fileName,
      bytes: decoded,
      today,
      timeZone,
      name: fileName,
      into: null,
      choices: { undated: 'leave-out', cancelled: 'leave-out', endlessUntil: addDays(today, ENDLESS_DAYS) },
    },
    told,
  );
  if (imported === 0)
    throw new Refusal(
      'badInput',
      `Nothing in “${fileName}” has a date. Choose a calendar (.ics) or a plan with dates.`,
    );
  return { fileName, entries: imported, leftOut: rejected.length, reasons: rejected, hasCap: false, campaign };
}

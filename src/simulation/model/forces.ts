import { PUSH, PUSH_FIELDS, ROW, ROW_FIELDS } from '../numbers/layouts.ts';
import type { Plan } from '../plan/plan.ts';
import type { Effects } from './effects.ts';

/** What moves the learners of a segment on one day, before responsiveness and fatigue: rates a day where nothing else is said. */
export interface Forces {
  /** Being noticed through messages; and without any. */
  reach: number;
  awareness: number;
  /** Trying: by pull; by messages; by messages, for people who lapsed; by peers and seniors, at full use. All after friction. */
  pull: number;
  click: number;
  comeback: number;
  peers: number;
  buyIn: number;
  /** What messages cost in attention: contacts. */
  contacts: number;
  giveUp: number;
  advance: number;
  /** Factor on lapsing. */
  lapse: number;
  champion: number;
}

/** The forces on a segment on a day of the plan. */
export function forcesOf(plan: Plan, effects: Effects, segment: number, day: number): Forces {
  const { conditions, contacts } = plan.exposures[plan.segments[segment]!.exposure]!;
  const row = (field: keyof typeof ROW) => effects.rows[segment]![conditions[day]! * ROW_FIELDS + ROW[field]]!;
  const push = (field: keyof typeof PUSH) => effects.pushes[segment]![day * PUSH_FIELDS + PUSH[field]]!;
  const pace = push('pace');
  return {
    reach: row('onPush') * push('reach'),
    awareness: pace * row('awareness'),
    pull: pace * row('pull'),
    click: row('onClick') * push('click'),
    comeback: row('onClick') * push('comeback'),
    peers: pace * row('peers'),
    buyIn: pace * row('buyIn'),
    contacts: contacts[day]!,
    giveUp: row('giveUp'),
    advance: row('advance'),
    lapse: row('lapse'),
    champion: row('champion'),
  };
}

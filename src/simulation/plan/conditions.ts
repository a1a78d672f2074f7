import type { ContextEvent } from '#campaign/document.ts';
import type { TacticEffect } from '#campaign/tactic.ts';

/** What is there for people on a day: presences and events. Days on which the same is there share one condition. */
export interface Condition {
  presences: PresenceEffect[];
  /** What events of the day multiply push and pull by, all together. */
  pushFactor: number;
  pullFactor: number;
}

export interface PresenceEffect {
  /** The tactic's place in the catalogue, by which runs know its strength; -1 where its effect is certain. */
  tactic: number;
  effect: Omit<TacticEffect, 'reach' | 'click' | 'contact' | 'comeback' | 'atOnce'>;
}

type Held = { presence: PresenceEffect } | { event: ContextEvent };

/** Events that meet multiply push and pull by so much at most. An assumption. */
export const MOST_BY_EVENTS = 25;

/** Collects conditions; equal ones are kept once. Those of an earlier plan of the same campaign are taken over, so that what is known of them stays known. */
export class ConditionTable {
  private readonly indices = new Map<string, number>();
  private readonly earlier: ReadonlyMap<string, Condition>;
  readonly named = new Map<string, Condition>();
  readonly conditions: Condition[] = [];

  constructor(earlier: ReadonlyMap<string, Condition> = NONE) {
    this.earlier = earlier;
  }

  index(name: string, make: () => Condition): number {
    let index = this.indices.get(name);
    if (index === undefined) {
      const condition = this.earlier.get(name) ?? make();
      index = this.conditions.push(condition) - 1;
      this.indices.set(name, index);
      this.named.set(name, condition);
    }
    return index;
  }
}

const NONE: ReadonlyMap<string, Condition> = new Map();

/** What begins (1) or ends (-1) on a day. */
interface Change {
  name: string;
  by: number;
}

/** Which presences and events hold on which day. The same tactic in the same channel counts once, however often it is laid over itself. */
export class Presence {
  private readonly days: number;
  private readonly held = new Map<string, Held>();
  private readonly changes = new Map<number, Change[]>();

  constructor(days: number) {
    this.days = days;
  }

  add(name: string, first: number, until: number, held: Held): void {
    const from = Math.max(0, first);
    if (from >= this.days || until <= from) return;
    this.held.set(name, held);
    this.change(from, { name, by: 1 });
    if (until < this.days) this.change(until, { name, by: -1 });
  }

  private change(day: number, change: Change): void {
    const changes = this.changes.get(day);
    if (changes) changes.push(change);
    else this.changes.set(day, [change]);
  }

  /** For each day, the place of its condition in the table. */
  conditions(table: ConditionTable): Uint32Array {
    // In order of names, so that rounding does not depend on the order of the document.
    const names = [...this.held.keys()].toSorted();
    const places = new Map(names.map((name, place) => [name, place]));
    const counts = new Int32Array(names.length);
    const indexNow = () => {
      const there = names.filter((_, place) => counts[place]! > 0);
      return table.index(there.join('\n'), () => conditionOf(there.map((name) => this.held.get(name)!)));
    };
    const indices = new Uint32Array(this.days);
    let index = indexNow();
    let from = 0;
    for (const day of [...this.changes.keys()].toSorted((a, b) => a - b)) {
      indices.fill(index, from, day);
      for (const { name, by } of this.changes.get(day)!) counts[places.get(name)!]! += by;
      index = indexNow();
      from = day;
    }
    return indices.fill(index, from);
  }
}

function conditionOf(held: Held[]): Condition {
  const condition: Condition = { presences: [], pushFactor: 1, pullFactor: 1 };
  for (const each of held) {
    if ('presence' in each) condition.presences.push(each.presence);
    else {
      condition.pushFactor *= each.event.pushFactor;
      condition.pullFactor *= each.event.pullFactor;
    }
  }
  condition.pushFactor = Math.min(condition.pushFactor, MOST_BY_EVENTS);
  condition.pullFactor = Math.min(condition.pullFactor, MOST_BY_EVENTS);
  return condition;
}

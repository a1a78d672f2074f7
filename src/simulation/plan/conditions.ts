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

/** Collects conditions; equal ones are kept once. */
export class ConditionTable {
  private readonly indices = new Map<string, number>();
  readonly conditions: Condition[] = [];

  index(name: string, make: () => Condition): number {
    let index = this.indices.get(name);
    if (index === undefined) {
      index = this.conditions.push(make()) - 1;
      this.indices.set(name, index);
    }
    return index;
  }
}

/** Which presences and events hold on which day. The same tactic in the same channel counts once, however often it is laid over itself. */
export class Presence {
  private readonly days: number;
  private readonly held = new Map<string, Held>();
  private readonly changes: Map<string, number>[];

  constructor(days: number) {
    this.days = days;
    this.changes = Array.from({ length: days });
  }

  add(name: string, first: number, until: number, held: Held): void {
    const from = Math.max(0, first);
    if (from >= this.days || until <= from) return;
    this.held.set(name, held);
    this.change(from, name, 1);
    if (until < this.days) this.change(until, name, -1);
  }

  private change(day: number, name: string, by: number): void {
    const changes = (this.changes[day] ??= new Map());
    changes.set(name, (changes.get(name) ?? 0) + by);
  }

  /** For each day, the place of its condition in the table. */
  conditions(table: ConditionTable): Uint32Array {
    const indices = new Uint32Array(this.days);
    const counts = new Map<string, number>();
    let index = this.indexOf(counts, table);
    for (let day = 0; day < this.days; day++) {
      const changes = this.changes[day];
      if (changes) {
        for (const [name, by] of changes) counts.set(name, (counts.get(name) ?? 0) + by);
        index = this.indexOf(counts, table);
      }
      indices[day] = index;
    }
    return indices;
  }

  private indexOf(counts: Map<string, number>, table: ConditionTable): number {
    // In order of names, so that rounding does not depend on the order of the document.
    const names = [...counts].flatMap(([name, count]) => (count > 0 ? [name] : [])).toSorted();
    return table.index(names.join('\n'), () => conditionOf(names.map((name) => this.held.get(name)!)));
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

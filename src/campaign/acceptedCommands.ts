import { dayOf, formatDay } from './calendar.ts';
import type { Batch, SimpleCommand } from './commands.ts';

/** Differences that were accepted one by one, as one step to undo: a lane that several need is made once, and the plan grows once. */
export function acceptedCommands(differences: readonly { commands: readonly SimpleCommand[] }[]): Batch {
  const once = new Map<string, SimpleCommand>();
  let from = Infinity;
  let until = -Infinity;
  for (const command of differences.flatMap(({ commands }) => commands)) {
    if (command.type === 'setDetails') {
      const { start, days } = command.changes as { start: string; days: number };
      from = Math.min(from, dayOf(start));
      until = Math.max(until, dayOf(start) + days);
    } else once.set(JSON.stringify(command), command);
  }
  const grown: SimpleCommand[] =
    from === Infinity ? [] : [{ type: 'setDetails', changes: { start: formatDay(from), days: until - from } }];
  return { type: 'batch', action: 'importSheet', commands: [...grown, ...once.values()] };
}

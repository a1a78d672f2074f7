import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { vocabularies, within } from './vocabulary.ts';

/** What is said of contributions and proposals, in the window and on the command line. */

/** What may be said of a touchpoint by what the plan would lose without it (`effectOf`), beyond its figures. */
export const EFFECT_WORDS = { helps: '', little: 'may add little beside the others', harms: 'it does harm' } as const;

/** Stands in every kind of contribution for what would come about without any touchpoint. */
export const BASELINE = 'baseline';

/** What a plan brings, and what would come about without any touchpoint. */
export const BECAUSE = 'Because of the plan';
export const ANYWAY = 'Would have happened anyway';

/** Heads what the plan would lose without each touchpoint. */
export const TAKEN_OUT = 'If taken out alone';

/** What a proposal changes. */
export const CHANGE_WORDS = {
  add: 'Add “{name}” on {date}',
  remove: 'Remove “{name}”',
  move: 'Move “{name}” from {from} to {to}',
  cadence: 'Send “{name}” {cadence}',
  change: 'Change “{name}”',
} as const;

interface Change {
  words: keyof typeof CHANGE_WORDS;
  values: Record<string, string>;
}

/** The words for a command of a proposal, and what is to be put into them. */
export function changeOf(
  { touchpoints, vocabulary }: Campaign,
  command: SimpleCommand,
  date: (iso: string) => string,
): Change {
  if (command.type === 'addTouchpoint')
    return { words: 'add', values: { name: command.item.name, date: date(command.item.start) } };
  const touchpoint = 'id' in command ? touchpoints.find(({ id }) => id === command.id) : undefined;
  const name = touchpoint?.name ?? '';
  if (command.type === 'removeTouchpoint') return { words: 'remove', values: { name } };
  if (command.type === 'moveTouchpoint') {
    const from = date(touchpoint?.start ?? command.start);
    return { words: 'move', values: { name, from, to: date(command.start) } };
  }
  if (command.type === 'editTouchpoint' && command.changes.cadence !== undefined) {
    const cadence = within(vocabularies[vocabulary].cadence[command.changes.cadence]);
    return { words: 'cadence', values: { name, cadence } };
  }
  return { words: 'change', values: { name } };
}

/** The same as a line, where nothing around it has to be kept in its direction. */
export function changeInWords(...asked: Parameters<typeof changeOf>): string {
  const { words, values } = changeOf(...asked);
  return CHANGE_WORDS[words].replace(/\{(\w+)\}/g, (_, part: string) => values[part]!);
}

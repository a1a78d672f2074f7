import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { parameterById } from '#campaign/parameters.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import type { Formats } from './formats.ts';
import { vocabularies, within } from './vocabulary.ts';

/** What is said of contributions, proposals and causes, in the window and on the command line. */

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
  return filled(CHANGE_WORDS[words], values);
}

const filled = (words: string, values: Record<string, string>) =>
  words.replace(/\{(\w+)\}/g, (_, part: string) => values[part]!);

/** What a run takes for true by a single draw, as the sensitivity lists it. */
export function drawnInWords(kind: 'parameter' | 'tactic' | 'campaign', id: string): string {
  if (kind === 'campaign') return 'How the campaign turns out';
  if (kind === 'tactic') return `Strength of “${tacticById(id)?.name ?? id}”`;
  return parameterById(id)?.name ?? id;
}

/** What the shares of a sensitivity are shares of. */
export const SHARES_OF_DOUBT =
  'Shares are of what assumptions, strengths of tactics and the campaign explain one by one. The luck of days and of single people comes on top.';

/** What the runs that miss a goal have in common: of a parameter by where it lies and what that is held against, of all others by kind and side. */
export const CAUSE_WORDS = {
  lowerThanExpected: '“{name}” is about {by} lower in the runs that miss the goal than the plan expects.',
  higherThanExpected: '“{name}” is about {by} higher in the runs that miss the goal than the plan expects.',
  lowerThanReaching: '“{name}” is about {by} lower in the runs that miss the goal than in the runs that reach it.',
  higherThanReaching: '“{name}” is about {by} higher in the runs that miss the goal than in the runs that reach it.',
  figuresExpected:
    '“{name}” is about {typical} in the runs that miss the goal, and the plan expects {against} ({unit}).',
  figuresReaching:
    '“{name}” is about {typical} in the runs that miss the goal, and about {against} in the runs that reach it ({unit}).',
  tacticLow: 'The tactic “{name}” does less in the runs that miss the goal: about {typical} of its usual strength.',
  tacticHigh:
    'The tactic “{name}” does more in the runs that miss the goal, and that harms: about {typical} of its usual strength.',
  campaignLow:
    'The campaign as a whole finds little response in the runs that miss the goal: people notice and try about {typical} of what is usual.',
  campaignHigh:
    'The campaign as a whole finds much response in the runs that miss the goal, and that harms: people notice and try about {typical} of what is usual.',
  startLow:
    'The first two weeks go badly by chance in the runs that miss the goal: people notice and try about {typical} of what is usual.',
  startHigh:
    'The first two weeks go well by chance in the runs that miss the goal, and that harms: people notice and try about {typical} of what is usual.',
} as const;

/** What would have come of these runs without the cause, by what they are held against. */
export const WITHOUT_WORDS = {
  expected: 'With what the plan expects, {share} of them would have reached it.',
  others: 'With what the others have, {share} of them would have reached it.',
  usual: 'With what is usual, {share} of them would have reached it.',
  reaching: 'The runs that reach it have {against}: with that, {share} of the others would have reached it as well.',
} as const;

interface Cause {
  kind: 'parameter' | 'tactic' | 'campaign' | 'start';
  side: 'low' | 'high';
  id: string;
  name: string;
  segments: string[];
  typical: number;
  against: number;
  reference: 'usual' | 'reaching';
  share: number;
}

/** Which words are for a parameter: a share of what it is held against, or both figures where no share can be told. */
function parameterWords({ typical, against, reference }: Cause) {
  const isExpected = reference === 'usual';
  if (typical * against <= 0) return isExpected ? 'figuresExpected' : 'figuresReaching';
  if (typical < against) return isExpected ? 'lowerThanExpected' : 'lowerThanReaching';
  return isExpected ? 'higherThanExpected' : 'higherThanReaching';
}

/** The words for a cause, those for what would have come about without it, and what is to be put into both. */
export function causeOf(
  cause: Cause,
  { as, plain, share: percent }: Pick<Formats, 'as' | 'plain' | 'share'>,
): { words: keyof typeof CAUSE_WORDS; without: keyof typeof WITHOUT_WORDS; values: Record<string, string> } {
  const { kind, side, id, name, segments, typical, against, reference, share } = cause;
  const whose = segments.length === 0 ? name : `${name} (${segments.join(', ')})`;
  if (kind === 'parameter') {
    const by = Math.abs(typical / against - 1);
    return {
      words: parameterWords(cause),
      without: reference === 'usual' ? 'expected' : 'others',
      values: {
        name: whose,
        by: as(by, { style: 'percent', maximumSignificantDigits: 2 }),
        typical: plain(typical),
        against: plain(against),
        unit: parameterById(id)?.unit ?? '',
        share: percent(share),
      },
    };
  }
  // All others are factors of what is usual.
  const factor = (value: number) => as(value, { style: 'percent', maximumFractionDigits: 0 });
  return {
    words: `${kind}${side === 'low' ? 'Low' : 'High'}`,
    without: reference,
    values: { name: whose, typical: factor(typical), against: factor(against), share: percent(share) },
  };
}

/** The same as a line. */
export function causeInWords(...asked: Parameters<typeof causeOf>): string {
  const { words, without, values } = causeOf(...asked);
  return filled(`${CAUSE_WORDS[words]} ${WITHOUT_WORDS[without]}`, values);
}

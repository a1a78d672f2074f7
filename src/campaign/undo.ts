import type { Command } from './commands.ts';
import type { Campaign } from './document.ts';
import { Refusal } from './refusal.ts';
import { meeting, touchedBy, touchInWords } from './touch.ts';

/** Which step undo and redo take, and when they may not: the policy, whoever keeps the steps. */

/** The way through a history, back or forth. */
export type Travel = 'undo' | 'redo';

export const TRAVELLED = { undo: 'undone', redo: 'done again' } as const satisfies Record<Travel, string>;

/** Who travels: a window of a person, and the revision at which it opened the campaign. */
export interface Owner {
  person: string;
  window: string;
  opened: number;
}

/** Steps that are somebody's to take back: of a window, or of a person and of nobody by name up to a revision. */
export type Claim = { of: 'window'; window: string } | { of: 'person'; person: string; nobody: ''; until: number };

/**
 * What an owner may take back: the newest step of the first claim that has any. First its own; then what the same person, or somebody who gave no name,
 * had made by the time it opened the campaign. With a new command, whatever of these is undone can no longer be done again.
 */
export const claimsOf = ({ person, window, opened }: Owner): readonly [Claim, Claim] => [
  { of: 'window', window },
  { of: 'person', person, nobody: '', until: opened },
];

/** What has to be known of a step. */
export interface Made {
  entry: string;
  command: Command;
  inverse: Command;
  name: string;
  actor: { person: string; window: string };
}

/** The step that is next, if it is the one that was asked for. Throws Refusal. */
export function nextOrRefuse<Step extends Made>(
  travel: Travel,
  campaign: Pick<Campaign, 'name'>,
  next: Step | undefined,
  { entry, isAnythingLeft }: { entry: string | undefined; isAnythingLeft: () => boolean },
): Step {
  if (!next) {
    const why = isAnythingLeft() ? ': what could be was done elsewhere' : '';
    throw new Refusal('refused', `There is nothing to ${travel} in “${campaign.name}”${why}.`);
  }
  if (entry !== undefined && next.entry !== entry)
    throw new Refusal(
      'refused',
      `“${campaign.name}” was changed elsewhere in the meantime, so nothing was taken back or done again. Look at the latest state first.`,
    );
  return next;
}

/** Throws Refusal where a later step of somebody else touches what would be taken back or done again. Own steps are in nobody's way: they go in order. */
export function refuseMeeting(
  travel: Travel,
  campaign: Campaign,
  about: Made,
  later: readonly Made[],
  { person: own }: Pick<Owner, 'person'>,
): void {
  const mine = touchedBy(about.command, about.inverse);
  for (const step of later) {
    const met = meeting(mine, touchedBy(step.command, step.inverse));
    if (!met) continue;
    const { person, window } = step.actor;
    const isOther = person !== '' && own !== '' && person !== own;
    const who = isOther ? person : window === '' ? 'another program' : 'another window';
    throw new Refusal(
      'refused',
      `Nothing was ${TRAVELLED[travel]}: ${who} has changed ${touchInWords(campaign, met, step.name)} since. Undo that first, where it was done, or go back by the history.`,
    );
  }
}

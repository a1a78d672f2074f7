import { isEmptyBatch, type Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { touchpoint } from './campaign.ts';

/**
 * What the kill test's child does, as a function of the revision alone: the parent can tell from a revision what must be in the library.
 * Mostly edits, with runs of undo and redo between them, some of which a later edit cuts off.
 */
export type Move = { kind: 'edit'; command: Command } | { kind: 'undo' } | { kind: 'redo' };

export function moveAt(revision: number): Move {
  const beat = revision % 200;
  if (beat >= 100 && beat < 107) return { kind: 'undo' };
  if (beat >= 107 && beat < 110) return { kind: 'redo' };
  if (beat % 20 === 19) return { kind: 'undo' };
  return { kind: 'edit', command: editAt(revision) };
}

function editAt(revision: number): Command {
  const text = `As of revision ${revision}. ${'Learning in the flow of work. '.repeat(revision % 40)}`;
  switch (revision % 4) {
    case 0:
      return { type: 'setDetails', changes: { description: text } };
    case 1:
      return { type: 'editTouchpoint', id: 'first', changes: { message: { subject: `No. ${revision}`, body: text } } };
    case 2:
      return { type: 'addTouchpoint', item: touchpoint(`added-${revision}`) };
    default:
      return {
        type: 'batch',
        action: 'import',
        commands: [
          { type: 'addLane', item: { id: `lane-${revision}`, name: text.trim().slice(0, 60) } },
          { type: 'moveTouchpoint', id: 'second', start: '2027-02-01', laneId: `lane-${revision}` },
          // Kept within the bounds of a campaign, however long the child lives.
          { type: 'moveTouchpoint', id: 'second', start: '2027-02-02', laneId: 'lane-1' },
          { type: 'removeLane', id: `lane-${revision}` },
        ],
      };
  }
}

/** The same history in plain memory: a list of documents and a position. */
export class Model {
  readonly states: Campaign[];
  position = 0;
  revision = 0;

  constructor(campaign: Campaign) {
    this.states = [campaign];
  }

  get campaign(): Campaign {
    return this.states[this.position]!;
  }

  edit(command: Command): void {
    if (isEmptyBatch(command)) return;
    const { campaign } = apply(this.campaign, command);
    this.states.splice(this.position + 1, Infinity, campaign);
    this.position++;
    this.revision++;
  }

  /** Goes back (-1) or forward (1); says whether there was anywhere to go. */
  travel(by: -1 | 1): boolean {
    if (!this.states[this.position + by]) return false;
    this.position += by;
    this.revision++;
    return true;
  }

  move(move: Move): void {
    if (move.kind === 'edit') this.edit(move.command);
    else this.travel(move.kind === 'undo' ? -1 : 1);
  }
}

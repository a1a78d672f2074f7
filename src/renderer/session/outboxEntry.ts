import type { Command } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import type { History, HistoryEntry } from '#contract/history.ts';

/**
 * What is sent has an id, so that the studio does it once, however often it is sent. Undo and redo name the entry of the history that is meant;
 * where that takes an answer to know, `entry` is null and means the one after what stands before it in the queue.
 */
export type OutboxEntry =
  | { type: 'execute'; step: string; command: Command }
  | { type: 'undo' | 'redo'; step: string; entry: string | null };

export interface Outbox {
  readonly id: string;
  /** The document as the studio has it. */
  confirmed: Campaign;
  revision: number;
  /** The step that led to the revision. */
  step: string;
  /** What this window can take back. */
  history: History;
  /** Where this window opened the campaign. */
  readonly opened: number;
  /** What the studio did for this window and `confirmed` does not hold yet, because an answer was lost. */
  unread: string[];
  /** What is still to be sent, the oldest first. */
  queue: OutboxEntry[];
  /** `confirmed` with the queue's commands done: what people see. */
  shown: Campaign;
  saving: 'saved' | 'saving' | 'failing' | 'waiting' | 'unstored' | 'gone';
  /** Why the library takes nothing now, as it was told; null where it does. */
  why: string | null;
  /** The newest revision that was heard of since the studio was last asked for what is missing; Infinity where something may have been missed. */
  heardRevision: number;
  /** Settles when everything is stored, or given up. */
  sent: Promise<void>;
  onChange: () => void;
  /** Told when the studio has undone or redone what was asked; `command` did it, where it is known. */
  onTravel: (type: 'undo' | 'redo', entry: HistoryEntry, command: Command | null) => void;
}

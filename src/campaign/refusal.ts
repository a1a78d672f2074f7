/** What a studio does not do, said to a person. */

export const REFUSAL_CODES = [
  /** What was asked cannot be worked with as it is. */
  'badInput',
  'notFound',
  /** Somebody else was faster: look again, then decide. */
  'conflict',
  /** The document or the library does not allow it. */
  'refused',
  /** Another program holds the library for now. */
  'busy',
  'full',
  'unreadable',
  'tooNew',
  /** The library's file is no longer there. */
  'gone',
  'cancelled',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/**
 * Every sentence that is meant for a person is thrown as a Refusal, from any room: what happened and what to do. Nothing was changed.
 * All other errors are faults of ours; no person reads their words.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** What it is about, such as `url` or an option of a profile: the window names the field of it, the command line its option. */
  readonly field: string | undefined;
  constructor(code: RefusalCode, message: string, field?: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.field = field;
  }
}

import { CampaignFileError } from '#campaign/file.ts';
import { CommandError } from '#campaign/commands.ts';
import { StoreError } from '#store/errors.ts';
import type { StudioFailure } from '#contract/reply.ts';

/** A failure that a person is told about as it stands. Anything else that is thrown becomes “internal”. */
export class StudioError extends Error {
  readonly code: StudioFailure['code'];
  constructor(code: StudioFailure['code'], message: string) {
    super(message);
    this.name = 'StudioError';
    this.code = code;
  }
}

const STORE_CODES = {
  notFound: 'notFound',
  conflict: 'conflict',
  refused: 'refused',
  unreadable: 'unavailable',
  tooNew: 'unavailable',
  busy: 'unavailable',
  full: 'unavailable',
  gone: 'gone',
} as const;

/** What a window is told about anything that was thrown. */
export function failureOf(thrown: unknown): StudioFailure {
  const error = refusalIn(thrown);
  if (error instanceof StudioError) return { code: error.code, message: error.message };
  if (error instanceof StoreError) return { code: STORE_CODES[error.code], message: error.message };
  if (error instanceof CommandError) return { code: 'refused', message: error.message };
  if (error instanceof CampaignFileError) return { code: 'badInput', message: error.message };
  // What nobody foresaw: the person is told plainly, the details go to the log of whoever started the studio.
  console.error(error);
  return {
    code: 'internal',
    message:
      'Something in the studio went wrong, and the last step was not done. Try it again; if it happens again, restart the studio.',
  };
}

/**
 * Where a pure room cannot follow a wish it throws RangeError, in a sentence written for people. The engine of JavaScript throws it too,
 * mostly in words without a full stop.
 */
const OF_JAVASCRIPT =
  /^(Maximum call stack|Array buffer allocation|Invalid (typed )?array|Invalid string|Incorrect locale|Invalid count|The value of )|[^.]$/;

/** The refusal that a RangeError of a pure room is; anything else as it is. */
function refusalIn(error: unknown): unknown {
  return error instanceof RangeError && !OF_JAVASCRIPT.test(error.message)
    ? new StudioError('badInput', error.message)
    : error;
}

export function refusing<R>(work: () => R): R {
  try {
    return work();
  } catch (error) {
    throw refusalIn(error);
  }
}

import type { StudioFailure } from './contract.ts';

/** A failure that a person is told about as it stands. Anything else that is thrown becomes “internal”. */
export class StudioError extends Error {
  readonly code: StudioFailure['code'];
  constructor(code: StudioFailure['code'], message: string) {
    super(message);
    this.name = 'StudioError';
    this.code = code;
  }
}

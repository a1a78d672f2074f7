import { Refusal, type RefusalCode } from '#campaign/refusal.ts';
import { nameLine } from '#campaign/text.ts';
import type { StudioFailure } from '#contract/reply.ts';

/** Refusals of the library that are for now: nothing was changed, so what was asked can be asked again as it is. */
const FOR_NOW: readonly RefusalCode[] = ['busy', 'full', 'unreadable', 'tooNew'];
type CodeForNow = 'busy' | 'full' | 'unreadable' | 'tooNew';
const isForNow = (code: RefusalCode): code is CodeForNow => FOR_NOW.includes(code);

/** What a window is told about anything that was thrown. */
export function failureOf(thrown: unknown): StudioFailure {
  if (thrown instanceof Refusal) {
    const { code, message, field } = thrown;
    // It may name a file or an id that breaks lines, or turns the rest of the sentence round.
    const sentence = nameLine(message);
    return { code: isForNow(code) ? 'unavailable' : code, message: sentence, ...(field !== undefined && { field }) };
  }
  // What nobody foresaw: the person is told plainly, the details go to the log of whoever started the studio.
  console.error(thrown);
  return {
    code: 'internal',
    message:
      'Something in the studio went wrong, and the last step was not done. Try it again; if it happens again, restart the studio.',
  };
}

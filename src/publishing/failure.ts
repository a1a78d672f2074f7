import { oneLine } from '#campaign/text.ts';
import type { Outcome } from './target.ts';

/** What a failure on the way out means: whether it left, whether it may be tried again, and how a person is told. */

/** What a request came to. */
export type Answer =
  | { state: 'answered'; status: number; headers: Record<string, string>; text: string }
  /** Provably nothing arrived. `isFinal` where trying again would change nothing. */
  | { state: 'notSent'; sentence: string; isFinal: boolean }
  /** The request was under way. */
  | { state: 'unknown'; sentence: string };

const LONGEST_WAIT_MS = 24 * 3600_000;

/** Milliseconds of a Retry-After header, be it seconds or a date; undefined where there is none. */
export function retryAfterOf(headers: Record<string, string>, now: Date): number | undefined {
  const said = headers['retry-after']?.trim();
  if (said === undefined || said === '') return undefined;
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}

/** The outcome of an HTTP answer that has no meaning of its own to the target. 2xx is `sent`. */
export function outcomeOf(answer: Answer, now: Date): Outcome {
  if (answer.state === 'notSent') return { state: answer.isFinal ? 'failed' : 'later', sentence: answer.sentence };
  if (answer.state === 'unknown') return answer;
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { state: 'sent' };
  const afterMs = retryAfterOf(headers, now);
  const wait = afterMs === undefined ? {} : { afterMs };
  if (status === 429)
    return { state: 'later', sentence: 'The receiver takes no more for now (429). It is tried again later.', ...wait };
  if (status >= 500 || status === 408)
    return {
      state: 'unknown',
      sentence: `The receiver failed (${status}), and does not say whether it took the message.`,
      ...wait,
    };
  return { state: 'failed', sentence: sentenceOfStatus(status) };
}

function sentenceOfStatus(status: number): string {
  if (status >= 300 && status < 400)
    return `The receiver sends on to another address (${status}), which is not followed. Put the final address into the profile.`;
  if (status === 401) return 'The receiver does not accept the secret (401). Renew it, then test the profile.';
  if (status === 403)
    return 'The receiver does not allow this (403). Ask for the right, or use another account, then test the profile.';
  if (status === 404 || status === 410)
    return `There is nothing at this address any more (${status}). Check the address of the profile.`;
  if (status === 413) return 'The message is too large for the receiver (413). Shorten it, then approve again.';
  return `The receiver refused the message (${status}). Check the profile and the message, then approve again.`;
}

/** A sentence without what must not be kept: secrets and addresses that may have got into it through a receiver's words. */
export function withoutSecrets(sentence: string, secrets: readonly (string | undefined)[]): string {
  let plain = oneLine(sentence);
  for (const secret of secrets) if (secret !== undefined && secret !== '') plain = plain.replaceAll(secret, '…');
  return plain.replace(/[^\s<>"“”(),;:]+@[^\s<>"“”(),;:]+/g, '…').slice(0, 500);
}

import { Refusal } from '#campaign/refusal.ts';
import { sentenceOfCode } from '../outbound.ts';
import type { Outcome } from '../target.ts';

/** What failures of a mail server mean: for one recipient, for the whole list, for now or for good. */

/** What the library says of a failure. */
export interface Failure {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Why there is no connection to send by: nothing has left. */
export function unopened(error: unknown, host: string): Extract<Outcome, { state: 'failed' | 'later' }> {
  if (error instanceof Refusal) return { state: 'failed', sentence: error.message };
  const { code, responseCode = 0, originalCode } = error as Failure;
  if (code === 'EAUTH') {
    if (responseCode >= 400 && responseCode < 500)
      return {
        state: 'later',
        sentence: `“${host}” cannot check passwords for now (${responseCode}). It is tried again.`,
      };
    return {
      state: 'failed',
      sentence: `“${host}” does not accept the user name or the password. Renew the secret, test the profile, then approve again.`,
    };
  }
  if (responseCode >= 400)
    return { state: 'later', sentence: `“${host}” takes no mail for now (${responseCode}). It is tried again.` };
  if (code === 'ETLS' && originalCode === undefined)
    return {
      state: 'failed',
      sentence: `“${host}” does not encrypt, so neither password nor mail was handed over. Write smtps:// with its port, or ask who runs it.`,
    };
  return { state: 'later', sentence: sentenceOfCode(networkCode(code, originalCode), host) };
}

/** The library's codes by those of Node. */
const networkCode = (code = '', originalCode = '') =>
  originalCode || ({ EDNS: 'ENOTFOUND', ECONNECTION: 'ECONNRESET', ETLS: 'EPROTO' }[code] ?? code);

export type Single =
  | 'handed over'
  /** `isForNow`: the receiver may take it later, as one that makes strangers wait does. */
  | { refused: string; isForNow: boolean }
  /** Of all messages by this profile. */
  | { stopped: Extract<Outcome, { state: 'failed' | 'later' }> }
  /** Between two commands, before this one was under way. */
  | { broken: string }
  | { unknown: string };

/** What became of one message that was not taken. */
export function failureOf(error: Failure, isUnderWay: boolean, host: string): Single {
  const { code, command = '', responseCode = 0, response = '', originalCode } = error;
  if (responseCode === 0) {
    const sentence = sentenceOfCode(networkCode(code, originalCode), host);
    if (code === 'EENVELOPE') return NO_ADDRESS;
    if (code === 'EMESSAGE') return { stopped: { state: 'failed', sentence: tooLarge(host) } };
    return isUnderWay ? { unknown: sentence } : { broken: sentence };
  }
  const isForNow = responseCode < 500;
  if (command === 'RCPT TO') {
    if (responseCode === 552 || /\b[45]\.2\.2\b/.test(response))
      return { refused: `The mailbox is full (${responseCode}). Ask them to make room.`, isForNow };
    return {
      refused: isForNow
        ? `The mailbox takes nothing for now (${responseCode}).`
        : `There is no such mailbox, or it refuses this sender (${responseCode}). Mend the address in the audience file.`,
      isForNow,
    };
  }
  if (responseCode === 421) return { broken: `“${host}” ended the connection (421).` };
  if (command === 'MAIL FROM')
    return isForNow
      ? {
          stopped: {
            state: 'later',
            sentence: `“${host}” takes no mail for now (${responseCode}). It is tried again.`,
          },
        }
      : {
          stopped: {
            state: 'failed',
            sentence: `“${host}” does not let this sender send (${responseCode}). Name a sender in the profile that the account may use.`,
          },
        };
  if (responseCode === 552 || /\b5\.3\.4\b/.test(response))
    return { stopped: { state: 'failed', sentence: tooLarge(host) } };
  return {
    refused: isForNow
      ? `“${host}” did not take the message for now (${responseCode}).`
      : `“${host}” refused the message (${responseCode}). Ask who runs the server for the reason.`,
    isForNow,
  };
}

export const NO_ADDRESS = {
  refused: 'It is no address that mail can be sent to. Mend it in the audience file.',
  isForNow: false,
} as const satisfies Single;

const tooLarge = (host: string) =>
  `The message is too large for “${host}”. Shorten it, or take a smaller logo into the brand, then approve again.`;

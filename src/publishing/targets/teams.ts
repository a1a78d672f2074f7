import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Item } from '#contract/publishing.ts';
import { MOST_BYTES, teamsMessage, teamsProblems } from '#delivery/teams/teams.ts';
import { outcomeOf } from '../failure.ts';
import { outbound, requireAddress } from '../outbound.ts';
import type { Connection, Outcome, Target } from '../target.ts';

/** Cards for a channel in Teams, by a workflow (“when a webhook request is received”). Whoever has its address can post: the address is the secret. */

const textOf = ({ payload }: Item): string => (payload as { text: string }).text;

const NO_ADDRESS =
  'The secret is no address of a workflow. Copy the whole address from the workflow in Teams, as the secret.';

/** The address: the secret as a whole, or that of the profile with the secret as its signature. Never part of a sentence. */
function addressOf({ profile, secret = '', allowLoopback }: Connection): string {
  if (/^https?:/i.test(secret)) return requireAddress(secret, { allowLoopback }).href;
  if (profile.url === undefined || secret === '') throw new Refusal('badInput', NO_ADDRESS);
  const url = requireAddress(profile.url, { allowLoopback });
  url.searchParams.set('sig', secret);
  return url.href;
}

/** What an answer means that is not the same everywhere. */
function sentenceOf(status: number): string | undefined {
  if (status === 400)
    return 'The workflow does not take the card (400). Check that it begins with “When a webhook request is received” and posts a card, then approve again.';
  if (status === 401 || status === 403)
    return `The workflow does not accept its address any more (${status}). Copy the address anew from Teams, then test the profile.`;
  if (status === 404 || status === 410)
    return `The workflow is gone or turned off (${status}). Turn it on in Teams, or copy the address of another.`;
  if (status === 413) return 'The card is too large for Teams (413). Shorten the message, then approve again.';
  return undefined;
}

async function send(connection: Connection, item: Item): Promise<Outcome> {
  const body = textOf(item);
  if (new TextEncoder().encode(body).length > MOST_BYTES)
    return { state: 'failed', sentence: 'The card is too large for Teams. Shorten the message, then approve again.' };
  let url: string;
  try {
    url = addressOf(connection);
  } catch (error) {
    if (error instanceof Refusal) return { state: 'failed', sentence: error.message };
    throw error;
  }
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const answer = await outbound(connection, { url, method: 'POST', headers, body });
  const special = answer.state === 'answered' ? sentenceOf(answer.status) : undefined;
  if (special !== undefined) return { state: 'failed', sentence: special };
  return outcomeOf(answer, connection.now());
}

export const teams: Target = {
  id: 'teams',
  options: z.strictObject({}),
  needs: { url: false, secret: true, addresses: false },
  timing: 'due',
  // Teams slows down who posts faster than four times a second, and workflows are counted by the minute.
  rate: { most: 30, perMs: 60_000 },
  isIdempotent: false,

  compose(campaign, delivery) {
    const { text, isCut } = teamsMessage(campaign, delivery);
    const count = delivery.segments.length;
    return {
      payload: { text },
      problems: [
        ...(count > 1
          ? [
              `“${oneLine(delivery.touchpoint.name)}” is for ${count} segments, and a profile for Teams has one channel, where it stands once for each. Make a profile for each channel, for its segments alone.`,
            ]
          : []),
        ...teamsProblems([delivery], isCut ? [delivery] : []).map(({ message }) => message),
      ],
    };
  },
  bytes: (item) => new TextEncoder().encode(textOf(item)),

  /** A workflow answers to nothing but a post, which would stand in the channel. */
  async test(connection) {
    const url = new URL(addressOf(connection));
    const answer = await outbound(connection, { url: url.origin, method: 'HEAD', timeoutMs: 10_000 });
    if (answer.state !== 'answered') throw new Refusal('refused', answer.sentence);
    return {
      sentence:
        'The server of the workflow answers. Whether the workflow takes cards shows with the first one: nothing was posted.',
    };
  },

  send,
};

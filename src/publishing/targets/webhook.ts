import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item } from '#contract/publishing.ts';
import { PRODUCT } from '#contract/product.ts';
import { outcomeOf } from '../failure.ts';
import { messageData } from '../message.ts';
import { outbound, requireAddress } from '../outbound.ts';
import type { Target } from '../target.ts';

/** Standard Webhooks: one signed POST an item. Receivers know an item again by `webhook-id`, so that one that comes twice counts once. */

const TYPE = 'touchpoint.due';

const bodyOf = ({ at, payload }: Item): string => JSON.stringify({ type: TYPE, timestamp: at, data: payload });

/** The key that requests are signed with: base64 after `whsec_`, any other text as it is. */
function signerOf(secret: string): Webhook {
  const isEncoded = secret.startsWith('whsec_');
  if (isEncoded && !/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret))
    throw new Refusal(
      'badInput',
      'The secret begins with whsec_ and goes on with something that is no base64. Copy it again from the receiver.',
    );
  return isEncoded ? new Webhook(secret) : new Webhook(new TextEncoder().encode(secret), { format: 'raw' });
}

/** Stamped with the machine's time, also in trials: receivers refuse what is more than five minutes off. */
function headersOf(item: Item, body: string, secret: string | undefined): Record<string, string> {
  const stamp = new Date(Math.floor(Date.now() / 1000) * 1000);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': PRODUCT,
    'webhook-id': item.key,
    'webhook-timestamp': String(stamp.getTime() / 1000),
    ...(secret !== undefined && { 'webhook-signature': signerOf(secret).sign(item.key, stamp, body) }),
  };
}

export const webhook: Target = {
  id: 'webhook',
  options: z.strictObject({
    repeat: z
      .enum(['same-id', 'never'])
      .optional()
      .describe(
        'what to do where nobody knows whether a message arrived; never: the receiver does not look at webhook-id',
      ),
  }),
  needs: { url: true, secret: false, addresses: false },
  requireUrl: (url, allowLoopback) => void requireAddress(url, { allowLoopback }),
  timing: 'due',
  isIdempotent: ({ options }) => options['repeat'] !== 'never',
  compose: (campaign, delivery, segment) => ({ payload: messageData(campaign, delivery, segment), problems: [] }),
  bytes: (item) => new TextEncoder().encode(bodyOf(item)),

  async test(connection) {
    const { profile, secret } = connection;
    if (secret !== undefined) signerOf(secret);
    const answer = await outbound(connection, { url: profile.url!, method: 'HEAD', timeoutMs: 10_000 });
    if (answer.state !== 'answered') throw new Refusal('refused', answer.sentence);
    // Receivers that take POST alone say so, and are there.
    const outcome = answer.status === 405 || answer.status === 400 ? undefined : outcomeOf(answer, connection.now());
    if (outcome !== undefined && outcome.state !== 'sent') throw new Refusal('refused', outcome.sentence!);
    return {
      sentence: `The receiver answers. ${secret === undefined ? 'Requests are not signed: a secret in the profile would sign them.' : 'Requests are signed.'}`,
    };
  },

  async send(connection, item) {
    const body = bodyOf(item);
    const answer = await outbound(connection, {
      url: connection.profile.url!,
      method: 'POST',
      headers: headersOf(item, body, connection.secret),
      body,
    });
    // The receiver knows this id: it has the message.
    if (answer.state === 'answered' && answer.status === 409) return { state: 'sent' };
    return outcomeOf(answer, connection.now());
  },
};

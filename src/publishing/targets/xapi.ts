import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item } from '#contract/publishing.ts';
import { stableId } from '#delivery/identifier.ts';
import { languageFor } from '#delivery/language.ts';
import { outcomeOf, type Answer } from '../failure.ts';
import { outbound } from '../outbound.ts';
import type { Connection, Outcome, Target, Withdrawal } from '../target.ts';
import { credentialsOf, WITHOUT_NAME } from './options.ts';

/** A statement for each publication in a learning record store (xAPI 1.0.3): that it was sent, and nothing about what learners did. Its id is the item's key. */

const VERSION = '1.0.3';
const SENT = 'http://activitystrea.ms/schema/1.0/send';
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';
/** Names of things that have no page of their own. */
const BASE = 'https://tandem.invalid/xapi';

interface Statement {
  id: string;
  timestamp?: string;
  [property: string]: unknown;
}

const statementOf = (item: Item): Statement => item.payload as unknown as Statement;

/** The studio itself speaks: of whom learners are, a plan knows nothing. */
const ACTOR = { objectType: 'Agent', name: 'Tandem Studio', account: { homePage: BASE, name: 'studio' } };

const voidingOf = async ({ key }: Item): Promise<Statement> => ({
  id: await stableId([key, 'voided']),
  actor: ACTOR,
  verb: { id: VOIDED, display: { 'en-US': 'voided' } },
  object: { objectType: 'StatementRef', id: key },
});

function headersOf({ profile, secret }: Connection): Record<string, string> {
  const headers = { 'x-experience-api-version': VERSION, accept: 'application/json' };
  if (secret === undefined) return headers;
  if (profile.options['auth'] === 'bearer') return { ...headers, authorization: `Bearer ${secret}` };
  const known = credentialsOf(profile, secret);
  if (!known) throw new Refusal('badInput', WITHOUT_NAME);
  const basic = Buffer.from(`${known.user}:${known.password}`, 'utf8').toString('base64');
  return { ...headers, authorization: `Basic ${basic}` };
}

async function ask(connection: Connection, method: string, path: string, body?: string): Promise<Answer> {
  try {
    return await outbound(connection, {
      url: new URL(path, `${connection.profile.url!.replace(/\/+$/, '').replace(/\/statements$/, '')}/`).href,
      method,
      headers: { ...headersOf(connection), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    if (error instanceof Refusal) return { state: 'notSent', sentence: error.message, isFinal: true };
    throw error;
  }
}

/** Puts a statement under its id, where it is once however often it is put. */
async function put(connection: Connection, statement: Statement): Promise<Outcome> {
  const answer = await ask(connection, 'PUT', `statements?statementId=${statement.id}`, JSON.stringify(statement));
  if (answer.state === 'answered' && answer.status === 409) return { state: 'sent', remoteId: statement.id };
  if (answer.state === 'answered' && answer.status === 400)
    return {
      state: 'failed',
      sentence:
        'The record store does not take the statement (400). Check that the address is that of its xAPI endpoint, then approve again.',
    };
  const outcome = outcomeOf(answer, connection.now());
  return outcome.state === 'sent' ? { state: 'sent', remoteId: statement.id } : outcome;
}

export const xapi: Target = {
  id: 'xapi',
  description: 'A statement for each message in a learning record store, at its time.',
  options: z.strictObject({
    user: z.string().min(1).optional().describe('name to sign in with; the secret is the password'),
    auth: z.enum(['basic', 'bearer']).optional().describe('how the secret is handed over; basic where absent'),
  }),
  needs: { url: true, secret: false, addresses: false },
  timing: 'due',
  isIdempotent: true,

  compose(campaign, delivery, segment, _profile, key) {
    const { touchpoint, message, instant, occurrence } = delivery;
    const language = languageFor(delivery) ?? 'und';
    const campaignId = `${BASE}/campaigns/${encodeURIComponent(campaign.id)}`;
    const statement = {
      id: key,
      actor: ACTOR,
      verb: { id: SENT, display: { 'en-US': 'sent' } },
      object: {
        objectType: 'Activity',
        id: `${campaignId}/touchpoints/${encodeURIComponent(touchpoint.id)}`,
        definition: {
          type: `${BASE}/activity-types/message`,
          name: { [language]: message.subject || touchpoint.name },
          ...(message.body !== '' && { description: { [language]: message.body } }),
          ...(message.callToAction?.link?.startsWith('http') && { moreInfo: message.callToAction.link }),
        },
      },
      context: {
        platform: 'Tandem Studio',
        contextActivities: {
          grouping: [
            {
              objectType: 'Activity',
              id: campaignId,
              definition: { type: `${BASE}/activity-types/campaign`, name: { und: campaign.name } },
            },
          ],
        },
        extensions: {
          [`${BASE}/extensions/channel`]: touchpoint.channel,
          [`${BASE}/extensions/occurrence`]: occurrence,
          ...(segment && { [`${BASE}/extensions/segment`]: { id: segment.id, name: segment.name } }),
        },
      },
      timestamp: new Date(instant).toISOString(),
    };
    return { payload: statement, problems: [] };
  },
  bytes: (item) => new TextEncoder().encode(JSON.stringify(statementOf(item))),

  async test(connection) {
    const answer = await ask(connection, 'GET', 'statements?limit=1');
    const outcome = outcomeOf(answer, connection.now());
    if (outcome.state !== 'sent') throw new Refusal('refused', outcome.sentence);
    return { sentence: 'The record store answers and lets its statements be read.' };
  },

  send: (connection, item) => put(connection, statementOf(item)),

  async withdraw(connection, item): Promise<Withdrawal> {
    const outcome = await put(connection, await voidingOf(item));
    return outcome.state === 'sent'
      ? { state: 'withdrawn', sentence: 'The statement is voided; record stores keep it and leave it out.' }
      : outcome;
  },
};

import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, JsonValue } from '#contract/publishing.ts';
import { GENERATOR } from '#delivery/export.ts';
import { stableId } from '#delivery/identifier.ts';
import { languageFor } from '#delivery/language.ts';
import { urnOf, agentOf, HOME } from '#delivery/xapi/xapi.ts';
import { outcomeOf, type Answer } from '../failure.ts';
import { outbound } from '../outbound.ts';
import type { Connection, Outcome, Target, Withdrawal } from '../target.ts';
import { authorizationOf, NETWORK, SIGN_IN } from './options.ts';

/**
 * A statement for each publication in a learning record store (xAPI 1.0.3): that it was sent, and nothing about what learners did. Its id is the item's
 * key; campaign and touchpoints are the activities that an export calls so.
 */

const VERSION = '1.0.3';
const SENT = 'http://activitystrea.ms/schema/1.0/send';
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

interface Statement {
  id: string;
  [property: string]: JsonValue;
}

const statementOf = (item: Item): Statement => item.payload as unknown as Statement;

const voidingOf = async ({ key, campaign }: Item): Promise<Statement> => ({
  id: await stableId([key, 'voided']),
  actor: agentOf(campaign),
  verb: { id: VOIDED, display: { 'en-US': 'voided' } },
  object: { objectType: 'StatementRef', id: key },
});

const headersOf = (connection: Connection): Record<string, string> => ({
  'x-experience-api-version': VERSION,
  accept: 'application/json',
  ...authorizationOf(connection),
});

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
  // Another one of this id is there; some stores say the same of this very one.
  if (answer.state === 'answered' && answer.status === 409) return compare(connection, statement);
  if (answer.state === 'answered' && answer.status === 400)
    return {
      state: 'failed',
      sentence:
        'The record store does not take the statement (400). Check that the address is that of its xAPI endpoint, then approve again.',
    };
  const outcome = outcomeOf(answer, connection.now());
  return outcome.state === 'sent' ? { state: 'sent', remoteId: statement.id } : outcome;
}

const ANOTHER =
  'The record store has another statement under this id, as of an earlier text, and statements cannot be changed. Nothing was added: leave it as it is there.';
const VOID =
  'The record store has this statement as voided since it was withdrawn, and what is voided does not come back. Nothing was added.';

/** Whether the statement that a store has is this one. */
async function compare(connection: Connection, statement: Statement): Promise<Outcome> {
  const answer = await ask(connection, 'GET', `statements?statementId=${statement.id}`);
  if (answer.state === 'answered' && answer.status === 404) return { state: 'failed', sentence: VOID };
  const outcome = outcomeOf(answer, connection.now());
  // Nothing left: the store was only asked.
  if (outcome.state !== 'sent') return outcome.state === 'unknown' ? { ...outcome, state: 'later' } : outcome;
  return saysTheSame(statement, parsed((answer as { text: string }).text))
    ? { state: 'sent', remoteId: statement.id }
    : { state: 'failed', sentence: ANOTHER };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);

/** Whether all that we say is there: stores add to statements, and write instants in their own way. */
function saysTheSame(ours: JsonValue, theirs: unknown): boolean {
  if (ours === null || typeof ours !== 'object')
    return ours === theirs || (isInstant(ours) && isInstant(theirs) && Date.parse(ours) === Date.parse(theirs));
  if (theirs === null || typeof theirs !== 'object') return false;
  return Object.entries(ours).every(([name, one]) => saysTheSame(one, (theirs as Record<string, unknown>)[name]));
}

export const xapi: Target = {
  id: 'xapi',
  options: z.strictObject({ ...SIGN_IN, ...NETWORK }),
  needs: { url: true, secret: false, addresses: false },
  timing: 'due',
  isIdempotent: true,

  async compose(campaign, delivery, segment, _profile, key) {
    const { touchpoint, message, instant, occurrence } = delivery;
    const language = languageFor(delivery) ?? 'und';
    const ofCampaign = await urnOf(campaign);
    const statement = {
      id: key,
      actor: agentOf(campaign.id),
      verb: { id: SENT, display: { 'en-US': 'sent' } },
      object: {
        objectType: 'Activity',
        id: await urnOf(campaign, touchpoint.id),
        definition: {
          type: `${HOME}/message`,
          name: { [language]: message.subject || touchpoint.name },
          ...(message.body !== '' && { description: { [language]: message.body } }),
          ...(message.callToAction?.link?.startsWith('http') && { moreInfo: message.callToAction.link }),
        },
      },
      context: {
        platform: GENERATOR,
        contextActivities: {
          grouping: [
            {
              objectType: 'Activity',
              id: ofCampaign,
              definition: { type: `${HOME}/campaign`, name: { und: campaign.name } },
            },
          ],
        },
        extensions: {
          [`${HOME}/channel`]: touchpoint.channel,
          [`${HOME}/occurrence`]: occurrence,
          ...(segment && { [`${HOME}/segment`]: { id: segment.id, name: segment.name } }),
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

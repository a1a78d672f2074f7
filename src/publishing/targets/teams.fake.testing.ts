import { startFake, type Fake, type Reply, type Seen } from '../fake.testing.ts';

/**
 * A FAKE of a Teams workflow (“when a webhook request is received”, then “post card in a chat or channel”), from Microsoft's documents alone: what it
 * takes, how large a card may get after Teams has added its own, and how it fails. Teams itself was never reached.
 */

export interface TeamsFake extends Fake {
  /** The whole address, which is the secret. */
  address: string;
  cards: { version: string; body: unknown[] }[];
}

export const SIGNATURE = 'canary-sig-Zx81';
const PATH = '/workflows/0a1b2c/triggers/manual/paths/invoke';
const MOST_AFTER_INFLATION = 28_672;
/** By as much a card was seen to grow (MicrosoftDocs/msteams-docs#11274), with room. */
const INFLATION = 1.2;

interface Envelope {
  type?: string;
  attachments?: { contentType?: string; content?: { type?: string; version?: string; body?: unknown[] } }[];
}

export async function startTeams(): Promise<TeamsFake> {
  const cards: TeamsFake['cards'] = [];
  const refused = (status: number, code: string): Reply => ({ status, body: { error: { code } } });
  function answer({ method, path, query, headers, body }: Seen): Reply {
    if (path !== PATH) return refused(404, 'WorkflowNotFound');
    if (method !== 'POST') return refused(404, 'NotFound');
    if (query.get('sig') !== SIGNATURE) return refused(401, 'DirectApiAuthorizationRequired');
    if (!headers['content-type']?.startsWith('application/json')) return refused(415, 'UnsupportedMediaType');
    if (Buffer.byteLength(body) * INFLATION > MOST_AFTER_INFLATION) return refused(413, 'RequestEntityTooLarge');
    let given: Envelope;
    try {
      given = JSON.parse(body) as Envelope;
    } catch {
      return refused(400, 'InvalidRequestContent');
    }
    const [attachment] = given.attachments ?? [];
    const card = attachment?.content;
    if (given.type !== 'message' || attachment?.contentType !== 'application/vnd.microsoft.card.adaptive')
      return refused(400, 'TriggerInputSchemaMismatch');
    // Teams shows nothing of a later version, and knows no action that submits.
    if (card?.type !== 'AdaptiveCard' || Number(card.version) > 1.5 || body.includes('Action.Submit'))
      return refused(400, 'BadRequest');
    cards.push({ version: card.version!, body: card.body ?? [] });
    return { status: 202 };
  }
  const fake = await startFake(answer);
  return Object.assign(fake, {
    cards,
    address: `${fake.url}${PATH}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${SIGNATURE}`,
  });
}

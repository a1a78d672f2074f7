import { startFake, type Fake, type Reply, type Seen } from '../fake.testing.ts';

/**
 * A FAKE of a learning record store, from the xAPI specification 1.0.3 (Communication, 2.1): version header, PUT by id, 409 for another statement of the
 * same id, voiding. No real store was reached.
 */

interface Statement {
  id: string;
  actor: object;
  verb: { id: string };
  object: { objectType?: string; id: string };
  [property: string]: unknown;
}

export interface StoreFake extends Fake {
  statements: Map<string, Statement>;
  voided: Set<string>;
}

export const LOGIN = { user: 'store', password: 'canary-store-77' };

/** Some stores answer 204 to the same statement once more, and some 409. */
export async function startStore(again: 204 | 409): Promise<StoreFake> {
  const statements = new Map<string, Statement>();
  const voided = new Set<string>();
  const allowed = `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`;
  function answer({ method, path, query, headers, body }: Seen): Reply {
    if (!headers['x-experience-api-version']?.startsWith('1.0')) return { status: 400 };
    if (headers['authorization'] !== allowed) return { status: 401 };
    if (path !== '/xapi/statements') return { status: 404 };
    const id = query.get('statementId');
    if (method === 'GET') {
      if (id === null) return { status: 200, body: { statements: [...statements.values()].slice(0, 1), more: '' } };
      const found = voided.has(id) ? undefined : statements.get(id);
      return found ? { status: 200, body: found } : { status: 404 };
    }
    if (method !== 'PUT' || id === null) return { status: 400 };
    const statement = JSON.parse(body) as Statement;
    const { actor, verb, object } = statement;
    if (statement.id !== id || !actor || !verb?.id || !object?.id) return { status: 400 };
    if (statements.has(id))
      return { status: JSON.stringify(statements.get(id)) === JSON.stringify(statement) ? again : 409 };
    statements.set(id, statement);
    if (verb.id === 'http://adlnet.gov/expapi/verbs/voided') voided.add(object.id);
    return { status: 204 };
  }
  return Object.assign(await startFake(answer), { statements, voided });
}

import { startFake, type Fake, type Reply, type Seen } from '../fake.testing.ts';

/**
 * A FAKE of listmonk's API for campaigns and lists, from its documents (listmonk.app/docs/apis): which changes of status it allows, that only drafts can
 * be changed, and that a time has to be still to come. listmonk itself was not run.
 */

interface Kept {
  id: number;
  name: string;
  subject: string;
  body: string;
  lists: number[];
  tags: string[];
  status: string;
  send_at: string | null;
}

export interface ListmonkFake extends Fake {
  campaigns: Kept[];
  now: Date;
}

export const TOKEN_OWNER = 'planner';
export const TOKEN = 'canary-token-55';
const LISTS = [
  { id: 3, name: 'Sales' },
  { id: 4, name: 'Ops' },
];

const ALLOWED: Record<string, string[]> = {
  draft: ['scheduled'],
  scheduled: ['draft'],
  running: ['paused', 'cancelled'],
  paused: ['running', 'cancelled'],
};

export async function startListmonk(now: Date): Promise<ListmonkFake> {
  const campaigns: Kept[] = [];
  const bad = (status: number, message: string): Reply => ({ status, body: { message } });
  const good = (data: unknown): Reply => ({ status: 200, body: { data } });

  function wrongIn({ name, subject, lists, body, send_at }: Partial<Kept>): Reply | undefined {
    if (!name || !subject) return bad(400, 'Invalid length for name or subject.');
    if (!lists?.length || lists.some((id) => !LISTS.some((list) => list.id === id)))
      return bad(400, 'No lists selected.');
    if (send_at && Date.parse(send_at) <= fake.now.getTime()) return bad(400, 'Date should be in the future.');
    // Bodies and subjects are Go templates.
    if (`${subject}${body}`.replaceAll('{{ `{{` }}', '').includes('{{'))
      return bad(400, 'Error compiling campaign: unexpected token.');
    return undefined;
  }

  function answer({ method, path, query, headers, body }: Seen): Reply {
    if (headers['authorization'] !== `token ${TOKEN_OWNER}:${TOKEN}`) return bad(403, 'invalid API credentials');
    const given = body === '' ? {} : (JSON.parse(body) as Partial<Kept>);
    const [, id, what] = /^\/api\/campaigns\/(\d+)(?:\/(status))?$/.exec(path) ?? [];
    const kept = campaigns.find((one) => one.id === Number(id));
    if (path === '/api/lists') return good({ results: LISTS, total: LISTS.length });
    if (path === '/api/campaigns' && method === 'GET') {
      const tags = query.getAll('tag');
      const found = campaigns.filter((one) => tags.every((tag) => one.tags.includes(tag)));
      return good({ results: found, total: found.length, page: 1, per_page: 100 });
    }
    if (path === '/api/campaigns' && method === 'POST') {
      const wrong = wrongIn(given);
      if (wrong) return wrong;
      const made = { ...(given as Kept), id: campaigns.length + 1, status: 'draft' };
      campaigns.push(made);
      return good(made);
    }
    if (id === undefined) return bad(404, 'Not Found');
    if (!kept) return bad(400, 'Campaign not found.');
    if (method === 'GET') return good(kept);
    if (method !== 'PUT') return bad(405, 'Method Not Allowed');
    if (what === 'status') {
      if (!ALLOWED[kept.status]?.includes(given.status ?? ''))
        return bad(400, `Cannot change status from ${kept.status}.`);
      if (given.status === 'scheduled' && !(kept.send_at && Date.parse(kept.send_at) > fake.now.getTime()))
        return bad(400, 'Campaign needs a `send_at` date to be scheduled.');
      kept.status = given.status!;
      return good(kept);
    }
    if (kept.status !== 'draft' && kept.status !== 'paused')
      return bad(400, 'Cannot update a running or a finished campaign.');
    const wrong = wrongIn(given);
    if (wrong) return wrong;
    Object.assign(kept, given);
    return good(kept);
  }

  const fake: ListmonkFake = Object.assign(await startFake(answer), { campaigns, now });
  return fake;
}

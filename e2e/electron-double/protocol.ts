import { app } from './app.ts';
import { handlers } from './host.ts';

type Answer = (request: Request) => Response | Promise<Response>;

const answers = new Map<string, Answer>();
let areSchemesKnown = false;

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: object }[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (areSchemesKnown) throw new Error('protocol.registerSchemesAsPrivileged may be called once');
    areSchemesKnown = schemes.length > 0;
  },
  handle(scheme: string, answer: Answer): void {
    if (!app.isReady()) throw new Error('protocol.handle needs app to be ready');
    if (answers.has(scheme)) throw new Error(`The protocol “${scheme}” has a handler already`);
    answers.set(scheme, answer);
  },
};

/** A request of a page. Resolves to undefined where no handler serves the scheme. */
handlers['fetch'] = async (url: string, method: string, headers: Record<string, string>) => {
  const answer = answers.get(new URL(url).protocol.slice(0, -1));
  if (!answer) return undefined;
  const request = new Request('https://placeholder.invalid/', { method, headers });
  // Node's Request does not take every scheme; the application reads `url` and `method`.
  Object.defineProperty(request, 'url', { value: url });
  const response = await answer(request);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { t } from '../text/text.ts';
import type { Page } from './page.ts';
import { webBridge } from './webBridge.ts';

interface Sent {
  path: string;
  method: string | undefined;
  authorization: string | null;
  body: string;
}

/** A page whose studio answers with what `answer` says. */
function pageWith(hash: string, answer: (sent: Sent) => Response | Promise<Response>) {
  const store = new Map<string, string>();
  const addresses: string[] = [];
  const sent: Sent[] = [];
  const onAddress: ((event: Event) => void)[] = [];
  const page: Page = {
    addEventListener: (type, listener) => void (type === 'hashchange' && onAddress.push(listener)),
    location: { hash, pathname: '/', search: '' },
    document: { visibilityState: 'visible' },
    navigator: {},
    history: { state: null, replaceState: (_state, _title, address) => void addresses.push(String(address)) },
    sessionStorage: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
    },
    async fetch(path, init) {
      const request = new Request(`http://127.0.0.1${path}`, init);
      const one = {
        path,
        method: init?.method,
        authorization: request.headers.get('Authorization'),
        body: await request.text(),
      };
      sent.push(one);
      return answer(one);
    },
  };
  /** The person opens another address in the same tab. */
  const goTo = (next: string) => {
    const oldURL = `http://127.0.0.1/${page.location.hash}`;
    page.location.hash = next;
    for (const listener of onAddress) listener(Object.assign(new Event('hashchange'), { oldURL }));
  };
  return { page, store, addresses, sent, goTo };
}

const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });

describe('the token', () => {
  it('goes from the address into the session and into every call', async () => {
    const { page, store, addresses, sent } = pageWith('#token=abc_-1', () => json({ value: 1 }));
    await webBridge(page).call('library.list', {});
    expect([...store.values()]).toEqual(['abc_-1']);
    expect(addresses).toEqual(['/']);
    expect(sent).toEqual([{ path: '/api/library.list', method: 'POST', authorization: 'Bearer abc_-1', body: '{}' }]);
  });

  it('leaves the rest of the address alone', () => {
    const { page, addresses } = pageWith('#token=abc&campaign=one&screen=goals', () => json({ value: 1 }));
    webBridge(page);
    expect(addresses).toEqual(['/#campaign=one&screen=goals']);
  });

  it('comes into the address of another window, before the place', () => {
    const { page } = pageWith('#token=a b', () => json({ value: 1 }));
    const bridge = webBridge(page);
    expect(bridge.addressOf('campaign=one')).toBe('/#token=a+b&campaign=one');
    expect(bridge.addressOf('')).toBe('/#token=a+b');
  });

  it('goes on where the browser blocks storage, also after a reload', async () => {
    const made = pageWith('#token=abc&campaign=one', () => json({ value: 1 }));
    let state: unknown = { own: 1 };
    const blocked = (hash: string): Page => ({
      ...made.page,
      location: { hash, pathname: '/', search: '' },
      get sessionStorage(): Page['sessionStorage'] {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
      history: {
        get state(): unknown {
          return state;
        },
        replaceState: (next, _title, address) => {
          state = next;
          made.addresses.push(String(address));
        },
      },
    });
    for (const hash of ['#token=abc&campaign=one', '#campaign=one']) {
      expect(await webBridge(blocked(hash)).call('library.list', {})).toEqual({ value: 1 });
      expect(made.sent.at(-1)!.authorization).toBe('Bearer abc');
    }
    expect(made.addresses).toEqual(['/#campaign=one']);
    expect(state).toMatchObject({ own: 1 });
  });

  it('survives a reload, which has none in the address', async () => {
    const { page, store, addresses, sent } = pageWith('', () => json({ value: 1 }));
    store.set('studio-token', 'kept');
    await webBridge(page).call('library.list', {});
    expect(addresses).toEqual([]);
    expect(sent[0]?.authorization).toBe('Bearer kept');
  });
});

describe('a call', () => {
  it('comes back as the studio answered it, whatever the status', async () => {
    const refusal = { error: { code: 'refused', message: 'No.' } };
    const { page } = pageWith('#token=a', ({ path }) =>
      path.endsWith('list') ? json(refusal, 403) : json({ value: 7 }),
    );
    expect(await webBridge(page).call('library.list', {})).toEqual(refusal);
    expect(await webBridge(page).call('studio.about', {})).toEqual({ value: 7 });
  });

  it('is worth trying again where another run of the studio does not know the token', async () => {
    const refusal = () => json({ error: { code: 'refused', message: 'No.' } }, 401);
    expect(await webBridge(pageWith('#token=a', refusal).page).call('campaign.execute', {})).toEqual({
      error: { code: 'internal', message: t('app.oldToken') },
    });
    expect(await webBridge(pageWith('', refusal).page).call('campaign.execute', {})).toEqual({
      error: { code: 'internal', message: t('app.noToken') },
    });
  });

  it('goes on with the token of an address that is opened in the same tab, where the person was', async () => {
    const { page, store, addresses, sent, goTo } = pageWith('#token=a', () => json({ value: 1 }));
    const bridge = webBridge(page);
    page.location.hash = '#campaign=one';
    goTo('#token=b');
    await bridge.call('library.list', {});
    expect(sent.at(-1)!.authorization).toBe('Bearer b');
    expect([...store.values()]).toEqual(['b']);
    expect(addresses.at(-1)).toBe('/#campaign=one');
  });

  it('says so where nobody answers', async () => {
    const { page } = pageWith('#token=a', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await webBridge(page).call('library.list', {})).toEqual({
      error: {
        code: 'internal',
        message: 'The studio does not answer. If it was stopped, start it again and open the address that it prints.',
      },
    });
  });

  it('is not even sent where it is too large', async () => {
    const { page, sent } = pageWith('#token=a', () => json({ value: 1 }));
    const text = 'x'.repeat(96 * 1024 * 1024);
    expect(await webBridge(page).call('library.import', { fileName: 'a', text })).toEqual({
      error: { code: 'badInput', message: 'That is larger than the studio takes (96 MB). Choose a smaller file.' },
    });
    expect(sent).toEqual([]);
  });
});

describe('events', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A studio whose event streams are written by the test. */
  function streaming() {
    const writers: WritableStreamDefaultWriter<string>[] = [];
    const signals: (AbortSignal | null | undefined)[] = [];
    const made = pageWith('#token=a', () => {
      const { readable, writable } = new TextEncoderStream();
      writers.push(writable.getWriter());
      return new Response(readable);
    });
    const page: Page = {
      ...made.page,
      fetch(path, init) {
        signals.push(init?.signal);
        return made.page.fetch(path, init);
      },
    };
    return { ...made, page, writers, signals };
  }

  it('arrive whole, however the stream is cut, for every listener', async () => {
    const { page, writers, sent } = streaming();
    const bridge = webBridge(page);
    const first: unknown[] = [];
    const second: unknown[] = [];
    bridge.subscribe((event) => first.push(event));
    bridge.subscribe((event) => second.push(event));
    await vi.waitFor(() => expect(writers.length).toBe(1));
    expect(sent.map(({ path, authorization }) => [path, authorization])).toEqual([['/api/events', 'Bearer a']]);
    for (const piece of ['\n', '{"type":"libr', 'ary.changed"}\n{"type":"pro', 'gress","job":"é"}\n\n']) {
      await writers[0]!.write(piece);
    }
    await vi.waitFor(() => expect(second.length).toBe(2));
    expect(first).toEqual([{ type: 'library.changed' }, { type: 'progress', job: 'é' }]);
    expect(second).toEqual(first);
  });

  it('come again after the stream broke, with word that some were missed', async () => {
    const { page, writers } = streaming();
    const events: unknown[] = [];
    webBridge(page).subscribe((event) => events.push(event));
    await vi.waitFor(() => expect(writers.length).toBe(1));
    await writers[0]!.close();
    await vi.waitFor(() => expect(writers.length).toBe(2));
    await writers[1]!.write('{"type":"progress"}\n');
    await vi.waitFor(() => expect(events).toEqual([{ type: 'library.changed' }, { type: 'progress' }]));
  });

  it('end with the last listener', async () => {
    const { page, writers, signals } = streaming();
    const bridge = webBridge(page);
    const stopFirst = bridge.subscribe(() => undefined);
    const stopSecond = bridge.subscribe(() => undefined);
    await vi.waitFor(() => expect(writers.length).toBe(1));
    stopFirst();
    expect(signals[0]?.aborted).toBe(false);
    stopSecond();
    expect(signals[0]?.aborted).toBe(true);
  });

  it('are not asked for again with a token that is refused', async () => {
    const { page, sent } = pageWith('#token=old', () => json({ error: { code: 'refused', message: 'no' } }, 401));
    webBridge(page).subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(1);
  });
});

/** Attacks on the browser's host over the wire: who is let in, what is no request, and what takes memory or time. */
import { connect } from 'node:net';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstCampaign, require, startHost } from './host.mjs';

/** What comes back for bytes that a well-behaved client would not send. */
function raw(port, text, wait = 1500) {
  return new Promise((found) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const end = () => {
      socket.destroy();
      found(said.split('\r\n')[0] || 'closed');
    };
    socket.on('data', (chunk) => (said += chunk));
    socket.on('error', end).on('end', end);
    setTimeout(end, wait);
  });
}

/** Strangers: tokens, other sites, other names, other methods and types. */
export async function strangers() {
  const host = await startHost();
  const status = async (method, path, headers, body = '{}') =>
    (await host.send(method, path, { headers, body: body ?? undefined })).status;
  const list = (headers) => status('POST', '/api/library.list', headers);
  const expected = [
    [await list({ Authorization: '' }), 401],
    [await list({ Authorization: `Bearer ${host.token}x` }), 401],
    [await list({ Authorization: `Bearer ${host.token.slice(1)}` }), 401],
    [await status('POST', `/api/library.list?token=${host.token}`, { Authorization: '' }), 401],
    ...(await Promise.all(
      ['http://evil.example', 'null', 'https://127.0.0.1', `http://localhost:${host.port}`].map(async (origin) => [
        await list({ Origin: origin }),
        403,
      ]),
    )),
    ...(await Promise.all(
      ['evil.example', 'localhost', `localhost:${host.port}`, '[::1]', `127.0.0.1:${host.port}.`].map(async (name) => [
        await list({ Host: name }),
        421,
      ]),
    )),
    ...(await Promise.all(
      ['cross-site', 'same-site'].map(async (site) => [await list({ 'Sec-Fetch-Site': site }), 403]),
    )),
    [await status('GET', '/api/library.list', {}, null), 405],
    [await status('PUT', '/index.html', {}), 405],
    [await list({ 'Content-Type': 'text/plain' }), 415],
    [await status('POST', '/api/constructor', {}), 404],
    [await status('POST', '/api/__proto__', {}), 404],
  ];
  const wrong = expected.filter(([found, right]) => found !== right);
  require(wrong.length === 0, `answered otherwise: ${JSON.stringify(wrong)}`);
  await host.stop();
  return `${expected.length} of ${expected.length} refused as they should be (401, 403, 404, 405, 415, 421)`;
}

/** Bytes that are no request, or two in one. */
export async function smuggling() {
  const host = await startHost();
  const head = `Host: 127.0.0.1:${host.port}\r\nAuthorization: Bearer ${host.token}\r\nContent-Type: application/json\r\n`;
  const answers = [];
  for (const text of [
    'GARBAGE\r\n\r\n',
    '\u0016\u0003\u0001\u0002\u0000',
    `POST /api/library.list HTTP/1.1\r\n${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/library.list HTTP/1.1\r\n${head}Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}`,
    `POST /api/library.list HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n{}`,
    `POST /api/library.list HTTP/1.1\r\n${head}Content-Length: -1\r\n\r\n{}`,
    `GET / HTTP/1.1\r\n\r\n`,
    `GET /${'a'.repeat(60_000)} HTTP/1.1\r\n${head}\r\n`,
    `GET / HTTP/1.1\r\n${head}X: ${'a'.repeat(100_000)}\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`,
    `GET http://evil.example/ HTTP/1.1\r\n${head}\r\n`,
  ])
    answers.push(await raw(host.port, text));
  require(answers.every(
    (answer) => answer === 'closed' || /^HTTP\/1\.1 4\d\d/.test(answer),
  ), `taken for sound: ${answers.join(', ')}`);
  await host.ask('library.list', {});
  await host.stop();
  return `${answers.length} of ${answers.length} refused or closed; the next call answered`;
}

/** JSON that is none, deep or hostile. */
export async function json() {
  const host = await startHost();
  const bodies = [
    '',
    '{',
    '[',
    'null',
    '"x"',
    '[]',
    '{"__proto__":{"id":"x"}}',
    '{"id":"\\ud800"}',
    '{"id":"\\u0000"}',
  ];
  for (const depth of [100_000, 1_000_000]) bodies.push('['.repeat(depth), '['.repeat(depth) + ']'.repeat(depth));
  let refused = 0;
  for (const body of bodies) {
    const { status, text } = await host.send('POST', '/api/campaign.open', { body });
    const { error } = JSON.parse(text);
    require(error && error.code !== 'internal', `${body.slice(0, 40)}: ${status} ${text.slice(0, 200)}`);
    refused++;
  }
  require(host.complaint() === '', `the log says ${host.complaint().slice(0, 200)}`);
  await host.stop();
  return `${refused} of ${bodies.length} refused in words, nothing in the log`;
}

/** Large bodies, with the memory afterwards. */
export async function bodies() {
  const host = await startHost();
  const before = host.rss();
  const size = async (megabytes, headers = {}) =>
    (await host.send('POST', '/api/library.import', { body: Buffer.alloc(megabytes * 1024 * 1024, 0x20), headers }))
      .status;
  const statuses = [await size(95), await size(100), await size(300), await size(100, { Authorization: '' })];
  require(statuses.join() === '400,413,413,401', `answered ${statuses.join()}`);
  const peak = host.rss();
  await sleep(15_000);
  const after = host.rss();
  await host.ask('library.list', {});
  await host.stop();
  return `95, 100, 300 MB, and 100 MB of a stranger: ${statuses.join(', ')}; rss ${before} MB before, ${peak} after, ${after} 15 s later`;
}

/** 200 connections that send their request a byte at a time. */
export async function dripping() {
  const host = await startHost();
  const sockets = await Promise.all(
    Array.from(
      { length: 200 },
      () =>
        new Promise((found) => {
          const socket = connect(host.port, '127.0.0.1', () => found(socket));
          socket.on('error', () => undefined);
        }),
    ),
  );
  for (const socket of sockets) socket.write('POST /api/library.list HTTP/1.1\r\nHost: x');
  const began = performance.now();
  await host.ask('library.list', {});
  const milliseconds = Math.round(performance.now() - began);
  for (const socket of sockets) socket.destroy();
  await host.stop();
  return `another call answered in ${milliseconds} ms`;
}

/** 200 windows that listen, and then one that never reads. */
export async function listeners() {
  const host = await startHost();
  const id = await firstCampaign(host);
  const subscribe = () =>
    new Promise((found) => {
      request(
        {
          host: '127.0.0.1',
          port: host.port,
          path: '/api/events',
          headers: { Authorization: `Bearer ${host.token}` },
          agent: false,
        },
        found,
      ).end();
    });
  const streams = await Promise.all(Array.from({ length: 200 }, subscribe));
  let heard = 0;
  for (const stream of streams)
    stream.setEncoding('utf8').on('data', (text) => (heard += text.split('campaign.changed').length - 1));
  const EVENTS = 20;
  let revision = 0;
  for (let times = 0; times < EVENTS; times++)
    ({ revision } = await host.ask('campaign.execute', {
      id,
      revision,
      command: { type: 'setDetails', changes: { name: `${times}` } },
    }));
  for (let waited = 0; heard < 200 * EVENTS && waited < 200; waited++) await sleep(50);
  require(heard === 200 * EVENTS, `${heard} of ${200 * EVENTS} events heard`);
  for (const stream of streams) stream.destroy();

  const before = host.rss();
  const idle = await subscribe();
  idle.on('error', () => undefined);
  let most = before;
  const LARGE = 150;
  for (let times = 0; times < LARGE; times++) {
    const logo = `data:image/png;base64,${String(times).padStart(4, '0').repeat(170_000)}`;
    ({ revision } = await host.ask('campaign.execute', {
      id,
      revision,
      command: { type: 'editBrand', changes: { logo } },
    }));
    most = Math.max(most, host.rss());
  }
  let unread = 0;
  idle.on('data', (chunk) => (unread += chunk.length));
  await new Promise((found) => idle.once('close', found));
  require(unread < 30_000_000, `${unread} bytes were kept for a window that does not read`);
  await host.stop();
  return `${heard} of ${200 * EVENTS} events; one that never reads was cut off after ${Math.round(unread / 1e6)} MB of ${Math.round((LARGE * 680) / 1000)}, rss ${before} to at most ${most} MB over ${LARGE} edits of 0.7 MB`;
}

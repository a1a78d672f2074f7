/** Attacks on edits: a studio that is killed while it stores, and two windows that edit at once while answers get lost. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { asText, firstCampaign, newFolder, newStep, randomFrom, require, startHost } from './host.mjs';

const rename = (name) => ({ type: 'setDetails', changes: { name } });

function integrity(folder) {
  const database = new SqliteDatabase(join(folder, 'library.sqlite'));
  const answer = database.pragma('integrity_check', { simple: true });
  database.close();
  return answer;
}

/** Edits without a pause until the host dies; the last revision that was acknowledged. */
async function editUntilDeath(host, id, from) {
  let revision = from;
  for (;;) {
    try {
      ({ revision } = await host.ask('campaign.execute', { id, revision, command: rename(`Name ${revision + 1}`) }));
    } catch {
      return revision;
    }
  }
}

/** kill -9 over HTTP at random moments. */
export async function kills({ seed, rounds = 60 }) {
  const random = randomFrom(seed);
  const data = newFolder();
  let host = await startHost(data);
  const id = await firstCampaign(host);
  const original = (await host.ask('campaign.open', { id })).campaign;
  let acknowledged = 0;
  let unacknowledged = 0;
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const before = (await host.ask('campaign.open', { id })).revision;
    const edits = editUntilDeath(host, id, before);
    await sleep(20 + random() * 500);
    await host.stop('SIGKILL');
    const last = await edits;
    const began = performance.now();
    host = await startHost(data);
    slowest = Math.max(slowest, performance.now() - began);
    const found = await host.ask('campaign.open', { id });
    require(found.revision >= last, `round ${round}: revision ${last} was acknowledged, ${found.revision} found`);
    require(found.revision <= last + 1, `round ${round}: ${found.revision - last} changes that nobody made`);
    require(found.revision === 0 ||
      found.campaign.name === `Name ${found.revision}`, `round ${round}: another document`);
    require((await host.ask('studio.about', {})).older === null, `round ${round}: called older`);
    acknowledged += last - before;
    unacknowledged += found.revision - last;
  }
  let { revision, history } = await host.ask('campaign.open', { id });
  let undone = 0;
  for (; history.undo; undone++) ({ revision, history } = await host.ask('campaign.undo', { id, revision }));
  require(asText((await host.ask('campaign.open', { id })).campaign) ===
    asText(original), 'undo does not end at the original');
  await host.stop();
  require(integrity(data) === 'ok', 'the library is not sound');
  return `${acknowledged} acknowledged, 0 lost; ${unacknowledged} stored and not acknowledged; ${undone} undone to the original; slowest start ${Math.round(slowest)} ms`;
}

/** The three signals while edits run. */
export async function signals() {
  const said = [];
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    const host = await startHost();
    const id = await firstCampaign(host);
    const edits = editUntilDeath(host, id, 0);
    await sleep(300);
    const began = performance.now();
    const { code } = await host.stop(signal);
    const milliseconds = Math.round(performance.now() - began);
    const last = await edits;
    const again = await startHost(host.data);
    const { revision } = await again.ask('campaign.open', { id });
    await again.stop();
    require(code === 0 && revision >= last, `${signal}: code ${code}, ${revision} of ${last}`);
    said.push(`${signal} ${last} acknowledged, ${revision} found, ${milliseconds} ms`);
  }
  return said.join('; ');
}

/** Two windows with everything that people do, on one host or two, and answers that get lost: each step is done exactly once. */
export async function twoWindows({ seed, commands = 500, hosts = 1 }) {
  const random = randomFrom(seed);
  const first = await startHost();
  const second = hosts === 2 ? await startHost(first.data) : first;
  const id = await firstCampaign(first);
  const original = await first.ask('campaign.open', { id });
  const counts = { done: 0, conflicts: 0, refused: 0, lost: 0 };

  async function work(host, name) {
    let state = await host.ask('campaign.open', { id });
    for (let made = 0; made < commands / 2; made++) {
      const step = newStep();
      const draw = random();
      for (let attempt = 0; ; attempt++) {
        require(attempt < 200, `${name}: no end of conflicts`);
        const { method, input } = stepOf(state, draw, `${name}-${made}`);
        if (!method) break;
        const whole = { id, revision: state.revision, step, ...input };
        if (random() < 0.15) {
          counts.lost++;
          await host.call(method, whole, { lose: true });
        }
        const reply = await host.call(method, whole);
        if (reply.value) counts.done++;
        else if (reply.error.code === 'conflict') counts.conflicts++;
        else if (reply.error.code === 'refused') counts.refused++;
        else throw new Error(`${name}: ${reply.error.code}: ${reply.error.message}`);
        state = await host.ask('campaign.open', { id });
        if (reply.error?.code !== 'conflict') break;
      }
    }
  }
  await Promise.all([work(first, 'a'), work(second, 'b')]);
  const [one, other] = [await first.ask('campaign.open', { id }), await second.ask('campaign.open', { id })];
  require(asText(one) === asText(other), 'the two see different campaigns');
  require(one.revision === counts.done, `${counts.done} done, but the revision is ${one.revision}`);
  let { revision, history } = one;
  let undone = 0;
  for (; history.undo; undone++) ({ revision, history } = await first.ask('campaign.undo', { id, revision }));
  const back = await second.ask('campaign.open', { id });
  require(asText(back.campaign) === asText(original.campaign), 'undo does not end at the original');
  await Promise.all([first.stop(), second.stop()]);
  require(integrity(first.data) === 'ok', 'the library is not sound');
  const { done, conflicts, refused, lost } = counts;
  return `${done} done, each once; ${lost} answers lost and sent again; ${conflicts} conflicts tried again; ${refused} refused; ${undone} undone to the original`;
}

/** What a person might do next: move, duplicate, delete, edit a text, undo or redo what stands there. */
function stepOf({ campaign, history }, draw, name) {
  const item = campaign.touchpoints[Math.floor(draw * 1e6) % campaign.touchpoints.length];
  const execute = (command) => ({ method: 'campaign.execute', input: { command } });
  if (draw < 0.2 && history.undo) return { method: 'campaign.undo', input: { entry: history.undo.entry } };
  if (draw < 0.35 && history.redo) return { method: 'campaign.redo', input: { entry: history.redo.entry } };
  if (!item || draw < 0.5) {
    const [lane] = campaign.lanes;
    return execute({ type: 'addTouchpoint', item: { ...(item ?? NEW), id: `new-${name}`, laneId: lane.id } });
  }
  if (draw < 0.6) return execute({ type: 'removeTouchpoint', id: item.id });
  if (draw < 0.8) return execute({ type: 'moveTouchpoint', id: item.id, start: campaign.start });
  return execute({ type: 'editTouchpoint', id: item.id, changes: { name: `Named by ${name}` } });
}

const NEW = {
  name: 'New',
  tactic: 'broad-email',
  direction: 'push',
  channel: 'email',
  segments: [],
  start: '2027-01-11',
  days: 1,
  cadence: 'once',
  time: { zone: 'campaign', at: '09:00' },
  message: { subject: '', body: '' },
};

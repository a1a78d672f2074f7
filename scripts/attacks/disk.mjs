/** Attacks on the library's file and on where it stands: odd places, flipped bytes, output that cannot be written. */
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { firstCampaign, newFolder, randomFrom, require, startHost } from './host.mjs';

const CLI = resolve(import.meta.dirname, '../../bin/tandem.cjs');

/** Starts a host; the sentence of its refusal, or undefined. Stops it again. */
async function refusalAt(data, use = async () => undefined) {
  let host;
  try {
    host = await startHost(data);
  } catch (error) {
    return error.message.replace('The studio ended: ', '').trim();
  }
  try {
    await use(host);
  } finally {
    await host.stop();
  }
  return undefined;
}

/** Data folders that are odd, and files that are no library. Each opens, or is refused in one line. */
export async function places() {
  const folder = newFolder();
  const put = (name, bytes) => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'library.sqlite'), bytes);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'is a folder', 'library.sqlite'), { recursive: true });
  mkdirSync(join(folder, 'linked'));
  symlinkSync('/nowhere/at/all', join(folder, 'linked', 'library.sqlite'));
  mkdirSync(join(folder, 'looped'));
  symlinkSync('library.sqlite', join(folder, 'looped', 'library.sqlite'));
  const paths = [
    join(folder, 'with spaces and “quotes” \' "'),
    join(folder, 'ünïcødé 学习 👩‍👩‍👧'),
    join(folder, 'line\nfeed'),
    join(folder, '100%25'),
    join(folder, 'a'.repeat(300)),
    `${folder}${'/deep'.repeat(800)}`,
    '/dev/null/x',
    '/proc/x',
    put('empty', ''),
    put('text', 'A shopping list.\n'.repeat(500)),
    join(folder, 'is a folder'),
    join(folder, 'linked'),
    join(folder, 'looped'),
  ];
  let opened = 0;
  for (const path of paths) {
    const sentence = await refusalAt(path);
    if (sentence === undefined) opened++;
    else require(!/\n/.test(sentence) || path.includes('\n'), `${path.slice(0, 60)}: ${sentence}`);
    require(!/\n\s+at |SQLITE_ERROR|Error:/.test(sentence ?? ''), `${path.slice(0, 60)}: ${sentence}`);
  }
  return `${opened} opened, ${paths.length - opened} refused in one sentence, none hung`;
}

/** 16 bytes of the library overwritten somewhere. It opens, or is refused in words; a campaign too. */
export async function flips({ seed, rounds = 40 }) {
  const random = randomFrom(seed);
  const made = await startHost();
  await firstCampaign(made);
  await made.stop();
  const sound = readFileSync(join(made.data, 'library.sqlite'));
  const counts = { refused: 0, opened: 0, campaigns: 0 };
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(sound);
    // A third of them in the header, where most is decided.
    const offset = Math.floor(random() * (round % 3 === 0 ? 100 : bytes.length - 16));
    for (let place = 0; place < 16; place++) bytes[offset + place] ^= 1 + Math.floor(random() * 255);
    const data = newFolder();
    writeFileSync(join(data, 'library.sqlite'), bytes);
    const sentence = await refusalAt(data, async (host) => {
      const { value, error } = await host.call('library.list', {});
      for (const { id } of value?.campaigns ?? []) {
        const reply = await host.call('campaign.open', { id });
        if (reply.error) counts.campaigns++;
        require(reply.error?.code !== 'internal', `offset ${offset}: ${reply.error?.message}`);
      }
      require(error?.code !== 'internal', `offset ${offset}: ${error?.message} ${host.complaint()}`);
    });
    if (sentence === undefined) counts.opened++;
    else {
      counts.refused++;
      require(/is damaged|another program|newer studio|cannot be read/.test(sentence), `offset ${offset}: ${sentence}`);
      require(readFileSync(join(data, 'library.sqlite')).equals(bytes), `offset ${offset}: refused and yet changed`);
    }
  }
  return `${counts.refused} refused at the start and left as they were, ${counts.opened} opened, ${counts.campaigns} campaigns refused in words`;
}

/** Standard output on a full disk: one line and an end, the studio included. */
export async function fullOutput() {
  if (!existsSync('/dev/full')) return 'not on this system';
  const commands = [
    'templates',
    'assumptions --json',
    'schema campaign',
    'new --template blank --start 2027-01-04 -o -',
  ];
  for (const command of [...commands, `serve --data ${newFolder()}`]) {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...command.split(' ')], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    closeSync(full);
    require(status === 2 && /^tandem: .*disk is full.*\n$/.test(stderr), `${command}: ${status} ${stderr}`);
  }
  return `${commands.length + 1} commands end with 2 and one line, serve included`;
}

/** The launcher killed under a running studio, on the oldest Node that it hands over from where there is one. */
export async function launcherKilled() {
  const old = process.env.OLD_NODE ?? 'node';
  const launcher = spawn(old, [CLI, 'serve', '--data', newFolder(), '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise((found) => launcher.stdout.once('data', (chunk) => found(String(chunk))));
  const port = Number(new URL(/http:[^"]+/.exec(said)[0]).port);
  const isThere = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  require(await isThere(), 'the studio never answered');
  launcher.kill('SIGKILL');
  const { stdout } = spawnSync(old, ['--version'], { encoding: 'utf8' });
  for (let waited = 0; waited < 100; waited++) {
    if (!(await isThere())) return `on Node ${stdout.trim()}, the studio was gone within ${(waited + 1) * 50} ms`;
    await new Promise((found) => setTimeout(found, 50));
  }
  throw new Error('the studio runs on');
}

/** A library on a disk of 3 MB that runs full. Needs the right to mount one. */
export async function fullDisk() {
  const data = newFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', data]);
  if (mounted.status !== 0) return 'not tried: a disk of 3 MB cannot be mounted here';
  const host = await startHost(data);
  try {
    const id = await firstCampaign(host);
    let { revision } = await host.ask('campaign.open', { id });
    for (; revision < 5;)
      ({ revision } = await host.ask('campaign.execute', {
        id,
        revision,
        command: { type: 'setDetails', changes: { name: `${revision}` } },
      }));
    writeFileSync(join(data, 'filler'), Buffer.alloc(20_000), { flag: 'a' });
    for (let full = false; !full;) {
      try {
        writeFileSync(join(data, 'filler'), Buffer.alloc(4096), { flag: 'a' });
      } catch {
        full = true;
      }
    }
    let acknowledged = 0;
    let sentence = '';
    for (let times = 0; times < 20; times++) {
      const command = { type: 'setDetails', changes: { description: String(times).repeat(9000) } };
      const { value, error } = await host.call('campaign.execute', { id, revision, command });
      if (value) ({ revision } = value);
      acknowledged += value ? 1 : 0;
      sentence = error?.message ?? sentence;
    }
    require(/disk .* is full, so nothing was changed/.test(sentence), `said “${sentence}”`);
    require((await host.ask('campaign.open', { id })).revision === revision, 'reading differs');
    rmSync(join(data, 'filler'));
    let undone = 0;
    let { history } = await host.ask('campaign.open', { id });
    for (; history.undo; undone++) ({ revision, history } = await host.ask('campaign.undo', { id, revision }));
    require(undone === 5 + acknowledged, `${undone} undone`);
    return `${20 - acknowledged} of 20 edits refused in words, what was acknowledged is there, ${undone} of ${undone} undone once there is room`;
  } finally {
    await host.stop();
    spawnSync('umount', [data]);
  }
}

/** 150 edits of 0.7 MB: how large the library becomes. */
export async function largeEdits() {
  const host = await startHost();
  const id = await firstCampaign(host);
  let revision = 0;
  for (let times = 0; times < 150; times++) {
    const logo = `data:image/png;base64,${String(times).padStart(4, '0').repeat(170_000)}`;
    ({ revision } = await host.ask('campaign.execute', {
      id,
      revision,
      command: { type: 'editBrand', changes: { logo } },
    }));
  }
  await host.stop();
  const megabytes = Math.round(statSync(join(host.data, 'library.sqlite')).size / 1024 / 1024);
  require(megabytes < 100, `${megabytes} MB`);
  return `150 edits with their inverses, some 200 MB: the file has ${megabytes} MB`;
}

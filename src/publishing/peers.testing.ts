import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Real servers for the tests of publishing, from Debian's packages. Tests that need one which is not there are skipped, and say so. */

export interface Peer {
  port: number;
  /** What it keeps its things in. */
  folder: string;
  stop: () => Promise<void>;
}

export const ACCOUNT = 'planner';
export const PASSWORD = 'canary-password-7d1f';

/** Whether a program is there, of the package of Debian that has it; says so where it is not, so that nobody takes a skipped test for a passed one. */
export function isThere(program: string, { ask = ['--version'], from = program } = {}): boolean {
  const found = spawnSync(program, ask, { timeout: 60_000 }).status === 0;
  if (!found)
    process.stderr.write(`\n!!! ${from} is not installed: its tests are SKIPPED. Run: apt-get install ${from}\n`);
  return found;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const canConnect = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function started(program: string, parameters: string[], port: number, folder: string): Promise<Peer> {
  const child: ChildProcess = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4000)));
  let hasEnded = false;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      hasEnded = true;
      resolve();
    }),
  );
  while (!(await canConnect(port))) {
    if (hasEnded) throw new Error(`${program} did not start: ${said}`);
    await pause(50);
  }
  return {
    port,
    folder,
    stop: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'tandem-peer-'));

/** Radicale, with a password. */
export async function startRadicale(): Promise<Peer> {
  const folder = newFolder();
  const port = await freePort();
  const users = join(folder, 'users');
  writeFileSync(users, `${ACCOUNT}:${PASSWORD}\n`);
  const settings = [
    ['config', ''],
    ['server-hosts', `127.0.0.1:${port}`],
    ['auth-type', 'htpasswd'],
    ['auth-htpasswd-filename', users],
    ['auth-htpasswd-encryption', 'plain'],
    ['auth-delay', '0'],
    ['storage-filesystem-folder', join(folder, 'collections')],
  ].flatMap(([name, value]) => [`--${name}`, value!]);
  return started('radicale', settings, port, folder);
}

/** Xandikos, which asks for no password and keeps every event as a file of its own. */
export async function startXandikos(): Promise<Peer> {
  const folder = newFolder();
  const port = await freePort();
  const root = join(folder, 'root');
  mkdirSync(root);
  const settings = [
    '-d',
    root,
    '-l',
    '127.0.0.1',
    '-p',
    String(port),
    '--defaults',
    '--current-user-principal',
    `/${ACCOUNT}/`,
  ];
  return started('xandikos', settings, port, folder);
}

/** Dovecot, with a mailbox that holds so many kilobytes. */
export async function startDovecot(quotaKilobytes: number): Promise<Peer> {
  const folder = newFolder();
  const port = await freePort();
  const { username } = userInfo();
  const mail = username === 'root' ? 'nobody' : username;
  writeFileSync(join(folder, 'users'), `${ACCOUNT}:{PLAIN}${PASSWORD}\n`);
  const home = join(folder, 'home');
  mkdirSync(home);
  if (username === 'root') spawnSync('chown', [mail, home]);
  spawnSync('chmod', ['755', folder]);
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `
base_dir = ${join(folder, 'run')}
state_dir = ${join(folder, 'state')}
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:~/mail
mail_plugins = quota
first_valid_uid = 0
${username === 'root' ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}`}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = passwd-file
  args = ${join(folder, 'users')}
}
userdb {
  driver = static
  args = uid=${mail} gid=nogroup home=${home}
}
namespace inbox {
  inbox = yes
  mailbox Drafts {
    special_use = \\Drafts
    auto = create
  }
}
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=${quotaKilobytes}K
}
`,
  );
  return started('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], port, folder);
}

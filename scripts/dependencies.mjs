/** Dependencies: whether node_modules holds what package-lock.json says, and how to get it there. */
import { readFileSync } from 'node:fs';
import { inProject, ownNode, run, SetupError } from './project.mjs';

function packagesOf(...path) {
  try {
    return JSON.parse(readFileSync(inProject(...path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm notes in node_modules/.package-lock.json what it installed; that is compared with the lock, so nothing has to be remembered. */
export function areDependenciesInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules', '.package-lock.json');
  if (!wanted || !installed) return false;
  for (const [path, { version, optional, devOptional }] of Object.entries(wanted)) {
    if (path === '') continue;
    const present = installed[path];
    if (present ? present.version !== version : !optional && !devOptional) return false;
  }
  return ownNode() !== undefined || Number(process.versions.node.split('.')[0]) >= 22;
}

/** Why npm stopped, in words. */
function reasonOf(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'The package registry cannot be reached. Check the network or the proxy, then run this again.';
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `${inProject('node_modules')} cannot be written. Give yourself write permission there, then run this again.`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full. Free about 1 GB, then run this again.';
  return `npm could not install the dependencies; it said:\n${output.trim().split('\n').slice(-15).join('\n')}`;
}

/** Installs exactly what the lock says. Throws SetupError. */
export async function installDependencies(say) {
  say('Installing dependencies (about half a minute).');
  // Install scripts stay off: the one native package brings its binaries along, and would otherwise try to compile.
  const parameters = ['ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const environment = { npm_config_progress: 'false' };
  const { code, output } =
    npm && /\.c?js$/.test(npm)
      ? await run(process.execPath, [npm, ...parameters], { seconds: 900, environment })
      : await run('npm', parameters, { seconds: 900, environment, shell: process.platform === 'win32' });
  if (code === 0 && areDependenciesInstalled()) return;
  throw new SetupError(
    code === 0 ? 'npm left dependencies out. Delete node_modules, then run this again.' : reasonOf(output),
  );
}

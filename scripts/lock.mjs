/** One set-up at a time: two commands that start together must not install into the same folder. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, SetupError } from './project.mjs';

const path = inProject('.cache', 'setup.lock');

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether the lock was taken; one that a dead process left behind is cleared first. */
function take() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner > 0 && !isRunning(owner)) rmSync(path, { force: true });
  } catch {
    // The owner has just let go of it.
  }
  return false;
}

/** Runs `work` while no other set-up of this project runs. Throws SetupError where the other one takes over 15 minutes. */
export async function holdingLock(say, work) {
  mkdirSync(inProject('.cache'), { recursive: true });
  for (let tries = 0; !take(); tries++) {
    if (tries === 0) say('Waiting for another set-up of this project to finish.');
    if (tries > 3600)
      throw new SetupError(`Another set-up seems to hang. End it, delete ${path}, then run this again.`);
    await wait(250);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

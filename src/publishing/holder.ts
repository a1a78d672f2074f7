import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** The names of publishers, which say where they run, so that others can tell whether they still do. */

/** When a process was started, so that another one of its number is not taken for it; '' where the system does not tell. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const NODE = hostname().replace(/[^\w.-]/g, '');

/** A name for this publisher that says where it runs. */
export const newHolder = (): string => [NODE, process.pid, startOf(process.pid), randomUUID()].join(':');

/** Whether the process of another publisher still runs; undefined where it is on another machine. */
export function isHolderAlive(holder: string): boolean | undefined {
  const [node, id, start] = holder.split(':');
  if (node !== NODE) return undefined;
  const pid = Number(id);
  if (pid === process.pid && start !== startOf(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return start === startOf(pid);
}

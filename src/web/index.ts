import { parseArgs } from 'node:util';
import { Refusal } from '#campaign/refusal.ts';
import { serve } from './serve.ts';

/** The studio for the browser: node out/main/web.js [--port N] [--data FOLDER]. */

class UsageError extends Error {}

function readOptions(): { port: number; data: string | undefined } {
  let values: { port?: string | undefined; data?: string | undefined };
  try {
    ({ values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } }));
  } catch {
    throw new UsageError('Write --port NUMBER, --data FOLDER, both or neither.');
  }
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`“${values.port}” is not a port. Write a number from 0 to 65535; 0 takes any free one.`);
  }
  return { port, data: values.data };
}

try {
  const host = await serve(readOptions());
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    void host.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever started it over a channel (npm start, a test) has ended.
  process.on('disconnect', stop);
  // A studio whose address nobody could be told must not go on.
  process.stdout.once('error', stop);
  process.stdout.write(`Tandem Studio is at ${host.address}\nCtrl+C stops it.\n`);
} catch (error) {
  const forPeople = error instanceof Refusal || error instanceof UsageError;
  process.stderr.write(`${forPeople ? error.message : 'The studio could not be opened: ' + String(error)}\n`);
  process.exit(forPeople && error instanceof UsageError ? 2 : 1);
}

import { parseArgs } from 'node:util';
import { Refusal } from '#campaign/refusal.ts';
import { PRODUCT } from '#contract/product.ts';
import { failureOf } from '#studio/failure.ts';
import { serve } from './serve.ts';

/** The studio for the browser: node out/main/web.js [--port N] [--data FOLDER]. */

function readOptions(): { port: number; data: string | undefined } {
  let values: { port?: string | undefined; data?: string | undefined };
  try {
    ({ values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } }));
  } catch {
    throw new Refusal('badInput', 'Write --port NUMBER, --data FOLDER, both or neither.');
  }
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Refusal(
      'badInput',
      `“${values.port}” is not a port. Write a number from 0 to 65535; 0 takes any free one.`,
    );
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
  process.stdout.write(`${PRODUCT} is at ${host.address}\nCtrl+C stops it.\n`);
} catch (error) {
  const { code, message } = failureOf(error);
  process.stderr.write(`${message}\n`);
  process.exit(code === 'badInput' ? 2 : 1);
}

import { PRODUCT } from '#contract/product.ts';
import type { Command } from 'commander';
import { wholeNumber } from '../options.ts';
import { note, printJson, printLine } from '../output.ts';

interface Options {
  port: number;
  data?: string;
  json?: boolean;
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Open the studio for a browser on this machine, until Ctrl+C.')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes any free one', wholeNumber(0, 65_535), 0)
    .option('--data <folder>', 'folder of the library (default: the one of the application)')
    .option('--json', 'print the address as JSON')
    .action(serveStudio);
}

async function serveStudio({ port, data, json }: Options): Promise<void> {
  const { serve } = await import('#web/serve.ts');
  const host = await serve({ port, data });
  // From here on a signal closes the library first.
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => stopped.resolve());
  }
  try {
    if (json) await printJson({ address: host.address });
    else {
      await printLine(`${PRODUCT} is at ${host.address}`);
      note('Ctrl+C stops it.');
    }
    await stopped.promise;
  } finally {
    // Also where nobody could be told the address: a studio that nobody finds must not go on.
    await host.close();
  }
}

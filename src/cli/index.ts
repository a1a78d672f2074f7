import { isMainThread } from 'node:worker_threads';

/** The command line: tandem COMMAND …. `tandem --help` lists the commands; program.ts holds them. As a thread, it simulates. */

if (isMainThread) {
  const { main } = await import('./main.ts');
  await main();
} else {
  const { workForSimulation } = await import('./blocks.ts');
  workForSimulation();
}

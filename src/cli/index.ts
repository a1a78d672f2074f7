import { main } from './main.ts';

/** The command line: tandem COMMAND …. `tandem --help` lists the commands; program.ts holds them. */

await main();

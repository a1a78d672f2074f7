import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { lineFor } from '../failure.ts';
import { runProgram } from '../program.ts';
import { smallCampaign } from '#store/testing/campaign.ts';

/** Runs the command line as people do, in a process of its own, on a folder of its own. */

/** The command line, as a program. */
export const ENTRY = join(import.meta.dirname, '..', 'index.ts');

/** Spares every process but the first the work of reading the sources. */
const COMPILED = join(tmpdir(), 'tandem-cli-compiled');

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'tandem-cli-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Puts a file on the desk and returns its path. */
  put(name: string, content: string | Uint8Array): string {
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  /** Puts the small campaign of the tests on the desk, changed as asked. */
  putCampaign(name = 'plan.tandem.json', changes: Partial<Campaign> = {}): string {
    return this.put(name, serializeCampaign({ ...smallCampaign(), ...changes }));
  }

  /** `tandem …` with this folder as the working folder. */
  async tandem(...given: string[]): Promise<Outcome> {
    return this.pipe('', ...given);
  }

  /** `tandem …` with a text on standard input. */
  async pipe(input: string | Uint8Array, ...given: string[]): Promise<Outcome> {
    const child = spawn(process.execPath, [ENTRY, ...given], {
      cwd: this.folder,
      env: { ...process.env, TZ: 'Europe/Berlin', NODE_OPTIONS: '', NODE_COMPILE_CACHE: COMPILED },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Most commands read nothing and may have ended before.
    child.stdin.on('error', () => undefined).end(input);
    const outcome: Outcome = { status: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text));
    outcome.status = await new Promise((resolve) => child.once('close', resolve));
    return outcome;
  }

  /** The line that `tandem …` ends with where it is refused, found in this process to save the start of another. */
  async refusal(...given: string[]): Promise<string> {
    process.chdir(this.folder);
    try {
      await runProgram(given);
    } catch (error) {
      return lineFor(error);
    }
    throw new Error(`“tandem ${given.join(' ')}” was not refused.`);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { english } from '#language/formats.ts';

/** Progress on standard error, only where a person watches: a terminal. */

export interface Progress {
  (done: number, total: number): void;
  end(): void;
}

const WIDTH = 24;
const PAUSE_MILLISECONDS = 80;

export function progressOf(what: string | (() => string), stream: NodeJS.WriteStream = process.stderr): Progress {
  let shown = -Infinity;
  const report = (done: number, total: number): void => {
    // A dumb terminal would show the codes that take the line away.
    if (!stream.isTTY || process.env['TERM'] === 'dumb' || total <= 0) return;
    const now = performance.now();
    if (now - shown < PAUSE_MILLISECONDS) return;
    shown = now;
    const part = Math.min(1, done / total);
    const filled = Math.round(part * WIDTH);
    const words = typeof what === 'string' ? what : what();
    stream.write(`\r${words} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${english.share(part)}\x1b[K`);
  };
  const end = (): void => {
    if (shown > -Infinity) stream.write('\r\x1b[K');
  };
  return Object.assign(report, { end });
}

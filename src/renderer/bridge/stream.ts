import { pause } from './page.ts';

/** Reading the studio's event stream: one event a line, an empty line now and then as a sign of life. */

const FIRST_WAIT_MILLISECONDS = 300;
const LONGEST_WAIT_MILLISECONDS = 5_000;

export interface Reader {
  /** Asks for the stream. `null` where the studio does not know the token. */
  open: () => Promise<Response | null>;
  /** Called as soon as the stream is open, with whether there was another before it. */
  onOpen: (isAgain: boolean) => void;
  onEvent: (event: unknown) => void;
  /** Called with every line and every attempt: this tab is at work. */
  onLife: () => void;
}

/** Reads until it is called off (true) or the token is refused (false), and connects again whenever the stream breaks. */
export async function readStream({ open, onOpen, onEvent, onLife }: Reader, signal: AbortSignal): Promise<boolean> {
  let wait = FIRST_WAIT_MILLISECONDS;
  let isAgain = false;
  while (!signal.aborted) {
    onLife();
    try {
      const response = await open();
      if (response === null) return signal.aborted;
      if (response.ok && response.body) {
        wait = FIRST_WAIT_MILLISECONDS;
        onOpen(isAgain);
        isAgain = true;
        for await (const line of linesOf(response.body, signal)) {
          onLife();
          if (line) onEvent(JSON.parse(line));
        }
      }
    } catch {
      // The studio was stopped, the machine slept, or nobody listens any more.
    }
    isAgain = true;
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS);
  }
  return true;
}

/** The lines of a body as they come in. */
async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream(), { signal }).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

import { Refusal } from '#campaign/refusal.ts';
import { contract, type Input, type Method, type Output } from '#contract/contract.ts';
import { eventSchema, type StudioEvent } from '#contract/events.ts';
import { errorSchema, type Bridge, type StudioFailure } from '#contract/reply.ts';
import { t } from '../text/text.ts';
import { webBridge } from './webBridge.ts';

/** The one way from the window to the studio, the same behind every door. */

declare global {
  interface Window {
    studio?: Bridge;
  }
}

export class StudioCallError extends Error {
  readonly code: StudioFailure['code'];
  readonly field: string | undefined;
  constructor(failure: StudioFailure) {
    super(failure.message);
    this.name = 'StudioCallError';
    this.code = failure.code;
    this.field = failure.field;
  }
}

const web = window.studio ? null : webBridge();
const bridge: Bridge = window.studio ?? web!;

/** Whether the window can open another one by itself; the desktop application does so from its menu. */
export const opensWindows = web !== null;

/** Opens another window of the studio on a place of it (a fragment without #), which needs nothing else to be admitted. */
export function openWindow(fragment: string): void {
  if (web) window.open(web.addressOf(fragment), '_blank', 'noopener');
}

/** Whether the door knows where files lie that are chosen. */
export const knowsPaths = bridge.pathOf !== undefined;
export const pathOf = (file: File): string => bridge.pathOf?.(file) ?? '';

/** Asks the studio. Throws StudioCallError with a sentence for the person. */
export async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await bridge.call(method, input);
  if ('error' in reply) throw new StudioCallError(errorSchema.parse(reply.error));
  const answer = contract[method].output.safeParse(reply.value);
  // A studio of another version than this window's.
  if (!answer.success) throw new StudioCallError({ code: 'internal', message: t('app.strangeAnswer') });
  return answer.data as Output<M>;
}

export function subscribe(listener: (event: StudioEvent) => void): () => void {
  return bridge.subscribe((event) => {
    const parsed = eventSchema.safeParse(event);
    if (parsed.success) listener(parsed.data);
  });
}

/** What to tell the person about anything that was thrown: the words of what was meant for people, else that it went wrong, with the details in the log. */
export function explain(error: unknown): string {
  if (error instanceof Refusal || error instanceof StudioCallError) return error.message;
  console.error(error);
  return t('app.fault');
}

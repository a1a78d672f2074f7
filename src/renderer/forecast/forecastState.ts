import { create } from 'zustand';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Output, StudioEvent } from '#studio/contract.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { isSettled, unsentCommands, useSession } from '../session/session.ts';

/**
 * Keeps the forecast in step with what the window shows: at once after every edit and while something is dragged,
 * then refined by exact counts when the person rests.
 */

export type Forecast = Output<'forecast.atOnce'>;

interface ForecastState {
  forecast: Forecast | null;
  /** 0 to 1 while exact counts are being drawn, else null. */
  progress: number | null;
  problem: string | null;
}

const EMPTY: ForecastState = { forecast: null, progress: null, problem: null };
export const useForecast = create<ForecastState>(() => EMPTY);

const REST_MILLISECONDS = 700;
/** Runs drawn until nothing visible changes any more, or until these are done. */
const STEPS = [100, 200, 400, 800, 1600];

/** What a forecast is about: the document as shown, with what is being tried out. */
interface Wanted {
  id: string;
  campaign: Campaign;
  draft: Command | null;
}

let answered: Wanted | null = null;
let asking = false;
let resting: ReturnType<typeof setTimeout> | undefined;
let job: string | null = null;
let jobs = 0;

function wanted(): Wanted | null {
  const { open } = useSession.getState();
  return open && { id: open.id, campaign: open.campaign, draft: open.draft };
}

const same = (a: Wanted | null, b: Wanted | null) =>
  a?.id === b?.id && a?.campaign === b?.campaign && a?.draft === b?.draft;

/** Follows the session until the returned function is called. */
export function followSession(): () => void {
  const unsubscribe = useSession.subscribe(() => void ask());
  void ask();
  return () => {
    unsubscribe();
    stopRefining();
    answered = null;
    useForecast.setState(EMPTY);
  };
}

/** What the document of the studio's revision lacks of what is shown. */
function together(unsent: SimpleCommand[], draft: Command | null): Command | null {
  if (unsent.length === 0) return draft;
  const tried = draft === null ? [] : draft.type === 'batch' ? draft.commands : [draft];
  return { type: 'batch', action: 'several', commands: [...unsent, ...tried] };
}

/** One question at a time, always the newest: what was passed over while waiting is never asked. */
async function ask(): Promise<void> {
  if (asking) return;
  asking = true;
  for (let next = wanted(); next && !same(next, answered); next = wanted()) {
    // Before the studio has answered an undo nobody knows what it is about.
    const unsent = unsentCommands();
    const open = useSession.getState().open;
    if (!unsent || !open) break;
    const command = together(unsent, next.draft);
    stopRefining();
    try {
      const forecast = await call('forecast.atOnce', {
        id: next.id,
        revision: open.revision,
        ...(command ? { command } : {}),
      });
      if (wanted()?.id === next.id) useForecast.setState({ forecast, problem: null });
    } catch (error) {
      // The document moved on: the next round asks for the new revision.
      const stale = error instanceof StudioCallError && error.code === 'conflict';
      if (!stale) useForecast.setState({ problem: explain(error) });
      if (stale && same(next, wanted())) break;
    }
    answered = next;
  }
  asking = false;
  const current = wanted();
  if (current && !current.draft && same(current, answered)) {
    clearTimeout(resting);
    resting = setTimeout(() => void refine(current), REST_MILLISECONDS);
  }
}

async function refine(about: Wanted): Promise<void> {
  const open = useSession.getState().open;
  // Exact counts are about what is stored.
  if (!open || !same(about, wanted()) || !isSettled()) return;
  const mine = `forecast-${Date.now()}-${++jobs}`;
  job = mine;
  useForecast.setState({ progress: 0 });
  try {
    for (const runs of STEPS) {
      const refined = await call('forecast.refine', { id: about.id, revision: open.revision, job: mine, runs });
      if (job !== mine || !same(about, wanted())) break;
      const { settled, ...forecast } = refined;
      useForecast.setState({ forecast, problem: null });
      if (settled) break;
    }
  } catch (error) {
    // Cancelled, or the document moved on: the answer at once stands. So it does where the engine refuses, which it says.
    const refused = error instanceof StudioCallError && error.code === 'badInput';
    if (refused && job === mine) useForecast.setState({ problem: explain(error) });
  }
  if (job === mine) {
    job = null;
    useForecast.setState({ progress: null });
  }
}

function stopRefining(): void {
  clearTimeout(resting);
  if (!job) return;
  void call('job.cancel', { job }).catch(() => undefined);
  job = null;
  useForecast.setState({ progress: null });
}

/** Takes note of progress that the studio tells of. */
export function followProgress(event: StudioEvent): void {
  if (event.type === 'progress' && event.job === job)
    useForecast.setState({ progress: event.total > 0 ? event.done / event.total : 0 });
}

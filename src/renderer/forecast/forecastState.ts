import { create } from 'zustand';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { runsInSteps, type Output, type StudioEvent } from '#studio/contract.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { isSettled, unsentCommands, useSession } from '../session/session.ts';

/**
 * Keeps the forecast in step with what the window shows: at once after every edit and while something is dragged,
 * then refined by exact counts when the person rests.
 */

export type Forecast = Output<'forecast.atOnce'>;

interface ForecastState {
  forecast: Forecast | null;
  /** Runs that have been simulated so far, while more are under way; else null. */
  progress: number | null;
  problem: string | null;
  /** The segment whose forecast is looked at; null for everyone's. */
  segmentId: string | null;
}

const EMPTY: ForecastState = { forecast: null, progress: null, problem: null, segmentId: null };
export const useForecast = create<ForecastState>(() => EMPTY);

const REST_MILLISECONDS = 700;
/** What a forecast is about: the document as shown, with what is being tried out. */
interface Wanted {
  id: string;
  campaign: Campaign;
  draft: Command | null;
  segmentId: string | null;
}

let answered: Wanted | null = null;
/** What runs have been drawn for, as many as it takes. */
let refined: Wanted | null = null;
let asking = false;
let resting: ReturnType<typeof setTimeout> | undefined;
let job: string | null = null;
let jobs = 0;

function wanted(): Wanted | null {
  const { open } = useSession.getState();
  return (
    open && { id: open.id, campaign: open.campaign, draft: open.draft, segmentId: useForecast.getState().segmentId }
  );
}

const same = (a: Wanted | null, b: Wanted | null) =>
  a?.id === b?.id && a?.campaign === b?.campaign && a?.draft === b?.draft;

/** Runs tell of every segment; what is asked at once is only about those looked at. */
function knows(segmentId: string | null): boolean {
  const { forecast } = useForecast.getState();
  return segmentId === null || (forecast?.segments.some(({ id }) => id === segmentId) ?? false);
}

/** Whether nothing more is to be asked about what is shown. */
const isAnswered = (next: Wanted) =>
  same(next, answered) && (next.segmentId === answered?.segmentId || knows(next.segmentId));

/** Looks at the forecast of a segment, or of everyone. */
export function lookAt(segmentId: string | null): void {
  useForecast.setState({ segmentId });
  void ask();
}

/** Follows the session until the returned function is called. */
export function followSession(): () => void {
  const unsubscribe = useSession.subscribe(() => void ask());
  void ask();
  return () => {
    unsubscribe();
    stopRefining();
    answered = null;
    refined = null;
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
  for (let next = wanted(); next && !isAnswered(next); next = wanted()) {
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
        segmentIds: next.segmentId === null ? [] : [next.segmentId],
      });
      if (wanted()?.id === next.id) useForecast.setState({ forecast, problem: null });
      refined = null;
    } catch (error) {
      // The document moved on: the next round asks for the new revision.
      const stale = error instanceof StudioCallError && error.code === 'conflict';
      if (!stale) useForecast.setState({ problem: explain(error) });
      // Where the news of it came while the question was out, nothing else will tell.
      if (stale && same(next, wanted()) && useSession.getState().open?.revision === open.revision) break;
      if (stale) continue;
    }
    answered = next;
  }
  asking = false;
  const current = wanted();
  if (current && !current.draft && same(current, answered) && !same(current, refined) && job === null) {
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
    const steps = runsInSteps(about.campaign);
    for (const runs of steps) {
      const drawn = await call('forecast.refine', { id: about.id, revision: open.revision, job: mine, runs });
      if (job !== mine || !same(about, wanted())) break;
      const { settled, ...forecast } = drawn;
      useForecast.setState(({ forecast: before, segmentId }) => {
        // In plans of very many segments runs keep the largest only.
        const own = before?.segments.find(({ id }) => id === segmentId);
        const isKept = own === undefined || forecast.segments.some(({ id }) => id === own.id);
        return {
          forecast: isKept ? forecast : { ...forecast, segments: [...forecast.segments, own] },
          problem: null,
        };
      });
      if (settled || runs === steps.at(-1)) refined = about;
      if (settled) break;
    }
  } catch (error) {
    // Cancelled, or the document moved on: the answer at once stands. So it does where the engine refuses, which it says.
    const refused = error instanceof StudioCallError && error.code === 'badInput';
    if (refused && job === mine) useForecast.setState({ problem: explain(error) });
  }
  if (job !== mine) return;
  job = null;
  useForecast.setState({ progress: null });
  if (useSession.getState().open?.revision !== open.revision) void ask();
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
  if (event.type === 'progress' && event.job === job) useForecast.setState({ progress: event.done });
}

import { create } from 'zustand';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { startJob, type Job } from '../bridge/job.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { isSettled, unsentCommands, useSession } from '../session/session.ts';
import { baselineAfter, type Moment } from './baseline.ts';
import { isEstimate, isOfSamePlan, type Before, type Forecast } from './change.ts';

/**
 * Keeps the forecast in step with what the window shows: an estimate at once after every edit and while something is dragged, replaced once by runs
 * when the person rests. The plan before an edit gets the same, so that like is compared with like.
 */

interface ForecastState {
  /** What is shown everywhere: the estimate, or the runs that replaced it. */
  forecast: Forecast | null;
  /** The plan that edits are compared with. */
  before: Before | null;
  /** Runs that have been simulated so far, while more are under way; else null. */
  progress: number | null;
  problem: string | null;
  /** The segment whose forecast is looked at; null for everyone's. */
  segmentId: string | null;
}

const EMPTY: ForecastState = { forecast: null, before: null, progress: null, problem: null, segmentId: null };
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
/** The estimate of what was `answered`. */
let estimate: Forecast | null = null;
/** The runs that were drawn last. */
let drawn: Forecast | null = null;
/** Plans whose runs the engine refuses: their estimates stand. */
let refused = new WeakSet<Campaign>();
let asking = false;
let resting: ReturnType<typeof setTimeout> | undefined;
let job: Job<Forecast> | null = null;
let last: Moment | null = null;
let isStepOver = true;

/**
 * Runs of a tab that nobody sees would hold one of the browser's few connections to the studio: with as many tabs no other could open or
 * store anything meanwhile.
 */
const isOutOfSight = () => document.visibilityState === 'hidden';

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
  const { open } = useSession.getState();
  if (open) {
    last = open;
    useForecast.setState({ before: { campaign: open.campaign, estimate: null, runs: null } });
  }
  const unsubscribe = useSession.subscribe(() => {
    followSteps();
    void ask();
  });
  const onSight = () => (isOutOfSight() ? stopDrawing() : void ask());
  document.addEventListener('visibilitychange', onSight);
  void ask();
  return () => {
    document.removeEventListener('visibilitychange', onSight);
    unsubscribe();
    stopDrawing();
    answered = estimate = drawn = last = null;
    refused = new WeakSet();
    useForecast.setState(EMPTY);
  };
}

/** What one gesture does to document and selection is one step, whatever the order in which it is done. */
function followSteps(): void {
  if (!isStepOver) return;
  isStepOver = false;
  queueMicrotask(() => {
    isStepOver = true;
    const { open } = useSession.getState();
    const { before } = useForecast.getState();
    if (!open || !before || !last) return;
    const campaign = baselineAfter(before.campaign, last, open);
    last = open;
    if (campaign === before.campaign) return;
    const isShown = answered?.campaign === campaign && answered.draft === null;
    learn({ campaign, estimate: isShown ? estimate : null, runs: null });
    void ask();
  });
}

/** Compares with this plan from now on, until something else is selected. */
export function compareWith(campaign: Campaign): void {
  if (useForecast.getState().before?.campaign === campaign) return;
  learn({ campaign, estimate: null, runs: null });
  void ask();
}

/** Takes over what is known of the plan before the edit; runs that were drawn of the same plan are its own. */
function learn(before: Before): void {
  const runs = before.estimate && runsOf(before.estimate);
  useForecast.setState({ before: { ...before, runs: before.runs ?? runs } });
}

/** Runs of the plan that an estimate is of, where they have been drawn. */
const runsOf = (of: Forecast): Forecast | null =>
  [drawn, useForecast.getState().before?.runs].find((runs) => runs && isOfSamePlan(runs, of)) ?? null;

/** What is shown: runs where there are any, with the segments that the estimate alone has (in plans of very many, runs keep the largest only). */
function shownOf(of: Forecast): Forecast {
  const runs = runsOf(of);
  if (!runs) return of;
  const known = new Set(runs.segments.map(({ id }) => id));
  return { ...runs, segments: [...runs.segments, ...of.segments.filter(({ id }) => !known.has(id))] };
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
    stopDrawing();
    try {
      const forecast = await call('forecast.immediate', {
        id: next.id,
        revision: open.revision,
        ...(command ? { command } : {}),
        segmentIds: next.segmentId === null ? [] : [next.segmentId],
      });
      answered = next;
      if (wanted()?.id !== next.id) continue;
      estimate = forecast;
      useForecast.setState({ forecast: shownOf(forecast), problem: null });
      const { before } = useForecast.getState();
      if (before && !before.estimate && before.campaign === next.campaign && next.draft === null)
        learn({ ...before, estimate: forecast });
    } catch (error) {
      // The document moved on: the next round asks for the new revision.
      const stale = error instanceof StudioCallError && error.code === 'conflict';
      if (!stale) useForecast.setState({ problem: explain(error) });
      // Where the news of it came while the question was out, nothing else will tell.
      if (stale && same(next, wanted()) && useSession.getState().open?.revision === open.revision) break;
      if (stale) continue;
      answered = next;
    }
  }
  asking = false;
  const current = wanted();
  if (current && !current.draft && same(current, answered) && job === null) {
    clearTimeout(resting);
    resting = setTimeout(() => void settle(current), REST_MILLISECONDS);
  }
}

/** Draws what runs are lacking: those of what is shown, then those of the plan before the edit. */
async function settle(about: Wanted): Promise<void> {
  for (;;) {
    const open = useSession.getState().open;
    // Runs are drawn of what is stored, and where they are looked at.
    if (
      isOutOfSight() ||
      !open ||
      !estimate ||
      !same(about, wanted()) ||
      !same(about, answered) ||
      !isSettled() ||
      job !== null
    )
      return;
    const { id, revision } = open;
    const { forecast, before } = useForecast.getState();
    if (forecast && isEstimate(forecast) && !refused.has(about.campaign)) {
      const runs = await draw(about.campaign, (named) => call('forecast.simulate', { id, revision, job: named }));
      if (!runs) return;
      drawn = runs;
      useForecast.setState({ forecast: shownOf(estimate), problem: null });
      if (before) learn(before);
      continue;
    }
    if (!forecast || !before || before.runs || refused.has(before.campaign)) return;
    if (before.estimate && isOfSamePlan(before.estimate, forecast)) return;
    const known = { ...before };
    if (!before.estimate) {
      // The person was quicker than the first answer.
      const { campaign } = before;
      known.estimate = await call('forecast.immediate', { id, revision, campaign, segmentIds: [] }).catch(() => null);
      if (!known.estimate || useForecast.getState().before !== before) return;
      learn(known);
      continue;
    }
    const { campaign } = before;
    known.runs = await draw(campaign, (named) => call('forecast.simulate', { id, revision, campaign, job: named }));
    if (!known.runs) return;
    if (useForecast.getState().before?.campaign === campaign) learn(known);
  }
}

/** Runs under a job that progress is told of; null where they are not wanted any more, or refused. */
async function draw(campaign: Campaign, run: (named: string) => Promise<Forecast>): Promise<Forecast | null> {
  const mine = startJob(run, (_, done) => useForecast.setState({ progress: done }));
  job = mine;
  const revision = useSession.getState().open?.revision;
  useForecast.setState({ progress: 0 });
  let runs: Forecast | null = null;
  try {
    runs = await mine.result;
  } catch (error) {
    // Cancelled, or the document moved on: the answer at once stands. So it does where the engine refuses, which it says.
    if (job === mine && error instanceof StudioCallError && error.code === 'badInput') {
      refused.add(campaign);
      useForecast.setState({ problem: explain(error) });
    }
  }
  if (job !== mine) return null;
  job = null;
  useForecast.setState({ progress: null });
  if (!runs && useSession.getState().open?.revision !== revision) void ask();
  return runs;
}

function stopDrawing(): void {
  clearTimeout(resting);
  if (!job) return;
  job.cancel();
  job = null;
  useForecast.setState({ progress: null });
}

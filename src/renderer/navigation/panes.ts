import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { call } from '../bridge/studio.ts';
import { focusWhenDrawn } from '../kit/focus.ts';
import type { View } from './address.ts';
import { go, useAddress } from './useAddress.ts';
import { chartHeight, isOwnSize, sideWidths, sizeAt, SIZES, type OwnSizes, type Sized } from './sizes.ts';

/** Which parts of the plan are in view. The narrower or lower the window, the fewer at once; the timeline always keeps its room. */

export type Pane = 'timeline' | 'forecast' | 'tactics' | 'details';

/** Wide: all beside each other. Narrow: tactics or details, not both. Small: one pane at a time, and the top bar folds. */
export type Layout = 'wide' | 'narrow' | 'small';

const SMALL = window.matchMedia('(max-width: 959px), (max-height: 519px)');
const NARROW = window.matchMedia('(max-width: 1199px)');
const FOLDED = window.matchMedia('(max-width: 959px)');

const LOW = window.matchMedia('(max-height: 759px)');
const PAPER = window.matchMedia('print');

/** What the queries say; while the window is printed, what they said before: paper has a size of its own. */
function ofWindow<T>(read: () => T): () => T {
  let last = read();
  return () => {
    if (!PAPER.matches) last = read();
    return last;
  };
}

const layoutNow = ofWindow((): Layout => (SMALL.matches ? 'small' : NARROW.matches ? 'narrow' : 'wide'));
const isFoldedNow = ofWindow(() => FOLDED.matches);
const isLowNow = ofWindow(() => LOW.matches);
const widthNow = ofWindow(() => window.innerWidth);
const heightNow = ofWindow(() => window.innerHeight);

function onResize(told: () => void): () => void {
  const queries = [SMALL, NARROW, FOLDED, LOW, PAPER];
  for (const query of queries) query.addEventListener('change', told);
  window.addEventListener('resize', told);
  return () => {
    window.removeEventListener('resize', told);
    for (const query of queries) query.removeEventListener('change', told);
  };
}

export const useLayout = (): Layout => useSyncExternalStore(onResize, layoutNow);
/** Whether the top bar has room for its menus only. */
export const useFolded = (): boolean => useSyncExternalStore(onResize, isFoldedNow);

interface Panes {
  /** Kept open beside the timeline, where there is room. */
  tactics: boolean;
  /** As the person chose; until then, open where the window is wide. */
  details: boolean | null;
  /** The history stands where the details do. */
  history: boolean;
  /** What lies in front where there is no room. */
  front: Pane;
  sizes: OwnSizes;
}

const usePanes = create<Panes>(() => ({ tactics: true, details: null, history: false, front: 'timeline', sizes: {} }));

/** The panes in view. Beside a table stand the details alone: it takes the room of what is laid along time. */
function panesInView(layout: Layout, view: View, { tactics, details, front }: Panes): Record<Pane, boolean> {
  if (layout === 'small')
    return {
      timeline: front === 'timeline',
      forecast: front === 'forecast',
      tactics: front === 'tactics',
      details: front === 'details',
    };
  const hasDetails = details ?? layout === 'wide';
  if (view === 'table') return { timeline: true, forecast: false, tactics: false, details: hasDetails };
  if (layout === 'narrow')
    return {
      timeline: true,
      forecast: true,
      tactics: front === 'tactics',
      details: front !== 'tactics' && hasDetails,
    };
  return { timeline: true, forecast: true, tactics, details: hasDetails };
}

export function usePanesInView(): Record<Pane, boolean> {
  const layout = useLayout();
  const view = useAddress((address) => address.view);
  return panesInView(layout, view, usePanes());
}

/** Whether timeline and forecast share so little height that the charts give way. */
export const useLow = (): boolean => useSyncExternalStore(onResize, isLowNow) && layoutNow() !== 'small';

/** The sizes of what can be pulled, as the window has room for them. */
export function useSizes(): Record<Sized, number> {
  const inView = usePanesInView();
  const sizes = usePanes((panes) => panes.sizes);
  const width = useSyncExternalStore(onResize, widthNow);
  const height = useSyncExternalStore(onResize, heightNow);
  const isLow = useLow();
  return { ...sideWidths(sizes, inView, width), chart: chartHeight(sizes, isLow, height) };
}

/** Pulls a part to a size, or gives it its usual one; `keep` remembers it. */
export function resizePane(part: Sized, size: number | null, keep: boolean): void {
  const { [part]: _, ...others } = usePanes.getState().sizes;
  const sizes = size === null ? others : { ...others, [part]: sizeAt(part, size) };
  usePanes.setState({ sizes });
  // The look is right already; a size that could not be kept is asked for again next time.
  if (keep) call('preferences.set', { changes: { panes: sizes } }).catch(() => undefined);
}

/** Takes sizes as they were kept, as far as they are of use. */
export function takeSizes(kept: OwnSizes): void {
  const sizes = (Object.keys(SIZES) as Sized[]).flatMap((part) =>
    isOwnSize(part, kept[part]) ? [[part, kept[part]] as const] : [],
  );
  usePanes.setState({ sizes: Object.fromEntries(sizes) });
}

/** Brings a pane into view. Tactics stand beside the timeline only. */
export function showPane(pane: Exclude<Pane, 'details'>): void {
  if (pane === 'tactics' && layoutNow() !== 'small') go({ view: 'timeline' });
  usePanes.setState({ front: pane, ...(pane === 'tactics' ? { tactics: true } : {}) });
}

/** Brings the details into view, in the place of the history. */
export const showDetails = (): void => usePanes.setState({ front: 'details', details: true, history: false });

/** A machine at work may take so long to show what was selected last. */
const MOST_FRAMES = 60;

/** Goes to the first field of what is selected: not before the details show it, since they come after the timeline. */
export function goToDetails(): void {
  showDetails();
  focusWhenDrawn('[data-inspector]:not([inert]) .inspector-form input', MOST_FRAMES, () =>
    document.querySelector<HTMLElement>('[data-inspector]:not([inert]) button')?.focus(),
  );
}

/** Brings the history into view, in the place of the details. */
export function showHistory(): void {
  go({ screen: 'plan' });
  usePanes.setState({ front: 'details', details: true, history: true });
}

export const hideHistory = (): void => usePanes.setState({ history: false });
export const useIsHistory = (): boolean => usePanes(({ history }) => history);

export function hidePane(pane: 'tactics' | 'details'): void {
  usePanes.setState({ front: 'timeline', [pane]: false });
}

/** Back to work on the timeline or the table, where what had the focus there last has it again. */
export function goToTimeline(): void {
  showPane('timeline');
  // A pane that lay in front is gone with the next frame.
  requestAnimationFrame(() => {
    const plan = document.querySelector<HTMLElement>('.timeline, .table');
    (plan?.querySelector<HTMLElement>('[data-kind][tabindex="0"], [data-row] [tabindex="0"]') ?? plan)?.focus();
  });
}

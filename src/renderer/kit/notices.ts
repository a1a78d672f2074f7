import { create } from 'zustand';

/** Short messages at the foot of the window, and what is said to screen readers only. */

export interface Notice {
  id: number;
  tone: 'done' | 'problem';
  text: string;
  action?: { label: string; run: () => void };
  /**
   * What it is about, so that it goes when that is over: an offer to take one change back, or what moved along with what, or what was done last, or
   * what was undone, or a library that takes nothing, or another engine's figures.
   */
  about?: 'change' | 'moves' | 'lastStep' | 'travel' | 'library' | 'engine';
}

export const useNotices = create<{ notices: Notice[]; announcement: string }>(() => ({
  notices: [],
  announcement: '',
}));

let count = 0;
const MOST_NOTICES = 4;
const DONE_MILLISECONDS = 8000;
/** Long enough to be read twice; what offers something to do stays until it is put away. */
const PROBLEM_MILLISECONDS = 20_000;

export function notify(notice: Omit<Notice, 'id'>): void {
  const id = ++count;
  // The same thing said again takes the place of what it said before, unless that holds something to give back.
  const isNews = ({ text, action }: Notice) => text !== notice.text || action !== undefined;
  useNotices.setState(({ notices }) => ({ notices: [...withRoom(notices.filter(isNews)), { ...notice, id }] }));
  if (notice.tone === 'done') leaveAfter(id, DONE_MILLISECONDS);
  else if (!notice.action) leaveAfter(id, PROBLEM_MILLISECONDS);
}

/** Time stands still for them while somebody is at one, or has a dialog before them. */
let isHeld: () => boolean = () => false;

export const holdNotices = (whether: () => boolean): void => void (isHeld = whether);

function leaveAfter(id: number, milliseconds: number): void {
  setTimeout(() => (isHeld() ? leaveAfter(id, milliseconds) : dismiss(id)), milliseconds);
}

/** Makes room for one more: the oldest go, but never a problem that gives something back. */
function withRoom(notices: Notice[]): Notice[] {
  let over = notices.length + 1 - MOST_NOTICES;
  return notices.filter(({ tone, action }) => (tone === 'problem' && action) || over-- <= 0);
}

export function dismiss(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes problems of a campaign away that was left; what offers something to do goes along. */
export function leaveProblems(): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter(({ tone, action }) => tone === 'done' || action) }));
}

/** Takes notices away that would mean something else by now. */
export function withdraw(...topics: NonNullable<Notice['about']>[]): void {
  const stays = ({ about }: Notice) => about === undefined || !topics.includes(about);
  useNotices.setState(({ notices }) => (notices.every(stays) ? {} : { notices: notices.filter(stays) }));
}

/** Says something to screen readers, even the same thing twice. */
export function announce(text: string): void {
  useNotices.setState(({ announcement }) => ({ announcement: announcement === text ? `${text}\u00a0` : text }));
}

import { partLocked } from '#campaign/locked.ts';
import { areStuck } from '../items/locked.ts';
import { announce, notify } from '../kit/notices.ts';
import { takesTyping } from '../kit/typing.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute, select, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { dayToAddOn } from '../arranging/add.ts';
import { CLIP_TYPE, clipOf, pasteCommand, readClip, rowsOfClip, type Clip } from './clip.ts';
import { spokenPlace } from '../items/spoken.ts';

/** Copy, cut and paste of touchpoints, by whatever the browser takes for it: keys on any layout, its menu, the menu of the system. Timeline and table share it. */

/** What differs between the views. */
export interface ClipPlace {
  /** The day for the first that is pasted. `freeDay` says it for a day of something that stands there. */
  dayFor(freeDay: (id: string, day: number) => number): number;
  /** Goes to the first that was pasted. */
  reveal(id: string): void;
  /** Takes away what is cut. */
  cut(ids: readonly string[]): void;
  /** Takes what is no touchpoint of the studio. */
  pasteOther?(data: DataTransfer): void;
}

/** The view that is open. */
let place: ClipPlace | null = null;

/** What was copied last in this window: a menu may not read the system's clipboard. */
let copied: Clip | null = null;

/** Whether a menu has something to paste. */
export const hasClip = (): boolean => copied !== null;

/** Copies or cuts what is selected, as the keys do. */
export function copyItems(how: 'copy' | 'cut'): void {
  // Where no text is marked, browsers ask first whether there is anything to copy.
  const answer = (event: Event) => event.preventDefault();
  document.addEventListener(`before${how}`, answer);
  // Only so do they hand out the clipboard without a question.
  document.execCommand(how);
  document.removeEventListener(`before${how}`, answer);
}

/** Pastes what was copied last on a day, or where the keys would. */
export function pasteAt(day?: number): void {
  if (copied) paste(copied, day);
}

/** What was pasted last: pasting again goes on after it. */
let pasted: string[] = [];

const isTheirs = (event: ClipboardEvent): boolean =>
  event.defaultPrevented ||
  (event.target instanceof Element && takesTyping(event.target) && !event.target.matches('[type="checkbox"]')) ||
  document.querySelector(event.type === 'paste' ? '[role="dialog"], .popover' : '[role="dialog"]') !== null ||
  // Text that somebody marked, in a notice or in the forecast.
  (event.type !== 'paste' && document.getSelection()?.isCollapsed === false);

function copy(event: ClipboardEvent): void {
  const { id, campaign, selection } = useSession.getState().open!;
  if (!selection || isTheirs(event)) return;
  if (selection.kind !== 'touchpoint') return notify({ tone: 'done', text: t('timeline.copiesOnly') });
  const isCut = event.type === 'cut';
  if (isCut && areStuck(campaign, 'touchpoint', selection.ids)) return event.preventDefault();
  const clip = clipOf(id, campaign, isCut ? partLocked(campaign, 'touchpoint', selection.ids).free : selection.ids);
  const { length: count } = clip.touchpoints;
  if (count === 0) return;
  event.preventDefault();
  copied = clip;
  event.clipboardData!.setData(CLIP_TYPE, JSON.stringify(clip));
  event.clipboardData!.setData('text/plain', rowsOfClip(clip, t('inspector.everyone')));
  if (isCut) place?.cut(selection.ids);
  else announce(t('timeline.copied', { count }));
}

function onPaste(event: ClipboardEvent): void {
  if (isTheirs(event)) return;
  const data = event.clipboardData!;
  const clip = readClip(data.getData(CLIP_TYPE));
  if (clip || place?.pasteOther) event.preventDefault();
  if (clip) paste(clip);
  else if (place?.pasteOther) place.pasteOther(data);
  else if (data.types.includes('text/plain')) notify({ tone: 'done', text: t('timeline.nothingToPaste') });
}

function paste(clip: Clip, day = dayFor(clip)): void {
  const { id, campaign } = useSession.getState().open!;
  const { command, ids, widened } = pasteCommand(id, campaign, clip, day);
  const isDone = widened > 0 ? executeWithOffer(command, t('timeline.widened', { count: widened })) : execute(command);
  if (!isDone) return;
  pasted = ids;
  const [first] = ids;
  select({ kind: 'touchpoint', ids });
  place?.reveal(first!);
  const where = spokenPlace(useSession.getState().open!.campaign, { kind: 'touchpoint', id: first! });
  announce(t('timeline.pasted', { count: ids.length, place: where }));
}

/** Where the view would have it. What was copied or pasted last would be covered by its copy, which goes a week after it. */
function dayFor(clip: Clip): number {
  const known = new Set([...clip.touchpoints.map((touchpoint) => touchpoint.id), ...pasted]);
  return place?.dayFor((id, day) => day + (known.has(id) ? 7 : 0)) ?? dayToAddOn(useSession.getState().open!.campaign);
}

/** Takes the clipboard's events while a view of the plan is open. */
export function bindClipboard(view: ClipPlace): () => void {
  place = view;
  document.addEventListener('copy', copy);
  document.addEventListener('cut', copy);
  document.addEventListener('paste', onPaste);
  return () => {
    if (place === view) place = null;
    document.removeEventListener('copy', copy);
    document.removeEventListener('cut', copy);
    document.removeEventListener('paste', onPaste);
  };
}

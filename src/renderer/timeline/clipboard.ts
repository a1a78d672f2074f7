import { dayOf } from '#campaign/calendar.ts';
import { announce, notify } from '../kit/notices.ts';
import { takesTyping } from '../kit/typing.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute, select, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { CLIP_TYPE, clipOf, pasteCommand, readClip, rowsOfClip, type Clip } from './clip.ts';
import { dropTarget } from './dropTarget.ts';
import { isPlaced, spanOf, spokenPlace } from './items.ts';
import { removeItems } from './keys.ts';

/** Copy, cut and paste of touchpoints, by whatever the browser takes for it: keys on any layout, its menu, the menu of the system. */

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
  (event.target instanceof Element && takesTyping(event.target)) ||
  document.querySelector('[role="dialog"]') !== null ||
  // Text that somebody marked, in a notice or in the forecast.
  (event.type !== 'paste' && document.getSelection()?.isCollapsed === false);

function copy(event: ClipboardEvent): void {
  const { id, campaign, selection } = useSession.getState().open!;
  if (!selection || isTheirs(event)) return;
  if (selection.kind !== 'touchpoint') {
    if (isPlaced(selection.kind)) notify({ tone: 'done', text: t('timeline.copiesOnly') });
    return;
  }
  const clip = clipOf(id, campaign, selection.ids);
  const { length: count } = clip.touchpoints;
  if (count === 0) return;
  event.preventDefault();
  copied = clip;
  event.clipboardData!.setData(CLIP_TYPE, JSON.stringify(clip));
  event.clipboardData!.setData('text/plain', rowsOfClip(clip, t('inspector.everyone')));
  if (event.type === 'cut') removeItems('touchpoint', selection.ids, 'cut');
  else announce(t('timeline.copied', { count }));
}

function onPaste(event: ClipboardEvent): void {
  if (isTheirs(event)) return;
  const clip = readClip(event.clipboardData!.getData(CLIP_TYPE));
  if (!clip) {
    if (event.clipboardData!.types.includes('text/plain')) notify({ tone: 'done', text: t('timeline.nothingToPaste') });
    return;
  }
  event.preventDefault();
  paste(clip);
}

function paste(clip: Clip, day = dayFor(clip)): void {
  const { id, campaign } = useSession.getState().open!;
  const { command, ids, widened } = pasteCommand(id, campaign, clip, day);
  const isDone = widened > 0 ? executeWithOffer(command, t('timeline.widened', { count: widened })) : execute(command);
  if (!isDone) return;
  pasted = ids;
  const first = { kind: 'touchpoint', id: ids[0]! } as const;
  select({ kind: 'touchpoint', ids });
  dropTarget()?.reveal(first);
  const place = spokenPlace(useSession.getState().open!.campaign, first);
  announce(t('timeline.pasted', { count: ids.length, place }));
}

/** The day of what is selected, where that is in view; a week after it where it is what was copied. Else the middle of what is in view. */
function dayFor(clip: Clip): number {
  const { campaign, selection } = useSession.getState().open!;
  const target = dropTarget()!;
  const known = new Set([...clip.touchpoints.map((touchpoint) => touchpoint.id), ...pasted]);
  const days = (selection?.ids ?? []).flatMap((id) => {
    const span = isPlaced(selection!.kind) ? spanOf(campaign, { kind: selection!.kind, id }) : undefined;
    return span ? [dayOf(span.start) + (known.has(id) ? 7 : 0)] : [];
  });
  const day = Math.min(...days);
  return target.isInView(day) ? day : target.middleDay();
}

/** Takes the clipboard's events while the plan is open. */
export function bindClipboard(): () => void {
  document.addEventListener('copy', copy);
  document.addEventListener('cut', copy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', copy);
    document.removeEventListener('cut', copy);
    document.removeEventListener('paste', onPaste);
  };
}

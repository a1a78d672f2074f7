import { CalendarClock, Pencil, RotateCcw, SkipForward, Undo2 } from 'lucide-react';
import { formatDay } from '#campaign/calendar.ts';
import { askAboutSend, bringBackSend, resetSend, sendNamed, seriesById, type NamedSend } from '../series/edits.ts';
import { selectedSend } from '../series/selectedSend.ts';
import { useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import type { Action, Here } from './action.ts';

/** What can be done to one send of a series: the one that was pointed at, or the one that is selected. */

function sendIn(here?: Here): NamedSend | undefined {
  if (here?.send) return here.send;
  const { selection } = useSession.getState().open ?? {};
  const [id] = selection?.kind === 'touchpoint' && selection.ids.length === 1 ? selection.ids : [];
  const series = id === undefined ? undefined : seriesById(id);
  const send = series && selectedSend(series);
  return series && send && { id: series.id, on: formatDay(send.on) };
}

const exceptionIn = (here?: Here) => {
  const send = sendIn(here);
  return send && sendNamed(send)?.send.exception;
};

const asking = (what: 'move' | 'skip' | 'change') => (here?: Here) => {
  const send = sendIn(here);
  if (send) askAboutSend({ what, ...send });
};
const withSend = (act: (id: string, on: string) => void) => (here?: Here) => {
  const send = sendIn(here);
  if (send) act(send.id, send.on);
};

export const SEND_ACTIONS: readonly Action[] = [
  {
    id: 'moveSend',
    words: () => t('series.move'),
    icon: CalendarClock,
    on: ['send'],
    isPossible: (here) => sendIn(here) !== undefined,
    run: asking('move'),
  },
  {
    id: 'skipSend',
    words: () => t('series.skip'),
    icon: SkipForward,
    on: ['send'],
    isPossible: (here) => sendIn(here) !== undefined && !exceptionIn(here)?.skipped,
    run: asking('skip'),
  },
  {
    id: 'bringBackSend',
    words: () => t('series.bringBack'),
    icon: Undo2,
    on: ['send'],
    isPossible: (here) => exceptionIn(here)?.skipped === true,
    run: withSend(bringBackSend),
  },
  {
    id: 'changeSend',
    words: () => t('series.change'),
    icon: Pencil,
    on: ['send'],
    isPossible: (here) => sendIn(here) !== undefined,
    run: asking('change'),
  },
  {
    id: 'resetSend',
    words: () => t('series.reset'),
    icon: RotateCcw,
    on: ['send'],
    isPossible: (here) => exceptionIn(here) !== undefined,
    run: withSend(resetSend),
  },
];

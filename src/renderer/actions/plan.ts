import {
  CalendarPlus,
  ClipboardPaste,
  Diamond,
  Flag,
  Layers,
  Lightbulb,
  ListChecks,
  Maximize2,
  Rows3,
  Target,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { formatDay, rangeOf } from '#campaign/calendar.ts';
import { today } from '../locale.ts';
import { showPane } from '../navigation/panes.ts';
import { go, useAddress } from '../navigation/useAddress.ts';
import { showTray } from '../navigation/tray.ts';
import { focusIdea } from '../shelf/shelving.ts';
import { select, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { addItem, ADDED, type Added } from '../arranging/add.ts';
import { hasClip, pasteAt } from '../clipboard/clipboard.ts';
import { selectShown } from '../timeline/keys.ts';
import { reveal } from '../items/reveal.ts';
import { steer } from '../viewport/viewport.ts';
import type { Action, Ground, Here } from './action.ts';

/** What is about the plan as a whole, or a place of it. */

const always = () => true;
const ICONS = { touchpoint: CalendarPlus, lane: Rows3, phase: Layers, event: Flag, goal: Target, decision: Diamond };
const GROUNDS: Record<Added, readonly Ground[]> = {
  touchpoint: ['room', 'lane'],
  lane: ['lane'],
  phase: ['room', 'axis'],
  event: ['room', 'axis'],
  goal: ['room', 'axis'],
  decision: ['room', 'axis'],
};

/** Does something in the plan, which may only come with the next frame: on the timeline, or as the plan is seen. */
function onPlan(act: () => void, view = useAddress.getState().view): void {
  const isThere = useAddress.getState().view === view && steer() !== null;
  go({ screen: 'plan', view });
  showPane('timeline');
  if (isThere) act();
  else setTimeout(act);
}
const onTimeline = (act: () => void) => onPlan(act, 'timeline');

function add(kind: Added, { day, laneId }: Here = {}): void {
  onTimeline(() => {
    if (laneId !== undefined) select({ kind: 'lane', ids: [laneId] });
    const id = addItem(kind, formatDay(day ?? steer()?.middleDay() ?? today(campaign()?.timeZone)));
    // A row is only there once it is drawn.
    if (id !== undefined) setTimeout(() => reveal({ kind, id }));
  });
}

const campaign = () => useSession.getState().open?.campaign;
const isRunning = () => {
  const open = campaign();
  if (!open) return false;
  const { from, until } = rangeOf(open);
  const day = today(open.timeZone);
  return day >= from && day < until;
};

export const PLAN_ACTIONS: readonly Action[] = [
  ...ADDED.map((kind): Action => ({
    id: `add-${kind}`,
    words: () => t(`action.add.${kind}`),
    icon: ICONS[kind],
    on: GROUNDS[kind],
    isPossible: always,
    run: (here) => add(kind, here),
  })),
  {
    id: 'newIdea',
    words: () => t('shelf.new'),
    icon: Lightbulb,
    isPossible: always,
    run: () => {
      go({ screen: 'plan' });
      showTray('shelf');
      focusIdea(undefined);
    },
  },
  {
    id: 'paste',
    words: () => t('action.paste'),
    icon: ClipboardPaste,
    shortcut: 'paste',
    on: ['room', 'lane', 'axis'],
    isPossible: hasClip,
    run: (here) => onPlan(() => pasteAt(here?.day)),
  },
  {
    id: 'selectAll',
    words: () => t('action.selectAll'),
    icon: ListChecks,
    shortcut: 'all',
    keysOf: 'timeline',
    on: ['room'],
    isPossible: () => (campaign()?.touchpoints.length ?? 0) > 0,
    run: () => onTimeline(selectShown),
  },
  {
    id: 'zoomIn',
    words: () => t('timeline.zoomIn'),
    icon: ZoomIn,
    key: '+',
    keysOf: 'timeline',
    isPossible: always,
    run: () => onTimeline(() => steer()?.zoom('in')),
  },
  {
    id: 'zoomOut',
    words: () => t('timeline.zoomOut'),
    icon: ZoomOut,
    key: '-',
    keysOf: 'timeline',
    isPossible: always,
    run: () => onTimeline(() => steer()?.zoom('out')),
  },
  {
    id: 'showWhole',
    words: () => t('timeline.fit'),
    icon: Maximize2,
    key: '0',
    keysOf: 'timeline',
    on: ['room', 'axis'],
    isPossible: always,
    run: () => onTimeline(() => steer()?.zoom('whole')),
  },
  {
    id: 'showToday',
    words: () => t('timeline.today'),
    icon: CalendarPlus,
    on: ['room', 'axis'],
    isPossible: isRunning,
    run: () => onTimeline(() => steer()?.showDay(today(campaign()?.timeZone))),
  },
];

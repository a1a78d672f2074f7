import { CircleAlert, CircleCheck, CircleHelp, CircleMinus, Clock, Send } from 'lucide-react';
import type { ShownState } from './standing.ts';
import './standing.css';

const ICONS = {
  failed: CircleAlert,
  unknown: CircleHelp,
  claimed: Send,
  planned: Clock,
  sent: CircleCheck,
  withdrawn: CircleMinus,
} satisfies Record<ShownState, typeof Clock>;

/** The sign of a state, told apart without colour; its name stands beside it or is said elsewhere. */
export function StateMark({ state }: { state: ShownState }) {
  const Icon = ICONS[state];
  return <Icon aria-hidden className="state-mark" data-state={state} />;
}

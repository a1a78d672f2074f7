import type { Command } from '#campaign/commands.ts';
import type { Direction, Touchpoint } from '#campaign/document.ts';
import type { Carried, Hand } from '../kit/drag/hand.ts';
import { announce } from '../kit/notices.ts';
import { tryOut } from '../session/session.ts';
import { t } from '../text/text.ts';
import { landingArea, type Landing } from './landing.ts';
import { reveal } from '../items/reveal.ts';

/** Carries something from beside the timeline onto it: a tactic, an idea. The plan shows and forecasts what would be dropped. */

interface Brought {
  /** What the hand is seen to carry. */
  name: string;
  direction: Direction;
  /** What it would be at a place, and the command that puts it there. */
  at: (landing: Landing) => { touchpoint: Touchpoint; command: Command };
  /** Does it for good; false where that was refused. */
  add: (touchpoint: Touchpoint) => boolean;
}

export function bringing({ name, direction, at, add }: Brought): Carried {
  const ghost = document.createElement('div');
  let landing: Landing | null = null;
  let touchpoint: Touchpoint | null = null;

  function follow({ x, y }: Hand): void {
    ghost.style.transform = `translate(${x + 10}px, ${y - 12}px)`;
    const next = landingArea()?.locate(x, y) ?? null;
    if (next?.day === landing?.day && next?.rowId === landing?.rowId) return;
    landing = next;
    const wanted = next && at(next);
    touchpoint = wanted && wanted.touchpoint;
    landingArea()?.preview(touchpoint && next ? { touchpoint, landing: next } : null);
    tryOut(wanted && wanted.command);
  }

  function over(): void {
    ghost.remove();
    landingArea()?.preview(null);
  }

  return {
    lift(hand) {
      ghost.className = 'drag-ghost';
      ghost.textContent = name;
      ghost.dataset['direction'] = direction;
      document.body.append(ghost);
      follow(hand);
    },
    move: follow,
    drop() {
      over();
      if (!touchpoint) tryOut(null);
      else if (add(touchpoint)) reveal({ kind: 'touchpoint', id: touchpoint.id });
    },
    takeBack() {
      over();
      tryOut(null);
      announce(t('timeline.cancelled'));
    },
  };
}

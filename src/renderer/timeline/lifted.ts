import type { Command } from '#campaign/commands.ts';
import { slide } from '../kit/slide.ts';
import type { Grab } from './gesture.ts';
import { daysGone, placedSelector, type Place } from '../items/place.ts';
import type { World } from './useWorld.ts';

/** The elements of what is carried, moved by their style alone: React draws nothing while a hand moves. */

export interface Lifted {
  /** Shows them so far from their places, and what the command moves besides where it would go. */
  draw(offset: { x: number; y: number }, command: Command | null): void;
  /** Where the upper edge of the first of them is on the screen, with the calendar's own upper edge at `top`. */
  top(top: number): number;
  /** Scrolls so far that the first of them is in view. */
  reveal(): void;
  putDown(): void;
}

/** More than these are not shown to move along: nobody could follow them. */
const MOST_ASIDE = 300;

export function lifted(
  { scroller, drawn }: World,
  place: Place,
  ids: readonly string[],
  { mode, copies, top }: { mode: Grab['mode']; copies: boolean; top: number },
): Lifted {
  const area = scroller.current!;
  const { kind } = place;
  const find = (one: Place) => area.querySelector<HTMLElement>(placedSelector(one));
  // The one under the hand comes first, as it stands in the row under the hand.
  const elements = [place.id, ...ids.filter((id) => id !== place.id)].flatMap((id) => {
    const found = find(id === place.id ? place : { kind, id });
    if (!found || !copies) return found ?? [];
    const copy = found.cloneNode(true) as HTMLElement;
    copy.dataset['copy'] = 'true';
    copy.inert = true;
    found.after(copy);
    return copy;
  });
  const [first] = elements;
  const before = first?.getBoundingClientRect().top ?? 0;
  const isInLanes = kind === 'touchpoint';
  const widths = elements.map((element) => element.style.width);
  const slides = elements.map((element) => slide(element));
  const own = new Set<string>(ids);
  let asideFor: Command | null = null;
  let aside: HTMLElement[] = [];
  let down = 0;
  for (const element of elements) element.dataset['dragging'] = 'true';
  area.dataset['carrying'] = '';

  function clearAside(): void {
    for (const element of aside) element.style.transform = '';
    aside = [];
  }

  /** What is pushed, or carried by a phase, stands where it would go. */
  function drawAside(command: Command | null): void {
    if (asideFor === command) return;
    asideFor = command;
    clearAside();
    const commands = command?.type === 'batch' ? command.commands : [];
    if (copies || commands.length > MOST_ASIDE) return;
    for (const { place: other, days } of daysGone(drawn.current.campaign, commands)) {
      if (other.kind === kind && own.has(other.id)) continue;
      const element = days === 0 ? null : find(other);
      if (!element) continue;
      element.style.transform = `translateX(${days * drawn.current.scale.pixelsPerDay}px)`;
      aside.push(element);
    }
  }

  return {
    draw({ x, y }, command) {
      down = y;
      elements.forEach((element, index) => {
        if (mode !== 'end') slides[index]!.to(x, y);
        if (mode !== 'move')
          element.style.width = `max(6px, calc(${widths[index]} ${mode === 'end' ? '+' : '-'} ${x}px))`;
      });
      drawAside(command);
    },
    top: (now) => before + down + (isInLanes ? now - top : 0),
    reveal: () => first?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    putDown() {
      delete area.dataset['carrying'];
      clearAside();
      elements.forEach((element, index) => {
        if (element.dataset['copy']) element.remove();
        slides[index]!.end();
        element.style.width = widths[index]!;
        delete element.dataset['dragging'];
      });
    },
  };
}

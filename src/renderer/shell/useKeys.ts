import { useEffect } from 'react';
import type { Action } from '../actions/action.ts';
import { actionFor } from '../actions/actions.ts';
import { takesTyping } from '../kit/typing.ts';
import { goToPart } from './parts.ts';

/** What is meant also while somebody types; the browser would save the page. */
const IN_FIELDS = new Set<Action['shortcut']>(['save', 'find']);

/** The keys that work wherever one is in a campaign: those of actions, also of what has the focus on the timeline, and F6 to go from part to part. */
export function useKeys(): void {
  useEffect(() => {
    /** Fields that were typed in since they have the focus: there, undo takes letters back. */
    const typedIn = new WeakSet<EventTarget>();
    const onFocus = ({ target }: FocusEvent) => target && typedIn.delete(target);
    const onInput = ({ target }: Event) => target && typedIn.add(target);

    /** Whether the keys mean what is typed in a field, rather than the action. */
    const isTyped = ({ id, shortcut }: Action, target: Element) =>
      id === 'undo' || id === 'redo' ? typedIn.has(target) : !IN_FIELDS.has(shortcut) && takesTyping(target);

    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.defaultPrevented || target.closest('[role="dialog"]')) return;
      const act = (() => {
        if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey)
          return () => goToPart(event.shiftKey);
        const meant = actionFor(event, target);
        if (!meant || isTyped(meant.action, target)) return null;
        return () => meant.action.run(meant.here);
      })();
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('focusin', onFocus);
    window.addEventListener('input', onInput);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('focusin', onFocus);
      window.removeEventListener('input', onInput);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

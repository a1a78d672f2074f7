import { useEffect } from 'react';
import { shortcutOf } from '../kit/shortcuts.ts';
import { commitTyping, takesTyping } from '../kit/typing.ts';
import { redo, undo } from '../session/session.ts';
import { goToPart } from './parts.ts';

/** The keys that work wherever one is in a campaign. */
interface Wherever {
  onExport: () => void;
  onHelp: () => void;
  onFind: () => void;
}

export function useKeys({ onExport, onHelp, onFind }: Wherever): void {
  useEffect(() => {
    /** Fields that were typed in since they have the focus: there, undo takes letters back. */
    const typedIn = new WeakSet<EventTarget>();
    const onFocus = ({ target }: FocusEvent) => target && typedIn.delete(target);
    const onInput = ({ target }: Event) => target && typedIn.add(target);

    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.defaultPrevented || target.closest('[role="dialog"]')) return;
      const shortcut = shortcutOf(event);
      const act = (() => {
        if (shortcut === 'undo' || shortcut === 'redo') return typedIn.has(target) ? null : { undo, redo }[shortcut];
        // The browser would save the page.
        if (shortcut === 'save') return commitTyping;
        if (shortcut === 'find') return onFind;
        if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey)
          return () => goToPart(event.shiftKey);
        if (takesTyping(target)) return null;
        return shortcut === 'export' ? onExport : event.key === '?' ? onHelp : null;
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
  }, [onExport, onHelp, onFind]);
}

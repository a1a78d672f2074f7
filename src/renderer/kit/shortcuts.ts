import { chordOf, CHORDS, type Shortcut } from '#language/actions.ts';

/** Which keys mean what, on every layout of a keyboard: pure. The window acts on it, and the help and the tips read their keys here. */

export type { Shortcut };
export const SHORTCUTS = Object.keys(CHORDS) as Shortcut[];

export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing?: boolean;
}

/** The Latin letter of a key: as typed, else, on layouts without Latin letters, by its place on the keyboard. */
function letterOf({ key, code }: Pressed): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const isOtherScript = key.length === 1 && /\p{L}/u.test(key);
  return isOtherScript && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : '';
}

/** What was pressed together with Ctrl or Cmd, if anything is meant by it; with Alt as well, many layouts type letters. */
export function shortcutOf(pressed: Pressed): Shortcut | null {
  if (!(pressed.ctrlKey || pressed.metaKey) || pressed.altKey || pressed.isComposing) return null;
  const letter = letterOf(pressed);
  const isIt = (chord: ReturnType<typeof chordOf>) =>
    chord.letter === letter && (chord.shift ?? false) === pressed.shiftKey;
  return SHORTCUTS.find((shortcut) => CHORDS[shortcut].some(isIt)) ?? null;
}

/** What stands on the key for commands. */
export const COMMAND_KEY = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';

/** “Ctrl+Shift+Z”: the keys of a shortcut, as people read them. */
export function keysOf(shortcut: Shortcut): string {
  const { letter, shift } = chordOf(shortcut);
  return [COMMAND_KEY, ...(shift ? ['Shift'] : []), letter.toUpperCase()].join('+');
}

/** A key by itself, as actions name it, whatever it is called on a keyboard; with Ctrl, Cmd or Alt it is the browser's. */
export function bareKeyOf(pressed: Pressed): string | null {
  const { key, ctrlKey, metaKey, altKey, isComposing } = pressed;
  if (ctrlKey || metaKey || altKey || isComposing) return null;
  if (key === '=') return '+';
  if (key === 'Backspace') return 'Delete';
  return letterOf(pressed).toUpperCase() || key;
}

const ZOOM_KEYS: Partial<Record<string, 'in' | 'out'>> = { '+': 'in', '-': 'out' };

/** A key that changes the scale by a step. */
export const zoomKeyOf = (pressed: Pressed): 'in' | 'out' | null => ZOOM_KEYS[bareKeyOf(pressed) ?? ''] ?? null;

/** The key that lifts what has the focus, for the arrow keys to carry it; with Shift it asks for a date. */
export const MOVE_KEY = 'M';

export const isLiftKey = (pressed: Pressed): boolean => bareKeyOf(pressed) === MOVE_KEY && !pressed.shiftKey;

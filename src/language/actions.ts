/** What the window and the menu of the system both offer: how it is called, and which letter does it with Ctrl or Cmd. */

interface Chord {
  letter: string;
  shift?: true;
}

/** What Ctrl or Cmd does with a letter; the first of several is the one that people are told. */
export const CHORDS = {
  undo: [{ letter: 'z' }],
  redo: [{ letter: 'z', shift: true }, { letter: 'y' }],
  save: [{ letter: 's' }],
  find: [{ letter: 'k' }],
  export: [{ letter: 'e' }],
  print: [{ letter: 'p' }],
  duplicate: [{ letter: 'd' }],
  all: [{ letter: 'a' }],
  copy: [{ letter: 'c' }],
  cut: [{ letter: 'x' }],
  paste: [{ letter: 'v' }],
} as const satisfies Record<string, readonly Chord[]>;
export type Shortcut = keyof typeof CHORDS;

/** The chord that people are told. */
export const chordOf = (shortcut: Shortcut): Chord => CHORDS[shortcut][0];

/** Actions by their ids in the window's table. */
export const ACTION_WORDS = {
  undo: 'Undo',
  redo: 'Redo',
  find: 'Find or do anything',
  duplicate: 'Duplicate',
  import: 'Import a plan into this campaign…',
  export: 'Export or report…',
  print: 'Print…',
  history: 'History',
  help: 'Help and keys',
} as const;
export type NamedAction = keyof typeof ACTION_WORDS;

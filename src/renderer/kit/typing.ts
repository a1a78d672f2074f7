import {
  createContext,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { t } from '../text/text.ts';
import { notify } from './notices.ts';
import { shortcutOf } from './shortcuts.ts';

/**
 * What is being typed, for every field of the window. It is told once: when the field is left, when Enter says so, when the field goes away
 * because something else was chosen, and before the window, the screen or the campaign is left. Esc takes it back, Ctrl+Z brings that back.
 */

/** One entry for each field on the screen: tells what is typed in it and was not told yet. */
const fields = new Set<() => void>();

/**
 * The document that the fields show, where they follow it a while after it has changed. What was told is in every later one: where its field
 * still has the old value then, it was undone before it was ever shown.
 */
export const ShownDocument = createContext<object | undefined>(undefined);

/** Stores what is being typed anywhere, before it would be left or go away. Takes no focus. */
export function commitTyping(): void {
  for (const commit of fields) commit();
}

/** Has something else that is held back for a moment stored then, too. */
export function beforeLeaving(commit: () => void): () => void {
  fields.add(commit);
  return () => {
    fields.delete(commit);
  };
}

/** Whether keys pressed here, and what is pasted, belong to a field or a dialog. */
export const takesTyping = (element: Element): boolean =>
  element.closest('input, textarea, [contenteditable="true"], [role="spinbutton"], [role="dialog"]') !== null;

export interface Typing<T> {
  typed: T;
  type: (typed: T) => void;
  commit: () => void;
  /** Gives the old value back; says whether there was anything to take back. */
  takeBack: () => boolean;
  /** Brings back what was taken back last; says whether there was anything. */
  bringBack: () => boolean;
  /** Counts how often another text was put into the field than was typed, which shows it anew. */
  round: number;
  /** What there is to say about what was typed last, until something else is typed. */
  remark: string;
  say: Say;
}

/** What is typed over a value, and once it was told, what the fields showed then. */
interface TypedOver<T> {
  value: T;
  typed: T;
  told?: { shown: object | undefined };
}

/** What became of what was typed: false takes it back, `typed` is how it stands in the field from now on. */
type Accepted<T> = false | { typed: T };

/** Puts a remark at the field, which is read out; false, since most of them say why something was not taken. */
type Say = (remark: string) => false;

/** A remark was read at its field by whoever pressed nothing for so long. How long the window takes for what was pressed does not count. */
const READ_MILLISECONDS = 2000;
let pressedAt = 0;
let isWatching = false;

/** Begins with the first field: what is tested without a window has none. */
function watchPresses(): void {
  if (isWatching) return;
  isWatching = true;
  for (const press of ['pointerdown', 'keydown'])
    window.addEventListener(press, ({ timeStamp }) => (pressedAt = timeStamp), true);
}

/** Holds what is typed over `value` in the field of this label; `accept` is told of it. */
export function useTyping<T>(label: string, value: T, accept: (typed: T, say: Say) => Accepted<T>): Typing<T> {
  const shown = use(ShownDocument);
  const [typing, setTyping] = useState<TypedOver<T>>({ value, typed: value });
  // Half-typed words stay when the value changes in another window; the person decides.
  const isHalfTyped = typing.typed !== typing.value && (typing.told === undefined || typing.told.shown === shown);
  const current =
    typing.value === value && (isHalfTyped || typing.typed === value)
      ? typing
      : { value, typed: isHalfTyped ? typing.typed : value };
  if (current !== typing) setTyping(current);

  const latest = useRef({ value, typed: current.typed, accept, shown });
  /** What was told last here, which comes back as the value; and whether another value came while something was half typed. */
  const own = useRef<T>(value);
  const isOvertaken = useRef(false);
  useLayoutEffect(() => {
    const before = latest.current;
    const isNews = value !== before.value && value !== before.typed && value !== own.current;
    if (isNews && before.typed !== before.value) isOvertaken.current = true;
    latest.current = { value, typed: current.typed, accept, shown };
  });
  /** What was told last, so that leaving in two ways at once tells it once. */
  const told = useRef<{ typed: T } | null>(null);
  const takenBack = useRef<{ typed: T } | null>(null);

  const [remark, setRemark] = useState('');
  const said = useRef({ remark: '', label, at: 0 });
  const say = useCallback(
    (words: string): false => {
      said.current = { remark: words, label, at: performance.now() };
      setRemark(words);
      return false;
    },
    [label],
  );

  const [round, setRound] = useState(0);
  const hold = useCallback((typed: T) => {
    told.current = null;
    latest.current.typed = typed;
    setTyping({ value: latest.current.value, typed });
  }, []);
  const type = useCallback(
    (typed: T) => {
      say('');
      hold(typed);
    },
    [say, hold],
  );
  const put = useCallback(
    (typed: T) => {
      hold(typed);
      setRound((count) => count + 1);
    },
    [hold],
  );
  const commit = useCallback(() => {
    const now = latest.current;
    if (now.typed === now.value || told.current?.typed === now.typed) return;
    told.current = { typed: now.typed };
    const accepted = now.accept(now.typed, say);
    const wasOvertaken = isOvertaken.current;
    isOvertaken.current = false;
    if (!accepted) return put(now.value);
    own.current = accepted.typed;
    if (wasOvertaken) notify({ tone: 'problem', text: t('field.overtaken') });
    if (accepted.typed !== now.typed) put(accepted.typed);
    setTyping({ value: now.value, typed: accepted.typed, told: { shown: now.shown } });
    told.current = accepted;
  }, [say, put]);
  const takeBack = useCallback(() => {
    const now = latest.current;
    if (now.typed === now.value) return false;
    takenBack.current = { typed: now.typed };
    isOvertaken.current = false;
    say('');
    put(now.value);
    return true;
  }, [say, put]);
  const bringBack = useCallback(() => {
    const back = takenBack.current;
    if (!back || latest.current.typed !== latest.current.value) return false;
    takenBack.current = null;
    type(back.typed);
    return true;
  }, [type]);

  useEffect(watchPresses, []);
  useEffect(() => {
    fields.add(commit);
    return () => {
      fields.delete(commit);
      commit();
    };
  }, [commit]);
  useEffect(
    () => () => {
      const last = said.current;
      if (last.remark === '' || pressedAt - last.at > READ_MILLISECONDS) return;
      notify({ tone: 'problem', text: t('field.remark', { label: last.label, remark: last.remark }) });
    },
    [],
  );
  return { typed: current.typed, type, commit, takeBack, bringBack, round, remark, say };
}

/** Whether a key belongs to an input method that is still composing: its Enter and Esc choose among candidates. */
export const isComposing = ({ nativeEvent }: KeyboardEvent) => nativeEvent.isComposing || nativeEvent.keyCode === 229;

/** The keys that every field knows; says whether one of them was pressed. */
export function onTypingKey(
  event: KeyboardEvent,
  { commit, takeBack, bringBack }: Pick<Typing<never>, 'commit' | 'takeBack' | 'bringBack'>,
  { hasLines = false } = {},
): boolean {
  if (isComposing(event)) {
    // Neither the field nor anything around it hears of these.
    event.nativeEvent.stopPropagation();
    return true;
  }
  const modifier = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && (!hasLines || modifier)) {
    commit();
    return true;
  }
  if (shortcutOf(event) === 'save') {
    event.preventDefault();
    commit();
    return true;
  }
  const isDone = (event.key === 'Escape' && takeBack()) || (shortcutOf(event) === 'undo' && bringBack());
  if (isDone) event.preventDefault();
  return isDone;
}

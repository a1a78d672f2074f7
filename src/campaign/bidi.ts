/** Names in sentences: what one name does to the direction of writing ends with that name (Unicode Standard Annex 9). */

const EMBEDDINGS = /[\u202a\u202b\u202d\u202e]/;
const ISOLATES = /[\u2066-\u2068]/;
const CLOSES_EMBEDDING = '\u202c';
const CLOSES_ISOLATE = '\u2069';
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
/** Letters and digits that run from right to left or reorder what is beside them, and the controls and marks of direction. */
const TURNS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u0660-\u0669\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Text without the controls of direction that are opened and never closed, or closed and never opened. */
export function closed(text: string): string {
  if (!CONTROLS.test(text)) return text;
  const characters = Array.from(text);
  const open: { at: number; isIsolate: boolean }[] = [];
  const drop = (at: number) => (characters[at] = '');
  characters.forEach((character, at) => {
    if (EMBEDDINGS.test(character)) open.push({ at, isIsolate: false });
    else if (ISOLATES.test(character)) open.push({ at, isIsolate: true });
    else if (character === CLOSES_EMBEDDING) {
      if (open.at(-1)?.isIsolate === false) open.pop();
      else drop(at);
    } else if (character === CLOSES_ISOLATE) {
      const start = open.findLastIndex(({ isIsolate }) => isIsolate);
      // The end of an isolate ends the embeddings that were opened within it.
      if (start >= 0) for (const { at: unclosed } of open.splice(start).slice(1)) drop(unclosed);
      else drop(at);
    }
  });
  for (const { at } of open) drop(at);
  return characters.join('');
}

/** Whether a text would turn what is beside it. */
export const turns = (text: string): boolean => TURNS.test(text);

/** Text as it may stand in a sentence: isolated where it would turn what is beside it, else as it is. */
export function isolated(text: string): string {
  return turns(text) ? `\u2068${closed(text)}\u2069` : text;
}

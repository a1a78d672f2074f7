// @vitest-environment happy-dom
import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commitTyping, ShownDocument, useTyping, type Typing } from './typing.ts';

/** A field whose document is shown a while after it has changed: what stands between may never be shown at all. */

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const told: string[] = [];
let field: Typing<string>;
const seen = (typing: Typing<string>) => {
  field = typing;
};

function Field({ value, onShown }: { value: string; onShown: (typing: Typing<string>) => void }) {
  const typing = useTyping('Text', value, (typed) => {
    told.push(typed);
    return { typed };
  });
  useEffect(() => onShown(typing));
  return null;
}

let root: Root;
const show = (document: object | undefined, value: string) =>
  act(() =>
    root.render(
      <ShownDocument value={document}>
        <Field value={value} onShown={seen} />
      </ShownDocument>,
    ),
  );

beforeEach(() => {
  told.length = 0;
  root = createRoot(document.createElement('div'));
});

afterEach(() => act(() => root.unmount()));

it('shows what is stored, where what was typed has been undone before it was shown', () => {
  const before = {};
  show(before, 'Stored.');
  act(() => field.type('Typed.'));
  act(commitTyping);
  show(before, 'Stored.');
  expect(field.typed, 'while the details have not followed').toBe('Typed.');
  show({}, 'Stored.');
  expect(field.typed).toBe('Stored.');
  act(commitTyping);
  expect(told).toEqual(['Typed.']);
});

it('keeps what is half typed while the rest of the document changes', () => {
  show({}, 'Stored.');
  act(() => field.type('Half'));
  show({}, 'Stored.');
  expect(field.typed).toBe('Half');
  act(commitTyping);
  expect(told).toEqual(['Half']);
});

it('keeps what is typed on after telling', () => {
  const before = {};
  show(before, 'Stored.');
  act(() => field.type('Typed.'));
  act(commitTyping);
  act(() => field.type('Typed. And on'));
  show({}, 'Typed.');
  expect(field.typed).toBe('Typed. And on');
});

it('needs no document around it', () => {
  show(undefined, 'Stored.');
  act(() => field.type('Typed.'));
  act(commitTyping);
  show(undefined, 'Typed.');
  expect(field.typed).toBe('Typed.');
  show(undefined, 'Theirs.');
  expect(field.typed).toBe('Theirs.');
});

import { describe, expect, it } from 'vitest';
import { bareKeyOf, COMMAND_KEY, keysOf, shortcutOf, zoomKeyOf, type Pressed } from './shortcuts.ts';

const press = (key: string, code = '', held: Partial<Pressed> = {}): Pressed => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };

describe('shortcuts', () => {
  it('are the same on every layout', () => {
    for (const [key, code, meant] of [
      ['z', 'KeyZ', 'undo'],
      ['Z', 'KeyZ', 'undo'],
      ['я', 'KeyZ', 'undo'],
      ['ζ', 'KeyZ', 'undo'],
      ['ئ', 'KeyZ', 'undo'],
      ['ז', 'KeyZ', 'undo'],
      ['ㅋ', 'KeyZ', 'undo'],
      ['н', 'KeyY', 'redo'],
      ['у', 'KeyE', 'export'],
      ['ы', 'KeyS', 'save'],
      ['в', 'KeyD', 'duplicate'],
      ['ф', 'KeyA', 'all'],
      ['с', 'KeyC', 'copy'],
      ['ч', 'KeyX', 'cut'],
      ['м', 'KeyV', 'paste'],
    ] as const) {
      expect(shortcutOf(press(key, code, ctrl))).toBe(meant);
      expect(shortcutOf(press(key, code, { metaKey: true }))).toBe(meant);
    }
    expect(shortcutOf(press('Я', 'KeyZ', { ...ctrl, shiftKey: true }))).toBe('redo');
  });

  it('follow the letter where it is Latin, whatever its place', () => {
    // QWERTZ has Z where QWERTY has Y, Dvorak has a sign there.
    expect(shortcutOf(press('z', 'KeyY', ctrl))).toBe('undo');
    expect(shortcutOf(press('y', 'KeyZ', ctrl))).toBe('redo');
    expect(shortcutOf(press(';', 'KeyZ', ctrl))).toBe(null);
  });

  it('leave typing and the keys of the browser alone', () => {
    expect(shortcutOf(press('z', 'KeyZ'))).toBe(null);
    expect(shortcutOf(press('ż', 'KeyZ', { ctrlKey: true, altKey: true }))).toBe(null);
    expect(shortcutOf(press('z', 'KeyZ', { ...ctrl, isComposing: true }))).toBe(null);
    expect(shortcutOf(press('A', 'KeyA', { ...ctrl, shiftKey: true }))).toBe(null);
    for (const held of [ctrl, { metaKey: true }, { altKey: true }]) expect(bareKeyOf(press('-', '', held))).toBe(null);
    expect(['-', '=', '+', '1'].map((key) => zoomKeyOf(press(key)))).toEqual(['out', 'in', 'in', null]);
  });

  it('name a key by itself as actions do', () => {
    const named = [press('d', 'KeyD'), press('в', 'KeyD'), press('Backspace'), press('='), press('Enter'), press(',')];
    expect(named.map(bareKeyOf)).toEqual(['D', 'D', 'Delete', '+', 'Enter', ',']);
  });

  it('are told as they are pressed', () => {
    expect(keysOf('redo')).toBe(`${COMMAND_KEY}+Shift+Z`);
  });
});

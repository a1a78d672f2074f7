import { describe, expect, it } from 'vitest';
import { gripFor } from './grip.ts';
import type { Hand } from './hand.ts';

const event = (changes: object = {}) =>
  ({
    pointerId: 1,
    clientX: 40,
    clientY: 60,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    ...changes,
  }) as PointerEvent;

/** A grip on something that writes down what it is told. */
function carrying() {
  const told: [string, Hand?][] = [];
  const grip = gripFor(() => ({
    press: () => told.push(['press']),
    lift: (hand) => told.push(['lift', hand]),
    move: (hand) => told.push(['move', hand]),
    drop: () => told.push(['drop']),
    takeBack: () => told.push(['takeBack']),
  }));
  return { grip, told, words: () => told.map(([word]) => word) };
}

describe('a grip', () => {
  it('tells where the hand is, and which keys are held', () => {
    const { grip, told } = carrying();
    grip.take(event());
    grip.lift();
    grip.modifiers(event({ shiftKey: true, ctrlKey: true }));
    grip.move(10, -5);
    expect(told).toEqual([
      ['lift', { by: 'pointer', x: 40, y: 60, shift: false, alt: false }],
      ['move', { by: 'pointer', x: 50, y: 55, shift: true, alt: true }],
    ]);
  });

  it('counts the steps of keys from nothing', () => {
    const { grip, told } = carrying();
    grip.take({ key: 'm', shiftKey: false, ctrlKey: false, altKey: false } as KeyboardEvent);
    grip.lift();
    grip.move(7, 1);
    expect(told.at(-1)![1]).toMatchObject({ by: 'keys', x: 7, y: 1 });
  });

  it('presses what was never lifted, and drops and takes back only what was', () => {
    const pressed = carrying();
    pressed.grip.take(event());
    pressed.grip.move(9, 9);
    pressed.grip.press();
    pressed.grip.drop();
    expect(pressed.words()).toEqual(['press']);
    const lifted = carrying();
    lifted.grip.take(event());
    lifted.grip.lift();
    lifted.grip.takeBack();
    lifted.grip.drop();
    expect(lifted.words()).toEqual(['lift', 'takeBack']);
  });

  it('takes nothing where there is nothing', () => {
    const grip = gripFor(() => null);
    expect(grip.take(event())).toBe(false);
    expect(() => grip.move(1, 1)).not.toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { pressAt, type Press } from './press.ts';

const press = (pointerType: string, isHeld = false): Press => ({ pointerId: 1, pointerType, x: 100, y: 100, isHeld });

describe('a press', () => {
  it('trembles without moving anything: 4 pixels of a mouse, 10 of a pen and a finger', () => {
    expect(pressAt(press('mouse'), 103, 100)).toBe('press');
    expect(pressAt(press('mouse'), 104, 100)).toBe('drag');
    expect(pressAt(press('pen'), 109, 100)).toBe('press');
    expect(pressAt(press('pen'), 100, 110)).toBe('drag');
    expect(pressAt(press('touch'), 109, 100)).toBe('press');
  });

  it('of a finger scrolls, and drags only what a long press has lifted', () => {
    expect(pressAt(press('touch'), 140, 100)).toBe('scroll');
    expect(pressAt(press('touch', true), 140, 100)).toBe('drag');
  });
});

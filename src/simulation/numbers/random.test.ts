import { describe, expect, test } from 'vitest';
import { kernel } from '../kernel/kernel.ts';
import { counterOf, threefry, uniform } from './random.ts';
import { EDGE } from './layouts.ts';

const words = new Int32Array(2);
const hex = (key0: number, key1: number, counter0: number, counter1: number) => {
  threefry(key0 | 0, key1 | 0, counter0 | 0, counter1 | 0, words);
  return [...words].map((word) => (word >>> 0).toString(16));
};

describe('threefry', () => {
  test('gives the known answers of its authors for 13 rounds', () => {
    expect(hex(0, 0, 0, 0)).toEqual(['9d1c5ec6', '8bd50731']);
    expect(hex(-1, -1, -1, -1)).toEqual(['fd36d048', '2d17272c']);
    expect(hex(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toEqual(['ba3e4725', 'f27d669e']);
  });

  test('gives the same in the kernel, for two runs beside each other', () => {
    const { threefryRows, free, memory } = kernel();
    for (const step of [4096, 8192, 1]) {
      threefryRows(77, -3, 123456789, 0x7ffff000, step, 20, free(), free() + 160);
      const first = new Int32Array(memory.buffer, free(), 40);
      const second = new Int32Array(memory.buffer, free() + 160, 40);
      for (let index = 0; index < 40; index++) {
        threefry(77, -3 + (index % 2), 123456789, (0x7ffff000 + (index >> 1) * step) | 0, words);
        expect([first[index], second[index]]).toEqual([...words]);
      }
    }
  });

  test('gives uniform numbers strictly between 0 and 1', () => {
    expect(uniform(Int32Array.of(0, 0))).toBeGreaterThan(0);
    expect(uniform(Int32Array.of(-1, -1))).toBeLessThan(1);
    expect(uniform(Int32Array.of(0x80000000 | 0, 0))).toBeCloseTo(0.5, 12);
  });
});

describe('counterOf', () => {
  test('never gives two draws the same counter', () => {
    const seen = new Set<number>();
    for (const day of [0, 1, 365, 3659]) {
      for (let cell = 0; cell < 132; cell++) {
        for (const edge of Object.values(EDGE)) {
          seen.add(counterOf(day, cell, edge) >>> 0);
        }
      }
    }
    expect(seen.size).toBe(4 * 132 * Object.keys(EDGE).length);
  });
});

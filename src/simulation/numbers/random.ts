import { COUNTER } from './layouts.ts';

/**
 * Keyed random numbers: Threefry-2x32 with 13 rounds (Salmon, Moraes, Dror and Shaw 2011). Every draw is a pure function of its key and counter,
 * so neither the order of the work nor its split over workers changes a result.
 */

const PARITY = 0x1bd11bda;

/** Writes the two 32-bit words for a key and a counter to `out`. */
export function threefry(key0: number, key1: number, counter0: number, counter1: number, out: Int32Array): void {
  const k0 = key0 | 0;
  const k1 = key1 | 0;
  const k2 = PARITY ^ k0 ^ k1;
  let a = ((counter0 | 0) + k0) | 0;
  let b = ((counter1 | 0) + k1) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k1) | 0;
  b = (b + k2 + 1) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k2) | 0;
  b = (b + k0 + 2) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k0) | 0;
  b = (b + k1 + 3) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  out[0] = a;
  out[1] = b;
}

/** A number strictly between 0 and 1 from the two words: the middle of one of 2^52 equal parts. */
export function uniform(words: Int32Array): number {
  return ((words[0]! >>> 0) * 1048576 + (words[1]! >>> 12) + 0.5) / 4503599627370496;
}

/** A 32-bit name for a text (FNV-1a), by which draws find the same segment or parameter again after an edit. */
export function keyOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The second counter word of a draw: the day, the cell and the edge (EDGE) it is for. */
export function counterOf(day: number, cell: number, edge: number): number {
  const { dayBits, dayShift, cellShift, edgeShift } = COUNTER;
  return ((day & ((1 << dayBits) - 1)) << dayShift) | (cell << cellShift) | (edge << edgeShift);
}

import { WASM } from './wasm.ts';

/**
 * The engine's inner loops, compiled from assembly/ to WebAssembly: a vector holds several runs, so that four expected trajectories cost little more
 * than one, and runs are drawn in pairs. Numbers lie in its memory as numbers/layouts.ts says.
 */

export interface Kernel {
  memory: WebAssembly.Memory;
  free: () => number;
  roomOf: (classes: number) => number;
  expectation32: (scene: number) => void;
  expectation64: (scene: number) => void;
  runs: (scene: number) => void;
  moments32: (trajectory: number, apart: number, passes: number, days: number, size: number, out: number) => void;
  /** What follows is called by tests alone; see assembly/kernel.ts for what they take. */
  drawOne: (n: number, p: number, rate: number, word: number) => number;
  drawTo: (...given: number[]) => void;
  normalTo: (...given: number[]) => void;
  threefryRows: (...given: number[]) => void;
}

let loaded: Kernel | undefined;

/** The compiled functions. */
export function kernel(): Kernel {
  if (!loaded) {
    const bytes = Uint8Array.from(atob(WASM), (letter) => letter.charCodeAt(0));
    loaded = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
  }
  return loaded;
}

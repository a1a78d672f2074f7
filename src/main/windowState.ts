import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Where a window stood when it was last closed, kept beside the library. */

const stateSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

const FIRST_STATE: WindowState = { width: 1440, height: 900, maximized: false };
/** This much of a window must show on some screen, or it could not be dragged back. */
const VISIBLE_PIXELS = 100;

/** The state kept in `path`, fitted to the screens there are now; a first one where there is none or it cannot be read. */
export function readWindowState(path: string, screens: readonly Area[]): WindowState {
  let state: WindowState;
  try {
    state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return FIRST_STATE;
  }
  const { x, y, ...rest } = state;
  if (x === undefined || y === undefined) return rest;
  const isVisible = screens.some(
    (screen) =>
      Math.min(x + rest.width, screen.x + screen.width) - Math.max(x, screen.x) >= VISIBLE_PIXELS &&
      y >= screen.y &&
      y <= screen.y + screen.height - VISIBLE_PIXELS,
  );
  return isVisible ? state : rest;
}

/** Keeps the state. A window may close without it: a disk that is full is no reason to keep it open. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // The next start opens a window of the first size.
  }
}

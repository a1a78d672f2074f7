/**
 * The specs take place on a day of their own, so that they find the same plan whenever they are run: the clock of all their processes and windows is moved
 * there, and goes on as usual. `E2E_DAY=2026-12-31` has them take place on another day, `E2E_DAY=today` on the day that it is.
 */

const DAY = '2026-09-07';
/** How far the clock is moved, in milliseconds, as all processes of a run are told it. */
const OFFSET = 'E2E_CLOCK_OFFSET';
const told = process.env[OFFSET];

/** Milliseconds between the day of the specs and the real one. */
export const clockOffset = Number(told ?? 0);

/** Has the processes that are begun after it take place on the day of the specs. */
export function chooseDay(): void {
  const day = process.env['E2E_DAY'] ?? DAY;
  if (day === 'today' || told !== undefined) return;
  process.env[OFFSET] = String(Date.parse(`${day}T07:00:00Z`) - Date.now());
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${import.meta.url}`.trim();
}

/** Moves the clock of a process, or of a window, which gets this function as text. */
export function moveClock(offset: number): void {
  const Real = Date;
  const now = () => Real.now() + offset;
  const Moved = new Proxy(Real, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length > 0 ? given : [now()], made) as Date,
    apply: () => String(new Real(now())),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  Real.prototype.constructor = Moved;
  globalThis.Date = Moved;
}

if (told !== undefined) moveClock(clockOffset);

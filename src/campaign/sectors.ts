import type { SimpleCommand } from './commands.ts';
import type { Assumption } from './document.ts';

/**
 * How many of those whom an internal mail is sent to open it, by sector: a first number for `channels.email.reach` until the own one is known.
 * PoliteMail 2025, 4.8 billion mails to 12 million employees.
 */
export const SECTORS = [
  { id: 'technology', name: 'Technology', opened: 0.583 },
  { id: 'utilities', name: 'Utilities', opened: 0.634 },
  { id: 'communications', name: 'Communications', opened: 0.641 },
  { id: 'education', name: 'Education', opened: 0.653 },
  { id: 'healthcare', name: 'Healthcare', opened: 0.656 },
  { id: 'consumer', name: 'Consumer goods and services', opened: 0.66 },
  { id: 'materials', name: 'Materials', opened: 0.685 },
  { id: 'industrials', name: 'Industrials', opened: 0.703 },
  { id: 'energy', name: 'Energy', opened: 0.709 },
  { id: 'financials', name: 'Financials', opened: 0.739 },
] as const;
export type SectorId = (typeof SECTORS)[number]['id'];

const OPENED = 'channels.email.reach';

const reasonOf = (name: string) => `PoliteMail 2025: mails opened, of all sent, in ${name}`;

const openedIn = (assumptions: readonly Assumption[]) =>
  assumptions.find(({ parameter, segmentId }) => parameter === OPENED && segmentId === undefined);

/** The sector whose rate everyone is taken to have; null where the rate is the model's, or the campaign's own. */
export function sectorOf({ assumptions }: { assumptions: readonly Assumption[] }): SectorId | null {
  const found = openedIn(assumptions);
  return SECTORS.find(({ name, opened }) => found?.value === opened && found.reason === reasonOf(name))?.id ?? null;
}

/** What makes the rate a sector's, or with null the model's again; undefined where there is nothing to do. A rate of the campaign's own is replaced. */
export function takeSector(
  { assumptions }: { assumptions: readonly Assumption[] },
  sector: SectorId | null,
  newId: () => string,
): SimpleCommand | undefined {
  const before = openedIn(assumptions);
  const { name, opened } = SECTORS.find(({ id }) => id === sector) ?? {};
  if (name === undefined || opened === undefined)
    return before && sectorOf({ assumptions }) !== null ? { type: 'removeAssumption', id: before.id } : undefined;
  const reason = reasonOf(name);
  return before
    ? { type: 'editAssumption', id: before.id, changes: { value: opened, low: null, high: null, reason } }
    : { type: 'addAssumption', item: { id: newId(), parameter: OPENED, value: opened, reason } };
}

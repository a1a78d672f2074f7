import { useEffect, useState } from 'react';
import type { Output } from '#contract/contract.ts';
import type { RowFilter, TrialRow } from '#contract/intake.ts';
import { call } from '../bridge/studio.ts';

/** The rows of a trial, which stay in the studio: a page at a time is shown. */

export const PAGE = 50;
/** As many as the studio gives at once. */
const MOST = 500;

interface Wanted {
  source: string;
  filter: RowFilter;
  from: number;
  /** Key of a row that stays in its place, whatever the filter says of it by now. */
  also: string | undefined;
}

/** The page of rows after the trial; the one before it until it is there. */
export function useRows(trial: object, { source, filter, from, also }: Wanted): Output<'intake.rows'> | null {
  const [page, setPage] = useState<Output<'intake.rows'> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    call('intake.rows', { source, filter, from, count: PAGE, ...(also === undefined ? {} : { also }) })
      .then((rows) => (isCurrent ? setPage(rows) : undefined))
      // The file is no longer at hand: the next trial says so.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [trial, source, filter, from, also]);
  return page;
}

/** All rows of a filter, page after page. */
export async function allRows(source: string, filter: RowFilter): Promise<TrialRow[]> {
  const all: TrialRow[] = [];
  for (;;) {
    // Each page is asked for once the one before it is there.
    // oxlint-disable-next-line no-await-in-loop
    const { total, rows } = await call('intake.rows', { source, filter, from: all.length, count: MOST });
    all.push(...rows);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

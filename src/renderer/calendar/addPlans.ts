import { create } from 'zustand';
import { formatDay } from '#campaign/calendar.ts';
import { startJob, type Job } from '../bridge/job.ts';
import { call, explain } from '../bridge/studio.ts';
import { readFile } from '../intake/files.ts';
import { notify } from '../kit/notices.ts';
import { today } from '../locale.ts';
import { t } from '../text/text.ts';

/** Other teams' files onto the calendar, one after the other. */

interface Reading {
  job: Job<unknown>;
  name: string;
  share: number;
}

export const useReading = create<{ reading: Reading | null }>(() => ({ reading: null }));

let isStopped = false;

/** Stops what is being read, and what waits behind it. */
export function stopReading(): void {
  isStopped = true;
  useReading.getState().reading?.job.cancel();
}

/** Reads files; what is wrong with one is told, and the others are read. With `replaces`, the file is a newer one of that plan. */
export async function addPlans(files: readonly File[], replaces?: string): Promise<void> {
  if (useReading.getState().reading) {
    notify({ tone: 'problem', text: t('calendar.busy') });
    return;
  }
  isStopped = false;
  for (const file of files) {
    if (isStopped) break;
    await addPlan(file, replaces);
  }
  useReading.setState({ reading: null });
}

async function addPlan(file: File, replaces: string | undefined): Promise<void> {
  const { name } = file;
  const job = startJob(
    async (named) =>
      call('calendar.addPlan', {
        fileName: name,
        bytes: await readFile(file),
        today: formatDay(today()),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(replaces !== undefined && { replaces }),
        job: named,
      }),
    (share) => useReading.setState({ reading: { job, name, share } }),
  );
  useReading.setState({ reading: { job, name, share: 0 } });
  try {
    const { entries } = await job.result;
    notify({ tone: 'done', text: t('calendar.added', { name, count: entries }) });
  } catch (error) {
    if (!isStopped) notify({ tone: 'problem', text: t('calendar.notAdded', { name, reason: explain(error) }) });
  }
}

import { strFromU8, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { campaignFrom } from '#campaign/file.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { scheduleSchema } from '#delivery/json/schedule.ts';
import { exportCampaign, type TargetId } from '#delivery/targets.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTables } from '#intake/read/table.ts';

/** A schedule by days from everyone's own start is read by others; brought in again, it would be no plan. */

const NOW = '2026-11-29T10:00:00Z';
const onboarding = templateById('first-90-days')!.build({ start: '2027-01-04', id: 'onboarding' });
const fileFor = async (target: TargetId) =>
  (await exportCampaign(onboarding, target, { now: NOW, ownDays: true })).files[0]!;

describe('a schedule by own days', () => {
  test('says the same as a workbook and as a list', async () => {
    const { entries } = scheduleSchema.parse(JSON.parse(strFromU8((await fileFor('json')).bytes)));
    const { bytes, name } = await fileFor('xlsx');
    const [schedule] = await readTables(bytes, name, { sheets: ['Schedule'] });
    expect(schedule!.rows[0]!.cells.slice(0, 3)).toEqual(['Own day', 'Last own day', 'Local time']);
    expect(schedule!.rows.slice(1).map(({ cells }) => Number(cells[0]))).toEqual(entries.map(({ day }) => day));
  });

  test('is refused with its cure when it is brought in as a plan or opened as one', async () => {
    const context = { today: NOW.slice(0, 10), timeZone: 'Europe/London', name: 'Again' };
    for (const target of ['csv', 'xlsx'] as const) {
      const { bytes, name } = await fileFor(target);
      const tables = await readTables(bytes, name, { sheets: 'all' });
      await expect(planSheets(tables, context)).rejects.toThrow('export the dates of one cohort');
    }
    const { bytes } = await fileFor('json');
    expect(() => campaignFrom(JSON.parse(strFromU8(bytes)))).toThrow('Choose the campaign it was made from');
    // A heading alone that says so is anybody's.
    const [theirs] = await readTables(strToU8('Own day,Date,Name\n3,2027-02-01,Mail\n'), 'plan.csv', { sheets: 'all' });
    expect((await importPlan((await planSheets([theirs!], context)).tables, {}, context)).imported).toBe(1);
  });
});

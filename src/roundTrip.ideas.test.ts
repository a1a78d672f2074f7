import { describe, expect, it } from 'vitest';
import { apply } from '#campaign/reducer.ts';
import { planIdeas } from '#campaign/shelf.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { writeCsv } from '#delivery/csv/csv.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { readTable } from '#intake/read/table.ts';

/** Touchpoints whose days somebody wiped out of the studio's own table come back as ideas, where that is chosen. */

async function brought(text: string) {
  const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back' };
  const table = await readTable(new TextEncoder().encode(text), 'plan.csv', {});
  return importPlan(table, { undated: 'keep' }, context);
}

describe('the studio’s own table', () => {
  const plan = TEMPLATES.find(({ id }) => id === 'compliance-refresh')!.build({ start: '2027-01-11' });
  const table = new TextDecoder().decode(
    writeCsv(plan, { now: '2026-11-29T12:00:00Z', delimiter: ',' }).files[0]!.bytes,
  );
  // No text of this plan has a line end that parts a row.
  const lines = table.trimEnd().split('\r\n');
  const series = plan.touchpoints.find(({ cadence }) => cadence === 'weekly')!;

  /** The table with the days of some touchpoints wiped out, as people do who are not sure of them any more. */
  const wiped = (isWiped: (line: string, index: number) => boolean) =>
    lines
      .map((line, index) =>
        index > 0 && isWiped(line, index) ? line.replace(/^("?)[\d-]{10}\1,("?)[\d-]*\2,/, ',,') : line,
      )
      .join('\r\n');

  it('gives back as an idea what lost all its days, under its id, with length and cadence', async () => {
    const text = wiped((line) => line.includes(`,${series.id},`));
    const { campaign, ideas, rejected } = await brought(text);
    expect(rejected).toEqual([]);
    expect(ideas).toHaveLength(1);
    expect(ideas[0]).toMatchObject({ id: series.id, name: series.name, days: series.days, cadence: 'weekly' });
    expect(campaign.touchpoints).toHaveLength(plan.touchpoints.length - 1);
    const again = apply(campaign, planIdeas(ideas, { start: series.start })).campaign;
    expect(again.touchpoints.at(-1)).toMatchObject({ id: series.id, start: series.start, days: series.days });
  });

  it('keeps a series whole that lost some of its days, and says which', async () => {
    let seen = 0;
    const text = wiped((line) => line.includes(`,${series.id},`) && ++seen === 2);
    const { ideas, rejected, touchpoints } = await brought(text);
    expect(ideas).toEqual([]);
    expect(rejected).toEqual([expect.objectContaining({ reason: 'there is no date, and other rows of it have one' })]);
    expect(touchpoints.find(({ id }) => id === series.id)).toMatchObject({ days: series.days });
  });
});

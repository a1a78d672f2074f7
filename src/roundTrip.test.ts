import { describe, expect, it } from 'vitest';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { TEMPLATES, templateById } from '#campaign/templates/templates.ts';
import { addDays } from '#campaign/calendar.ts';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { apply } from '#campaign/reducer.ts';
import { tieInCell } from '#language/ties.ts';
import { isSent } from '#campaign/sending.ts';
import { writeCsv } from '#delivery/csv/csv.ts';
import { writeWorkbook } from '#delivery/xlsx/workbook.ts';
import { importPlan } from '#intake/plan/plan.ts';
import { planSheets } from '#intake/plan/sheets.ts';
import { readTables } from '#intake/read/table.ts';

/** What the studio writes into a spreadsheet comes back whole. */

const NOW = '2026-11-29T12:00:00Z';

async function comeBack(file: { name: string; bytes: Uint8Array }) {
  const context = { today: '2026-11-29', timeZone: 'UTC', name: 'Back' };
  const { tables } = await planSheets(await readTables(file.bytes, file.name, { sheets: 'all' }), context);
  return importPlan(tables, {}, context);
}

/** What a touchpoint is, in words that do not depend on ids of segments and lanes. */
function essence(campaign: Campaign, touchpoint: Touchpoint) {
  const { id, name, tactic, direction, channel, start, days, cadence, time, minutes, owner, status } = touchpoint;
  const reached = campaign.segments.filter(
    ({ id: segment, channels }) =>
      (touchpoint.segments.length === 0 || touchpoint.segments.includes(segment)) &&
      (channels.length === 0 || channels.includes(channel)),
  );
  return {
    id,
    name,
    tactic,
    direction,
    channel,
    start,
    days,
    cadence,
    minutes,
    owner,
    status,
    // What waits to be found is there all day.
    ...(isSent(touchpoint) && { time }),
    lane: campaign.lanes.find(({ id: lane }) => lane === touchpoint.laneId)?.name,
    segments: reached.map(({ name: segment }) => segment).sort(),
  };
}
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

const FULL = TEMPLATES.filter(({ touchpointCount }) => touchpointCount > 0);

describe.each(FULL.map((template) => [template.id, template] as const))('the schedule of %s', (_, template) => {
  const campaign = template.build({ start: '2027-01-11' });
  const expected = campaign.touchpoints.map((touchpoint) => essence(campaign, touchpoint)).sort(byId);

  it.each(['csv', 'xlsx'] as const)('comes back whole from %s', async (kind) => {
    const { files } = kind === 'csv' ? writeCsv(campaign, { now: NOW }) : await writeWorkbook(campaign, { now: NOW });
    if (files.length === 0) return;
    const back = await comeBack(files[0]!);
    expect(back.rejected).toEqual([]);
    expect(back.campaign.touchpoints.map((touchpoint) => essence(back.campaign, touchpoint)).sort(byId)).toEqual(
      expected,
    );
    const known = ({ name, size, timeZone }: Campaign['segments'][number]) => ({ name, size, timeZone });
    const used = campaign.segments.filter(({ name }) => expected.some(({ segments }) => segments.includes(name)));
    expect(back.campaign.segments.map(known).sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      used.map(known).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });
});

it.each(['csv', 'xlsx'] as const)(
  'what hangs comes back from %s on its dates, as far from its anchors',
  async (kind) => {
    const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
    const { files } = kind === 'csv' ? writeCsv(campaign, { now: NOW }) : await writeWorkbook(campaign, { now: NOW });
    const { campaign: back, remarks } = await comeBack(files[0]!);
    const tied = (of: Campaign) =>
      of.touchpoints
        .filter(({ tie }) => tie !== undefined)
        .map(({ id, start, tie }) => ({ id, start, tie: tieInCell(of, tie!) }))
        .sort(byId);
    expect(tied(campaign).length).toBeGreaterThan(3);
    expect(tied(back)).toEqual(tied(campaign));
    expect(remarks.join()).not.toContain('could not be read');
    // Its deadlines move with them, as they are milestones now.
    const [first] = back.events;
    const { campaign: moved } = apply(back, {
      type: 'editEvent',
      id: first!.id,
      changes: { start: addDays(first!.start, 7) },
    });
    expect(
      moved.touchpoints.filter(({ start }, index) => start !== back.touchpoints[index]!.start).length,
    ).toBeGreaterThan(0);
    expect(tied(parseCampaign(serializeCampaign(back)))).toEqual(tied(back));
  },
);

it('what nobody can hang from is said, and dates stay', async () => {
  const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
  const { files } = writeCsv(campaign, { now: NOW });
  const text = new TextDecoder().decode(files[0]!.bytes).replaceAll(' working days before “', ' moons before “');
  const { campaign: back, remarks } = await comeBack({ name: 'plan.csv', bytes: new TextEncoder().encode(text) });
  expect(remarks.join()).toContain('could not be read');
  const startsOf = (of: Campaign) => of.touchpoints.map(({ id, start }) => ({ id, start })).sort(byId);
  expect(startsOf(back)).toEqual(startsOf(campaign));
});

it('a schedule longer than a campaign may be comes back with the campaign about its middle', async () => {
  const campaign = FULL[0]!.build({ start: '2027-01-11' });
  const far = campaign.touchpoints.map((touchpoint, index) =>
    index < 2
      ? { ...touchpoint, start: ['1971-03-01', '2199-12-01'][index]!, days: 1, cadence: 'once' as const }
      : touchpoint,
  );
  const { files } = writeCsv({ ...campaign, touchpoints: far }, { now: NOW });
  const { campaign: back } = await comeBack(files[0]!);
  expect(back.touchpoints.map(({ name }) => name).sort()).toEqual(far.map(({ name }) => name).sort());
  expect(back.start < '2027-01-11' && back.start > '2020').toBe(true);
});

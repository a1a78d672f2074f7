import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { apply } from '#campaign/reducer.ts';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { guessPlan, importPlan, type PlanImport } from './plan.ts';
import type { PlanChoices, PlanContext } from './choices.ts';
import { readTable } from '../read/table.ts';
import { channelsIn } from '../understand/terms.ts';
import { workbookOf } from '../read/workbook.testing.ts';
import { planLikeness } from './plan.testing.ts';

const fixtures = import.meta.glob<string>('../fixtures/*.csv', { query: '?raw', import: 'default', eager: true });
const CONTEXT: PlanContext = { today: '2026-11-20', timeZone: 'Europe/Berlin', name: 'Academy' };

const tableOf = (text: string, name = 'plan.csv') => readTable(strToU8(text), name, { likeness: planLikeness });
const fixture = (name: string) => tableOf(fixtures[`../fixtures/${name}.csv`]!, `${name}.csv`);

async function imported(text: string, choices: PlanChoices = {}, context = CONTEXT): Promise<PlanImport> {
  return importPlan(await tableOf(text), choices, context);
}

const guessed = async (name: string) => {
  const { columns, ...rest } = guessPlan(await fixture(name), CONTEXT);
  const used = Object.entries(columns).filter(([, column]) => column !== null);
  return { ...rest, columns: Object.fromEntries(used) };
};

/** One line a touchpoint: row, days, time, channel, direction, tactic, audience, name. */
async function told(name: string): Promise<{ lines: string[]; result: PlanImport }> {
  const result = await importPlan(await fixture(name), {}, CONTEXT);
  const lines = result.touchpoints.map((touchpoint) => {
    const { id, start, days, time, channel, direction, tactic, segments, cadence } = touchpoint;
    const span = `${start}+${days}${cadence === 'once' ? '' : ` ${cadence}`}`;
    return [id, span, time.at ?? '-', channel, direction, tactic, segments.join('+') || 'all', touchpoint.name].join(
      ' | ',
    );
  });
  return { lines, result };
}

describe('real plans', () => {
  it('reads a plan under titles, with headings, open dates, totals and remarks', async () => {
    expect(await guessed('titles')).toMatchObject({
      headerRow: 4,
      columns: { date: 0, time: 1, channel: 2, audience: 3, subject: 4, body: 5, owner: 6 },
      year: 2027,
      rows: 8,
    });
    const { lines, result } = await told('titles');
    expect(lines).toEqual([
      'row-6 | 2027-01-11+1 | 09:00 | email | push | custom-push | all | It starts today',
      'row-7 | 2027-01-12+1 | 09:30 | teams | push | chat-announcement | sales+finance+hr | Two minutes a day',
      'row-9 | 2027-01-13+5 | - | poster | push | poster | all | Look up',
      'row-12 | 2027-02-01+1 | 12:00 | email | push | custom-push | managers | Last chance to join',
    ]);
    expect(result.rejected.map(({ row }) => row)).toEqual([8, 13, 14, 15]);
    expect(result.rejected[0]!.reason).toBe('“TBC” is no date yet; write the day, then import again');
    expect(result.headings.map(({ row }) => row)).toEqual([1, 2, 5, 10, 11]);
    expect(result.notes).toContainEqual({
      row: 12,
      note: 'the channel “Carrier pigeon” is not known; it is taken as Email',
    });
    expect(result.campaign.phases.map(({ name, kind }) => [name, kind])).toEqual([
      ['PHASE 1 – LAUNCH', 'launch'],
      ['PHASE 2 – SUSTAIN', 'culture'],
    ]);
    expect(result.touchpoints[0]!.message.body).toBe('Dear colleagues,\nthe new academy opens today.');
  });

  it('reads American dates, sizes in brackets, links and repetition', async () => {
    const { lines, result } = await told('american');
    expect(lines).toEqual([
      'row-2 | 2027-01-11+1 | - | email | push | launch-email | all | Kickoff announcement',
      'row-3 | 2027-01-12+1 | - | manager | push | manager-cascade | store-managers+field-sales | Manager cascade pack',
      'row-4 | 2027-01-18+1 | - | meeting | push | town-hall | all | Town Hall with the CEO',
      'row-5 | 2027-02-01+28 weekly | - | slack | push | custom-push | field-sales | Weekly tip',
    ]);
    expect(result.touchpoints.map(({ message }) => message.callToAction)).toEqual([
      { label: 'Start now', url: 'https://learn.example.com/start' },
      undefined,
      { label: 'Save your seat', url: 'https://www.example.com/townhall' },
      undefined,
    ]);
    expect(result.campaign.segments.map(({ name, size }) => [name, size])).toEqual([
      ['Store Managers', 250],
      ['Field Sales', 100],
      ['Everyone else', 100],
    ]);
    expect(result.remarks.join()).toContain('2 segments are assumed to have 100 people (Field Sales, Everyone else)');
  });

  it('reads an export with semicolons, dots, calendar weeks and headings in two languages', async () => {
    const { lines, result } = await told('excel-europe');
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
      'row-2 2027-01-11+1',
      'row-3 2027-01-13+21',
      'row-4 2027-01-25+1',
    ]);
    expect(result.touchpoints.map(({ owner }) => owner)).toEqual(['Jörg Müller', 'Zoë', 'Jörg Müller']);
    expect(result.touchpoints[1]!.segments).toEqual(['buro-munchen']);
    expect(result.rejected).toEqual([{ row: 5, reason: '30.2.2027 is not a real date from 1970 to 2199' }]);
  });

  it('reads spans in every form, and says which cells are no dates', async () => {
    const { lines, result } = await told('ranges');
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
      'row-2 2027-01-11+5 -',
      'row-3 2027-01-18+5 -',
      'row-4 2027-01-28+6 -',
      'row-5 2027-02-01+5 -',
      'row-6 2027-02-08+1 -',
      'row-7 2027-02-12+1 14:00',
      'row-8 2027-03-01+1 -',
      'row-9 2027-03-15+14 -',
    ]);
    expect(result.rejected.map(({ row }) => row)).toEqual([10, 11, 12, 13]);
  });

  it('reads days that stand as headings above their rows', async () => {
    const { lines, result } = await told('day-headings');
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
      'row-4 2027-01-11+1 09:00',
      'row-5 2027-01-11+1 12:00',
      'row-7 2027-01-12+1 14:30',
      'row-8 2027-01-12+28 -',
    ]);
    expect(result.rejected).toEqual([]);
    expect(result.notes).toContainEqual({
      row: 8,
      note: 'the time “midday-ish” is not understood; it goes out at each segment’s preferred time',
    });
  });

  it('reads what merged cells leave blank, phases, push and pull, and tactics', async () => {
    const { lines, result } = await told('merged-cells');
    expect(lines).toEqual([
      'row-2 | 2027-01-11+1 | - | email | push | launch-email | all | Announcement',
      'row-3 | 2027-01-11+28 | - | intranet | pull | custom-pull | all | Film on the home page',
      'row-4 | 2027-01-11+28 | - | poster | push | poster | all | Posters',
      'row-5 | 2027-01-25+28 | - | meeting | pull | drop-in-clinic | line-managers+hr | Drop-in clinic',
      'row-6 | 2027-01-25+1 | - | email | push | deadline-reminder | research-and-development | Reminder',
      'row-7 | 2027-02-15+1 | - | meeting | push | town-hall | all | Award for the best team',
    ]);
    expect(result.campaign.phases.map(({ name, start, days }) => [name, start, days])).toEqual([
      ['Launch', '2027-01-11', 14],
      ['Embed', '2027-01-25', 21],
      ['Sustain', '2027-02-15', 1],
    ]);
    expect(result.touchpoints[1]!.notes).toBe('from the studio');
    expect(result.notes).toContainEqual({ row: 4, note: 'it has no date; it took that of row 2' });
    const strict = await importPlan(await fixture('merged-cells'), { blankDates: 'reject' }, CONTEXT);
    expect(strict.rejected).toEqual([3, 4, 6].map((row) => ({ row, reason: 'there is no date' })));
  });

  it('reads a list without headings by what stands in it', async () => {
    expect(await guessed('headerless')).toMatchObject({
      headerRow: null,
      columns: { date: 0, time: 1, channel: 2, audience: 3, name: 4, link: 5 },
      rows: 3,
    });
    const { lines } = await told('headerless');
    expect(lines[1]).toBe('row-2 | 2027-01-12+1 | 09:30 | teams | push | custom-push | managers | Your part in it');
  });

  it('counts weeks from the Monday that was chosen', async () => {
    const result = await importPlan(await fixture('weeks'), { weekOne: '2027-01-11' }, CONTEXT);
    expect(result.touchpoints.map(({ start, channel, direction }) => [start, channel, direction])).toEqual([
      ['2027-01-11', 'email', 'push'],
      ['2027-01-18', 'platform', 'pull'],
      ['2027-02-01', 'peers', 'pull'],
      ['2027-02-01', 'peers', 'pull'],
    ]);
  });

  it('goes over the new year without years, and keeps doubts', async () => {
    const { lines, result } = await told('across-new-year');
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' '))).toEqual([
      'row-2 2026-11-30+1 08:30',
      'row-3 2026-12-15+1 08:30',
      'row-4 2027-01-11+1 09:30',
      'row-5 2027-02-01+1 09:00',
      'row-6 2027-02-09+1 08:00',
    ]);
    expect(result.touchpoints[3]).toMatchObject({
      channel: 'text',
      time: { zone: 'segment', at: '09:00' },
      segments: ['drivers', 'warehouse', 'returns'],
    });
    expect(result.rejected).toEqual([
      { row: 7, reason: '“asap” is no date yet; write the day, then import again' },
      { row: 9, reason: 'it is a total, not an entry of the list' },
    ]);
  });

  it('takes the name of a phase alone in a row for a heading and says so, and any other text for a row that is named', async () => {
    const text = 'When;Name\n11.01.2027;Mail\nAwareness;\n12.01.2027;Post\nLaunch party;\n18.01.2027;Film\n';
    const read = await imported(text);
    const { headings, rejected, notes } = read;
    expect(read.imported).toBe(3);
    expect(headings.map(({ text: heading }) => heading)).toEqual(['Awareness']);
    expect(rejected.map(({ row }) => row)).toEqual([5]);
    expect(notes.filter(({ row }) => row === 3)).toHaveLength(1);
  });

  it.each(Object.keys(fixtures))('makes a sound campaign of %s and accounts for every row', async (path) => {
    const table = await tableOf(fixtures[path]!);
    const result = await importPlan(table, {}, CONTEXT);
    expect(parseCampaign(serializeCampaign(result.campaign))).toEqual(result.campaign);
    expect(result.imported + result.rejected.length).toBe(result.rows);
    const header = result.headerRow === null ? 0 : 1;
    expect(result.rows + result.headings.length + header).toBe(table.rows.length);
    const end = addDays(result.campaign.start, result.campaign.days);
    for (const { start, days, tactic } of result.touchpoints) {
      expect(start >= result.campaign.start && addDays(start, days) <= end).toBe(true);
      expect(tacticById(tactic)?.id).toBe(tactic);
    }
  });
});

describe('workbooks of several sheets', () => {
  it('says which sheet was read and which were not', async () => {
    const bytes = workbookOf([
      { name: 'Cover', rows: [['Academy']] },
      {
        name: 'Plan',
        rows: [
          ['Date', 'Channel'],
          [{ serial: 46398, style: 'date' }, 'Email'],
        ],
      },
      { name: 'Archive', rows: [['x']], state: 'hidden' },
    ]);
    const table = await readTable(bytes, 'plan.xlsx', { likeness: planLikeness });
    const { remarks, touchpoints } = await importPlan(table, {}, CONTEXT);
    expect(touchpoints.map(({ start }) => start)).toEqual(['2027-01-11']);
    expect(remarks).toContain('Only the sheet “Plan” was read. The workbook also has “Cover”, “Archive”.');
    const chosen = await readTable(bytes, 'plan.xlsx', { sheet: 'plan' });
    expect((await importPlan(chosen, {}, CONTEXT)).remarks.join()).not.toContain('Only the sheet');
  });
});

describe('choices', () => {
  const text = 'A,B,C\n03/04/2027,Email,Hello\n05/06/2027,Poster,World\n';

  it('follow the person: columns, order of dates', async () => {
    const columns = { date: 0, channel: 1, name: 2 };
    const dayFirst = await imported(text, { columns });
    expect(dayFirst.touchpoints.map(({ start, name }) => [start, name])).toEqual([
      ['2027-04-03', 'Hello'],
      ['2027-06-05', 'World'],
    ]);
    expect(dayFirst.remarks[0]).toBe(
      'Dates were read with the day first, because both orders are possible and day first is the usual one outside the United States. If that is wrong, choose month first.',
    );
    const monthFirst = await imported(text, { columns, dateOrder: 'month-first' });
    expect(monthFirst.touchpoints.map(({ start }) => start)).toEqual(['2027-03-04', '2027-05-06']);
    expect(monthFirst.remarks.join()).not.toContain('Dates were read');
  });

  it('take a column away from a field', async () => {
    const result = await imported('Date,Channel,Notes\n11/01/2027,Email,secret\n', { columns: { notes: null } });
    expect(result.touchpoints[0]!.notes).toBeUndefined();
    expect(result.remarks).toContain('These columns were not used: Notes.');
  });

  it('reject every row with a reason where no column holds dates', async () => {
    const result = await imported('Channel,Audience\nEmail,All\nPoster,All\n');
    expect(result.rejected).toEqual([2, 3].map((row) => ({ row, reason: 'no column holds dates' })));
    expect(result.remarks[0]).toBe('No column with dates was found: choose the one that holds them.');
  });

  it('make lanes from workstreams where there are any', async () => {
    const plan = 'Date,Channel,Workstream\n11/01/2027,Email,Sales\n13/01/2027,Poster,Sales\n14/01/2027,Poster,\n';
    expect((await imported(plan)).campaign.lanes.map(({ name }) => name)).toEqual(['Sales', 'Posters and screens']);
    const byChannel = await imported(plan, { lanes: 'channel' });
    expect(byChannel.campaign.lanes.map(({ name }) => name)).toEqual(['Email', 'Posters and screens']);
  });
});

describe('rows', () => {
  it('rejects what has a date and says nothing, what is too long, and a year far from the others', async () => {
    const { rejected, imported: count } = await imported(
      `Date,Channel,Body\n11/01/2027,Email,x\n12/01/2027,,\n13/01/2027,Email,${'y'.repeat(20_001)}\n14/01/2072,Email,z\n15/01/2027,Email,last\n`,
    );
    expect(count).toBe(2);
    expect(rejected).toEqual([
      { row: 3, reason: 'it has a date, but does not say what happens' },
      { row: 4, reason: 'its text has 20001 characters, and 20000 is the most; shorten it' },
      { row: 5, reason: 'its date is years away from the others' },
    ]);
  });

  it('reads the language of a message, and leaves it to each segment where none or several are named', async () => {
    const cells = ['German', 'pt_BR', 'English (UK)', '', 'All languages', 'n/a', 'EN/DE', 'Klingon'];
    const lines = cells.map((cell, place) => `2027-02-0${place + 1},Note ${place},Email,${cell}`);
    const { touchpoints, notes } = await imported(['Date,Subject,Channel,Language', ...lines].join('\n'));
    expect(touchpoints.map(({ message }) => message.language)).toEqual(['de', 'pt-BR', 'en-GB', ...Array(5)]);
    expect(notes).toEqual([
      { row: 8, note: 'the language “EN/DE” is not understood; each segment gets it in its own' },
      { row: 9, note: 'the language “Klingon” is not understood; each segment gets it in its own' },
    ]);
    const { columns } = await imported('Date,Subject,Channel,Language lead\n2027-02-01,Note,Email,Ana\n');
    expect(columns.language).toBe(null);
  });

  it('adds to a campaign: finds its segments and lanes, keeps the rest, stretches its dates', async () => {
    const first = (await imported('Date,Channel,Audience\n11/01/2027,Email,Managers\n')).campaign;
    const renamed = apply(first, { type: 'editSegment', id: 'managers', changes: { size: 40 } }).campaign;
    const result = await imported(
      'Date,Channel,Audience\n11/02/2027,Email,all managers\n12/02/2027,SMS,Drivers\n',
      {},
      { ...CONTEXT, into: renamed },
    );
    expect(result.campaign.segments.map(({ id, size }) => [id, size])).toEqual([
      ['managers', 40],
      ['drivers', 100],
    ]);
    expect(result.campaign.lanes.map(({ id }) => id)).toEqual(['email', 'text-messages']);
    expect(result.campaign.touchpoints.map(({ id }) => id)).toEqual(['row-2', 'row-2-2', 'row-3']);
    expect(result.campaign).toMatchObject({ start: '2027-01-11', days: 33, phases: first.phases });
    expect(parseCampaign(serializeCampaign(result.campaign))).toEqual(result.campaign);
  });

  it('imports 20,000 rows, tells its progress and lets others have the thread', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) =>
        `${addDays('2027-01-04', index % 300)},9am,Email,"Sales, Team ${index % 50}",Subject ${index},Text ${index}`,
    );
    const table = await tableOf(['Date,Time,Channel,Audience,Subject,Body', ...lines].join('\n'));
    const progress: number[] = [];
    const result = await importPlan(table, {}, CONTEXT, (done, total) => {
      expect(total).toBe(20_000);
      progress.push(done);
    });
    expect(result).toMatchObject({ rows: 20_000, imported: 20_000, rejected: [] });
    expect(result.campaign.segments.length).toBe(51);
    expect(progress).toEqual([...Array.from({ length: 20 }, (_, index) => index * 1000), 20_000]);
  });
});

describe('words for channels', () => {
  it.each([
    ['E-mail newsletter', 'email'],
    ['All-staff e-mail', 'email'],
    ['MS Teams post', 'teams'],
    ['Teams meeting', 'meeting'],
    ['Viva Engage', 'social'],
    ['Yammer', 'social'],
    ['Slack #general', 'slack'],
    ['Town hall', 'meeting'],
    ['Lunch & Learn', 'meeting'],
    ['Digital signage', 'poster'],
    ['SMS', 'text'],
    ['WhatsApp group', 'text'],
    ['Calendar invite', 'calendar'],
    ['SharePoint news', 'intranet'],
    ['Line manager cascade', 'manager'],
    ['Champions network', 'peers'],
    ['LMS', 'platform'],
    ['LinkedIn Learning', 'platform'],
    ['LinkedIn post', 'social'],
    ['Launch video', 'video'],
    ['Phone call', 'phone'],
    ['Email to managers', 'email'],
  ])('%s is %s', (text, channel) => {
    expect(channelsIn(text)[0]).toBe(channel);
  });

  it('finds every channel of a cell, in its order', () => {
    expect(channelsIn('Intranet + Email, then Slack')).toEqual(['intranet', 'email', 'slack']);
    expect(channelsIn('carrier pigeon')).toEqual([]);
  });
});

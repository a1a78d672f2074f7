import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importPlan } from '../plan/plan.ts';
import type { PlanChoices } from '../plan/choices.ts';
import { readTable } from '../read/table.ts';

/** Sheets in the layouts that people keep plans in, each in several variants. */

const CONTEXT = { today: '2026-11-29', timeZone: 'Europe/London', name: 'Plan' };

async function planOf(lines: string[], choices: PlanChoices = {}) {
  const result = await importPlan(await readTable(strToU8(lines.join('\n')), 'plan.csv'), choices, CONTEXT);
  const names = new Map(result.campaign.segments.map(({ id, name }) => [id, name]));
  return {
    ...result,
    told: result.touchpoints.map(({ start, days, channel, name }) => `${start} x${days} ${channel} ${name}`),
    audiences: result.touchpoints.map(({ segments }) => segments.map((id) => names.get(id)).join('+')),
  };
}

const MARKS = ['X', 'x', '✓', '●', '1', 'yes'];

describe('wall calendars', () => {
  it('may name the month with every day', async () => {
    const { told } = await planOf([
      'Sun,Mon,Tue,Wed,Thu,Fri,Sat',
      '28 Feb,1 Mar,2 Mar,3 Mar,4 Mar,5 Mar,6 Mar',
      ',Email,,,Poster,,',
    ]);
    expect(told.map((line) => line.split(' ')[0])).toEqual(['2027-03-01', '2027-03-04']);
  });

  it('are in no month that nothing names', async () => {
    const rows = ['Mon,Tue,Wed,Thu,Fri', '1,2,3,4,5', 'Email,,,Poster,'];
    const { told, rejected, remarks } = await planOf(rows);
    expect([told, rejected.map(({ row }) => row)]).toEqual([[], [3, 3]]);
    expect(remarks.join()).toContain('No month is named above the calendar');
    expect((await planOf(['March 2027,,,,', ...rows])).told).toHaveLength(2);
  });

  it('are none where times of the day stand beside dates', async () => {
    const { told, touchpoints } = await planOf([
      'Time,1 Mar 2027,2 Mar 2027,3 Mar 2027',
      '9-10,Intro,,Lab',
      '10-12,Talk,,',
    ]);
    expect(told.map((line) => line.split(' ')[0])).toEqual(['2027-03-01', '2027-03-03', '2027-03-01']);
    expect(touchpoints.map(({ time }) => time.at)).toEqual(['09:00', '09:00', '10:00']);
  });
});

describe('grids of the weeks of months', () => {
  it.each([
    ['Month,Week 1,Week 2,Week 3,Week 4', 'January', 'February'],
    ['Mes,Semana 1,Semana 2,Semana 3,Semana 4', 'Enero', 'Febrero'],
    ['Monat,Woche 1,Woche 2,Woche 3,Woche 4', 'Januar 2027', 'Februar 2027'],
    [',W1,W2,W3,W4', 'Jan 2027', 'Feb 2027'],
  ])('are read below %s', async (headings, first, second) => {
    const { told, rejected } = await planOf([headings, `${first},Intro email,,Webinar,`, `${second},,Video,,Survey`]);
    expect(rejected).toEqual([]);
    expect(told.map((line) => line.replace(/ x\d+ /, ' '))).toEqual([
      '2027-01-01 email Intro email',
      '2027-01-11 meeting Webinar',
      '2027-02-08 video Video',
      '2027-02-22 email Survey',
    ]);
  });

  it('take what stands beside the months', async () => {
    const { told } = await planOf([
      'Channel,Month,Week 1,Week 2,Week 3,Week 4',
      'Email,January,Hello,,,Bye',
      'Poster,,,Eat well,,',
    ]);
    expect(told).toEqual(['2027-01-01 x1 email Hello', '2027-01-18 x1 email Bye', '2027-01-04 x28 poster Eat well']);
  });
});

it.each(['Managers', 'Line managers', 'Leaders'])(
  'takes “%s” for an audience where marks stand below others too',
  async (heading) => {
    const { audiences, remarks } = await planOf([
      `Date,Title,All staff,${heading},HR`,
      '01/03/2027,A,,,x',
      '08/03/2027,B,,x,x',
    ]);
    expect(audiences).toEqual(['HR', expect.stringContaining(heading)]);
    expect(remarks.join()).toContain(`“${heading}”, “HR”: these headings were taken for audiences`);
  },
);

it('takes unknown headings beside two audiences for audiences where nothing else says what happens', async () => {
  const rows = ['01/03/2027,Briefing email,,Email', '08/03/2027,,Workshop,'];
  const { told, audiences } = await planOf(['Date,Managers,Nurses,Ward clerks', ...rows]);
  expect(told.map((line) => line.split(' ').slice(3).join(' '))).toEqual(['Briefing email', 'Email', 'Workshop']);
  expect(audiences).toEqual(['Managers', 'Ward clerks', 'Nurses']);
  // A place beside the staff is no audience.
  expect((await planOf(['Date,Staff,Location', '01/03/2027,Kim,Leeds'])).audiences).not.toContain('Location');
});

describe('grids of time', () => {
  const weeks = [
    '05-Apr,12-Apr,19-Apr',
    '5 April 2027,12 April 2027,19 April 2027',
    '2027-04-05,2027-04-12,2027-04-19',
  ];

  it.each(MARKS.flatMap((mark) => weeks.map((headings) => ({ mark, headings }))))(
    'reads “$mark” below $headings',
    async ({ mark, headings }) => {
      const { told } = await planOf([
        `Activity,Channel,${headings}`,
        `Launch mail,Email,${mark},,`,
        `Poster run,Poster,,${mark},${mark}`,
      ]);
      expect(told).toEqual(['2027-04-05 x1 email Launch mail', '2027-04-12 x14 poster Poster run']);
    },
  );

  it('reads days, and marks of messages side by side as sent each day', async () => {
    const { told, touchpoints, notes } = await planOf([
      'Task,"Mon, Apr 5","Tue, Apr 6","Wed, Apr 7"',
      'Launch email,✓,,',
      'Teams posts,,✓,✓',
    ]);
    expect(told).toEqual(['2027-04-05 x1 email Launch email', '2027-04-06 x2 teams Teams posts']);
    expect(touchpoints[1]!.cadence).toBe('weekdays');
    expect(notes.find(({ row }) => row === 3)!.note).toContain('side by side');
  });

  it('reads months, texts in the cells and what stands beside them', async () => {
    const { told, remarks } = await planOf([
      'Channel,April 2027,May 2027,June 2027',
      'Email,Launch,,Results',
      'Teams,,Reminder,',
    ]);
    expect(told).toEqual([
      '2027-04-01 x30 email Launch',
      '2027-06-01 x30 email Results',
      '2027-05-01 x31 teams Reminder',
    ]);
    expect(remarks.join()).toContain('headings of columns B to D');
  });

  it('reads numbers of days below a month, and weeks by their number', async () => {
    const days = await planOf(['Activity,Channel,April 2027,,', ',,5,12,19', 'Launch,Email,X,,']);
    expect(days.told).toEqual(['2027-04-05 x1 email Launch']);
    const counted = await planOf(['Activity,Channel,W1,W2,W3', 'Launch,Email,,X,'], { weekOne: '2027-04-05' });
    expect(counted.told).toEqual(['2027-04-12 x1 email Launch']);
  });

  it('reads the weekdays of a week that a title names', async () => {
    const { told } = await planOf(['Week of 5 April 2027,Mon,Tue,Wed,Thu,Fri', 'Slack,X,,X,,', 'Email,,,,,X']);
    expect(told.map((line) => line.slice(0, 10))).toEqual(['2027-04-05', '2027-04-07', '2027-04-09']);
  });

  it('reads a wall calendar, with the days alone or in front of the texts, into the next month', async () => {
    const apart = await planOf([
      'April 2027,,,,,,',
      'Mon,Tue,Wed,Thu,Fri,Sat,Sun',
      '26,27,28,29,30,1,2',
      'Launch mail,,,,Teams post,,',
      '3,4,5,6,7,8,9',
      'Reminder mail,,,,,,',
    ]);
    expect(apart.told.map((line) => line.slice(0, 10))).toEqual(['2027-03-26', '2027-03-30', '2027-04-03']);
    const together = await planOf([
      'April 2027,,,,,,',
      'Mon,Tue,Wed,Thu,Fri,Sat,Sun',
      '5 Launch mail,6,7 Teams post,8,9,10,11',
    ]);
    expect(together.told).toEqual(['2027-04-05 x1 email Launch mail', '2027-04-07 x1 teams Teams post']);
  });

  it('leaves a list with three columns of dates a list', async () => {
    const { told } = await planOf([
      'Date,Channel,Title,Reviewed,Approved',
      '2027-04-05,Email,Launch,2027-03-01,2027-03-02',
      '2027-04-13,Teams,Reminder,2027-03-03,2027-03-04',
      '2027-04-20,Email,Last call,2027-03-05,2027-03-06',
    ]);
    expect(told).toEqual([
      '2027-04-05 x1 email Launch',
      '2027-04-13 x1 teams Reminder',
      '2027-04-20 x1 email Last call',
    ]);
  });
});

describe('marks below channels and audiences', () => {
  it.each(MARKS)('makes an entry of each channel marked “%s”', async (mark) => {
    const { told } = await planOf([
      'Date,Title,Email,Teams,Poster',
      `2027-04-05,Launch,${mark},${mark},`,
      `2027-04-13,Look up,,,${mark}`,
    ]);
    expect(told).toEqual(['2027-04-05 x1 email Launch', '2027-04-05 x1 teams Launch', '2027-04-13 x28 poster Look up']);
  });

  it.each(MARKS)('gathers audiences marked “%s”, but not steps of the work', async (mark) => {
    const { audiences, remarks } = await planOf([
      'Date,Title,Channel,Sales,Finance,Drafted,Approved',
      `2027-04-05,Launch,Email,${mark},${mark},${mark},${mark}`,
      `2027-04-13,Reminder,Teams,,${mark},${mark},`,
    ]);
    expect(audiences).toEqual(['Sales+Finance', 'Finance']);
    expect(remarks.join()).toContain('taken for audiences');
  });
});

describe('several lists on a sheet', () => {
  it('reads lists below each other, whatever stands between them', async () => {
    for (const between of [[], [','], ['Events,']]) {
      const { told, rows } = await planOf([
        'Date,Channel,Title',
        '2027-04-05,Email,Launch note',
        ...between,
        'Event,When,Where,Audience',
        'Town hall,2027-04-14,Hall 2,All staff',
      ]);
      expect(told).toEqual(['2027-04-05 x1 email Launch note', '2027-04-14 x1 meeting Town hall']);
      expect(rows).toBe(2);
    }
  });

  it('reads lists side by side', async () => {
    const { told } = await planOf([
      'Date,Title,Channel,Date,Title',
      '05/04/2027,One,Email,13/04/2027,Two',
      ',,,27/04/2027,Four',
    ]);
    expect(told.map((line) => line.slice(0, 10))).toEqual(['2027-04-05', '2027-04-13', '2027-04-27']);
  });

  it('reads a list that stands sideways', async () => {
    const { told } = await planOf(['Date,5 April 2027,12 April 2027', 'Title,Launch,Reminder', 'Channel,Email,Teams']);
    expect(told).toEqual(['2027-04-05 x1 email Launch', '2027-04-12 x1 teams Reminder']);
  });

  it('joins headings in two rows', async () => {
    const { told, rejected } = await planOf([
      'Activity,Channel,When,,Audience',
      ',,Date,Time,',
      'Launch,Email,05/04/2027,09:00,Sales',
    ]);
    expect([told, rejected]).toEqual([['2027-04-05 x1 email Launch'], []]);
  });
});

describe('rows', () => {
  const list = ['Audience,Date,Channel,Title', 'Sales,05/04/2027,Email,Launch', ',13/04/2027,Teams,Reminder'];

  it('carries an audience down and says so, and names a row that stands above the headings', async () => {
    const { audiences, notes } = await planOf(list);
    expect(audiences).toEqual(['Sales', 'Sales']);
    expect(notes.find(({ row }) => row === 3)!.note).toBe('it names no audience; it took “Sales” of row 2');
    const above = await planOf(['01/04/2027,Email,Teaser', ...list]);
    expect(above.rejected).toEqual([{ row: 1, reason: 'it stands above the headings of the list (row 2)' }]);
  });

  it('skips single rows and sets their fields, by number', async () => {
    const { told, rejected } = await planOf([...list, ',TBC,Email,Last call'], {
      rows: { 2: { skip: true }, 4: { fields: { date: '2027-04-20', owner: 'Kim' } } },
    });
    expect(told).toEqual(['2027-04-13 x1 teams Reminder', '2027-04-20 x1 email Last call']);
    expect(rejected).toEqual([]);
  });

  it.each(['Manager toolkit', 'Podcast idea', 'Update the page'])('names “%s”, which stands alone', async (text) => {
    const { rejected } = await planOf([
      'Activity,Date,Channel',
      'Launch,2027-04-05,Email',
      `${text},,`,
      'Reminder,2027-04-12,Teams',
    ]);
    expect(rejected).toEqual([{ row: 3, reason: `there is no date; only “${text}” stands in it` }]);
  });

  it.each(['PHASE 1', 'TEASER', 'Launch:', 'Wave 2'])('takes “%s” for a heading', async (text) => {
    const { rejected, headings } = await planOf([
      'Activity,Date,Channel',
      `${text},,`,
      'Launch mail,2027-04-05,Email',
      'Reminder,2027-04-12,Teams',
    ]);
    expect(rejected).toEqual([]);
    expect(headings.map(({ row }) => row)).toEqual([2]);
  });
});

import { describe, expect, it } from 'vitest';
import type { PlanChoices } from '../plan/choices.ts';
import { tell } from '../plan/plan.testing.ts';

/** Grids whose headings are quarters, weekdays, days from a launch or channels, and what is said of what their headings leave open. */

const of = (lines: string[], choices: PlanChoices = {}) =>
  tell(
    lines.map((line) => line.split(',')),
    choices,
  );
const shortly = (lines: string[]) =>
  lines.map((line) =>
    line
      .split(' | ')
      .filter((part) => part !== '-' && part !== 'all')
      .join(' '),
  );

describe('quarters as headings', () => {
  it.each([
    'Q1 2027,Q2 2027,Q3 2027,Q4 2027',
    'Q1/27,Q2/27,Q3/27,Q4/27',
    "Q1 '27,Q2 '27,Q3 '27,Q4 '27",
    '2027 Q1,2027 Q2,2027 Q3,2027 Q4',
    '2027-Q1,2027-Q2,2027-Q3,2027-Q4',
    'Quarter 1 2027,Quarter 2 2027,Quarter 3 2027,Quarter 4 2027',
    '1st quarter 2027,2nd quarter 2027,3rd quarter 2027,4th quarter 2027',
    'Quartal 1/2027,Quartal 2/2027,Quartal 3/2027,Quartal 4/2027',
    '1. Quartal 2027,2. Quartal 2027,3. Quartal 2027,4. Quartal 2027',
    'T1 2027,T2 2027,T3 2027,T4 2027',
  ])('reads marks and texts below %s', async (headings) => {
    const marks = await of([`Activity,Channel,${headings}`, 'Launch,Email,X,,,', 'Posters,Poster,,X,X,']);
    expect(shortly(marks.lines)).toEqual(['2027-01-01+90 email Launch', '2027-04-01+183 poster Posters']);
    const texts = await of([`Channel,${headings}`, 'Email,Launch,,Results,']);
    expect(shortly(texts.lines)).toEqual(['2027-01-01+90 email Launch', '2027-07-01+92 email Results']);
    expect(texts.said).toContain('each mark or text below them became an entry');
  });

  it('takes the year above, or says which year it took', async () => {
    const above = await of(['Plan 2027,,,,', 'Activity,Q1,Q2,Q3,Q4', 'Launch mail,,X,,']);
    expect(shortly(above.lines)).toEqual(['2027-04-01+91 email Launch mail']);
    const none = await of(['Activity,Q1,Q2,Q3,Q4', 'Launch mail,,X,,']);
    expect(shortly(none.lines)).toEqual(['2026-04-01+91 email Launch mail']);
    expect(none.said).toContain('placed from 2026 on');
  });

  it('refuses quarters of a financial year', async () => {
    const { lines, said } = await of(['Activity,FY27 Q1,FY27 Q2,FY27 Q3', 'Launch mail,X,,']);
    expect(lines).toEqual([]);
    expect(said).toContain('no column holds dates');
  });
});

describe('weekdays as headings', () => {
  const WEEKS = [
    ['Week of', '05/04/2027', '12/04/2027'],
    ['W/C', '5 April 2027', '12 April 2027'],
    ['Week commencing', '2027-04-05', '2027-04-12'],
    ['KW', 'KW 14/2027', 'KW 15/2027'],
    ['Week', '5-9 April 2027', '12-16 April 2027'],
    ['Week ending', '09/04/2027', '16/04/2027'],
  ];
  const DAYS = [
    'Mon,Tue,Wed,Thu,Fri',
    'Monday,Tuesday,Wednesday,Thursday,Friday',
    'Mo,Di,Mi,Do,Fr',
    'lundi,mardi,mercredi,jeudi,vendredi',
  ];

  it.each(WEEKS.flatMap(([heading, first, second]) => DAYS.map((days) => ({ heading, first, second, days }))))(
    'reads $first and $second below “$heading” with $days',
    async ({ heading, first, second, days }) => {
      const { lines, said } = await of([
        `${heading},${days}`,
        `${first},Launch mail,,Teams post,,`,
        `,,Intranet story,,,`,
        `${second},,Reminder mail,,,Poster run`,
      ]);
      expect(shortly(lines)).toEqual([
        '2027-04-05+1 email Launch mail',
        '2027-04-07+1 teams Teams post',
        '2027-04-06+21 intranet Intranet story',
        '2027-04-13+1 email Reminder mail',
        '2027-04-16+28 poster Poster run',
      ]);
      expect(said).toContain('Weekdays stand in the headings of columns B to F');
    },
  );

  it('counts weeks by their number and says from when', async () => {
    const rows = ['Week,Mon,Tue,Wed,Thu,Fri', 'Week 1,Launch mail,,,,', 'Week 2,,,,,Reminder mail'];
    const { lines, said } = await of(rows);
    expect(shortly(lines)).toEqual(['2026-11-30+1 email Launch mail', '2026-12-11+1 email Reminder mail']);
    expect(said).toContain('week 1 is counted from 2026-11-30');
    expect(shortly((await of(rows, { weekOne: '2027-04-05' })).lines)[0]).toBe('2027-04-05+1 email Launch mail');
  });

  it('reads marks beside names, and weeks that begin on a Sunday', async () => {
    const marks = await of([
      'Week of,Activity,Channel,Mon,Tue,Wed,Thu,Fri',
      '2027-04-05,Launch,Email,X,,,,',
      '2027-04-12,Stand-up,Meeting,,X,X,,',
    ]);
    expect(shortly(marks.lines)).toEqual([
      '2027-04-05+1 email Launch',
      '2027-04-13+1 meeting Stand-up',
      '2027-04-14+1 meeting Stand-up',
    ]);
    const sunday = await of([
      'Week of,Sun,Mon,Tue,Wed,Thu,Fri,Sat',
      '2027-04-04,,Launch mail,,,,,',
      '2027-04-11,Newsletter,,,,,,',
    ]);
    expect(shortly(sunday.lines)).toEqual(['2027-04-05+1 email Launch mail', '2027-04-11+1 email Newsletter']);
  });

  it('names a row whose week is not known', async () => {
    const { rejected, lines } = await of([
      'Week of,Mon,Tue,Wed,Thu,Fri',
      '2027-04-05,Launch mail,,,,',
      'TBC,,Story,,,',
      '2027-04-19,,,Reminder mail,,',
    ]);
    expect([lines.length, rejected]).toEqual([2, [3]]);
  });
});

describe('days from a launch as headings', () => {
  it.each([
    ['T-14,T-7,T,T+7', 'Launch mail,Email,X,,,'],
    ['L-14,L-7,Launch,L+7', 'Launch mail,Email,X,,,'],
    ['Week -2,Week -1,Launch week,Week +1', 'Launch mail,Email,X,,,'],
    ['2 weeks before launch,1 week before launch,Launch,1 week after launch', 'Launch mail,Email,X,,,'],
    ['Launch week -2,Launch week -1,Launch week,Launch week +1', 'Launch mail,Email,X,,,'],
  ])('asks for the launch of %s, and places by it', async (headings, row) => {
    const lines = [`Activity,Channel,${headings}`, row, 'Story,Intranet,,,X,X'];
    const asked = await of(lines);
    expect([asked.lines, asked.rejected]).toEqual([[], [2, 3]]);
    expect(asked.said).toContain('give the launch date');
    const placed = await of(lines, { launch: '2027-04-05' });
    expect(placed.lines.map((line) => line.slice(0, 10))).toEqual(['2027-03-22', '2027-04-05']);
    expect(placed.said).toContain('counted from the launch on 2027-04-05');
  });

  it('takes week 1 for that of the launch, and says so', async () => {
    const { lines, said } = await of(['Activity,Launch week,Week 2,Week 3', 'Tip mail,,,X'], { launch: '2027-04-07' });
    expect(shortly(lines)).toEqual(['2027-04-21+1 email Tip mail']);
    expect(said).toContain('Week 1 was taken for the week of the launch.');
  });

  it.each(['Launch week', 'Week of launch', 'Go-live week', 'The week of the go-live'])('knows “%s”', async (date) => {
    const { lines } = await of(['Date,Title,Channel', `${date},Launch,Email`], { launch: '2027-04-05' });
    expect(shortly(lines)).toEqual(['2027-04-05+1 email Launch']);
  });
});

describe('rows that head the entries below', () => {
  it.each([
    'Launch week',
    'Week after launch',
    'Pre-launch',
    'Post launch phase',
    'Go-live week',
    'Before launch',
    'Week of 29 March 2027',
  ])('takes “%s” for a heading between dated rows', async (text) => {
    const { lines, rejected } = await of([
      'Activity,Date,Channel',
      'Teaser mail,2027-03-05,Email',
      `${text},,`,
      'Launch mail,2027-04-05,Email',
      'Reminder,2027-04-12,Teams',
    ]);
    expect(rejected).toEqual([]);
    expect(shortly(lines)).toEqual([
      '2027-03-05+1 email Teaser mail',
      '2027-04-05+1 email Launch mail',
      '2027-04-12+1 teams Reminder',
    ]);
  });
});

describe('what headings leave open', () => {
  it.each([
    ['05/04,12/04,03/05', 'day first, because both orders are possible'],
    ['04/05,04/12,05/03', 'month first, because the headings follow each other closely that way'],
  ])('says in which order and year %s were read', async (headings, order) => {
    const { lines, said } = await of([`Activity,${headings}`, 'Launch mail,X,,']);
    expect(shortly(lines)).toEqual(['2027-04-05+1 email Launch mail']);
    expect(said).toContain(`Dates were read with the ${order}`);
    expect(said).toContain('placed from 2027 on');
  });

  it.each(['April,May,June', 'W14 - 5 April,W15 - 12 April,W16 - 19 April', '5 Apr,12 Apr,19 Apr'])(
    'says which year it took for %s',
    async (headings) => {
      const { said } = await of([`Channel,${headings}`, 'Email,Launch,,Results']);
      expect(said).toContain('placed from 2027 on');
    },
  );

  it('says from when weeks are counted', async () => {
    const { said } = await of(['Activity,W1,W2,W3', 'Launch mail,,X,']);
    expect(said).toContain('Week 1 was counted from 2026-11-30');
    expect((await of(['Activity,W1,W2,W3', 'Launch mail,,X,'], { weekOne: '2027-04-05' })).said).not.toContain(
      '2026-11-30',
    );
  });
});

describe('channels as headings', () => {
  it.each(['Email,Teams,Intranet', 'E-mail,MS Teams,Intranet', 'Newsletter,Slack,SharePoint', 'E-Mail,Teams,Plakat'])(
    'makes an entry of each text below %s',
    async (headings) => {
      const [first, second, third] = headings.split(',');
      const { lines, said } = await of([
        `Date,Audience,${headings}`,
        '2027-04-05,Sales,Launch news,,Our story',
        '2027-04-12,Finance,Tips,What is new,',
      ]);
      expect(lines.map((line) => line.split(' | ').slice(3).join(' '))).toEqual([
        'Launch news Sales',
        'Our story Sales',
        'Tips Finance',
        'What is new Finance',
      ]);
      expect(said).toContain('Texts stand below channels (columns C to E)');
      expect([first, second, third].every((heading) => !said.includes(`not used: ${heading}`))).toBe(true);
    },
  );

  it('keeps what the week is about, and calls a text by a name that stands beside it', async () => {
    const themed = await of([
      'Week of,Theme,Email,Teams,Intranet',
      '2027-04-05,Getting started,Launch news,,Our story',
    ]);
    expect(shortly(themed.lines).map((line) => line.replace(/\+\d+/, ''))).toEqual([
      '2027-04-05 email Launch news',
      '2027-04-05 intranet Our story',
    ]);
    const named = await of(['Date,Title,Email,Teams', '2027-04-05,Launch,Dear all we start today,We start today']);
    expect(shortly(named.lines)).toEqual(['2027-04-05+1 email Launch', '2027-04-05+1 teams Launch']);
    expect(named.said).toContain('Texts stand below channels');
  });

  it('reads dates below channels', async () => {
    const { lines } = await of([
      'Activity,Email,Teams,Poster',
      'Launch,5 April 2027,6 April 2027,',
      'Reminder,12 April 2027,,13 April 2027',
    ]);
    expect(shortly(lines)).toEqual([
      '2027-04-05+1 email Launch',
      '2027-04-06+1 teams Launch',
      '2027-04-12+1 email Reminder',
      '2027-04-13+28 poster Reminder',
    ]);
  });

  it('leaves a list that names its channels a list', async () => {
    const { lines } = await of(['Date,Channel,Title,Email,Phone', '2027-04-05,Teams,Launch,kim@x.org,0123']);
    expect(shortly(lines)).toEqual(['2027-04-05+1 teams Launch']);
  });
});

describe('lists that stand sideways', () => {
  const fields = [
    'Date,5 April 2027,12 April 2027,19 April 2027',
    'Channel,Email,Poster,Teams',
    'Audience,All,Sales,HR',
  ];
  it.each(['', 'Name', 'Activity', 'Campaign', 'Touchpoint', 'Title'])(
    'reads names on top, below “%s”',
    async (corner) => {
      for (const names of ['Launch mail,Poster run,Reminder', 'Launch,Newsletter,Event', 'Message,Training,Course']) {
        const { lines } = await of([`${corner},${names}`, ...fields]);
        expect(lines.map((line) => line.split(' | ').slice(2).join(' '))).toEqual(
          ['email', 'poster', 'teams'].map(
            (channel, at) => `${channel} ${names.split(',')[at]} ${['all', 'Sales', 'HR'][at]}`,
          ),
        );
      }
    },
  );

  it('takes weeks on top for no names', async () => {
    const { lines } = await of([
      'April 2027,Week 1,Week 2',
      'Theme,Learning month,Peers',
      'Leadership item,CEO note,',
      'Publish date,5 Apr,12 Apr',
      'Owner,Kim,Lee',
    ]);
    expect(lines.map((line) => line.split(' | ').slice(3)[0])).toEqual(['CEO note']);
  });

  it('leaves a list with dates in each row a list', async () => {
    const { lines } = await of([
      'Activity,Start,End',
      'Launch,2027-04-05,2027-04-09',
      'Message,2027-04-12,2027-04-13',
      'Channel,2027-04-20,2027-04-21',
    ]);
    expect(lines.map((line) => line.slice(0, 12))).toEqual(['2027-04-05+5', '2027-04-12+2', '2027-04-20+2']);
  });
});

describe('other headings that entries stand below', () => {
  it('reads texts below times of the day', async () => {
    const { lines, said } = await of([
      'Date,09:00,12:00,16:00',
      '2027-04-05,Launch mail,,Teams recap',
      '2027-04-06,,Town hall,',
    ]);
    expect(lines).toEqual([
      '2027-04-05+1 | 09:00 | email | Launch mail | all',
      '2027-04-05+1 | 16:00 | teams | Teams recap | all',
      '2027-04-06+1 | 12:00 | meeting | Town hall | all',
    ]);
    expect(said).toContain('Texts stand below times of the day (columns B to D)');
  });

  it('reads texts below audiences', async () => {
    const { lines } = await of([
      'Week of,Managers,Employees,Union',
      '2027-04-05,Briefing,Launch mail,',
      '2027-04-12,,Poster,Meeting',
    ]);
    expect(lines.map((line) => line.split(' | ').slice(2).join(' '))).toEqual([
      'meeting Briefing Managers',
      'email Launch mail all',
      'poster Poster all',
      'meeting Meeting Union',
    ]);
  });

  it.each(['Session 1,Session 2,Session 3', 'Date 1,Date 2,Date 3', 'Run #1,Run #2,Run #3'])(
    'reads dates below %s',
    async (headings) => {
      const { lines } = await of([
        `Course,${headings},Trainer`,
        'Excel basics,2027-04-05,2027-04-12,,Kim',
        'Leading,2027-04-06,2027-04-13,2027-04-20,Lee',
      ]);
      expect(lines.map((line) => [line.slice(0, 10), line.split(' | ')[3]])).toEqual([
        ['2027-04-05', 'Excel basics'],
        ['2027-04-12', 'Excel basics'],
        ['2027-04-06', 'Leading'],
        ['2027-04-13', 'Leading'],
        ['2027-04-20', 'Leading'],
      ]);
    },
  );

  it('reads dates below the dates of channels', async () => {
    const { lines } = await of([
      'Activity,Owner,Email date,Teams date',
      'Launch,Kim,2027-04-05,2027-04-06',
      'Reminder,Lee,,2027-04-13',
    ]);
    expect(shortly(lines)).toEqual([
      '2027-04-05+1 email Launch',
      '2027-04-06+1 teams Launch',
      '2027-04-13+1 teams Reminder',
    ]);
  });

  it('reads weekdays with their dates, below a title', async () => {
    for (const title of ['Learning week 5-9 April 2027', 'April 2027']) {
      const { lines } = await of([
        title,
        'Time,Monday 5,Tuesday 6,Wednesday 7',
        '09:00,Kick-off mail,,Workshop',
        '14:00,,Webinar,',
      ]);
      expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
        '2027-04-05+1 09:00',
        '2027-04-07+1 09:00',
        '2027-04-06+1 14:00',
      ]);
    }
  });

  it('keeps lists side by side apart, whatever they are called', async () => {
    const { lines } = await of([
      'Date,Email,,Date,Event',
      '2027-04-05,Launch mail,,2027-04-14,Town hall',
      '2027-04-12,Tip mail,,,',
    ]);
    expect(lines.map((line) => line.slice(0, 10))).toEqual(['2027-04-05', '2027-04-12', '2027-04-14']);
  });

  it.each(['-', '•', '*', '1.'])('makes an entry of each item behind “%s” in a cell', async (sign) => {
    const cell = ['Launch mail', 'Teams post', 'Town hall'].map((item) => `${sign} ${item}`).join('\n');
    for (const heading of ['Activities', 'Activity', 'What happens']) {
      const { lines, said } = await tell([
        ['Week commencing', heading, 'Key messages'],
        ['2027-04-05', cell, '- One\n- Two'],
      ]);
      expect(lines.map((line) => line.split(' | ')[3])).toEqual(['Launch mail', 'Teams post', 'Town hall']);
      expect(said).toContain('a cell lists 3 items');
    }
    const grid = await tell([
      ['Channel', 'April 2027', 'May 2027', 'June 2027'],
      ['Email', cell, '', 'Results'],
    ]);
    expect(grid.lines).toHaveLength(4);
  });

  it('leaves the items of other columns together', async () => {
    const { lines } = await tell([
      ['Date', 'Activity', 'Deliverables'],
      ['2027-04-05', 'Launch', '- Mail\n- Film'],
    ]);
    expect(lines).toHaveLength(1);
  });

  it('reads days of a month whose name has a column', async () => {
    const { lines } = await of(['Month,Course,Dates', 'April 2027,Excel,5-6', 'May 2027,Leading,12']);
    expect(lines.map((line) => line.slice(0, 12))).toEqual(['2027-04-05+2', '2027-05-12+1']);
  });

  it('reads halves of a year', async () => {
    const { lines } = await of(['Initiative,Channel,H1 2027,H2 2027', 'Launch,Email,X,', 'Circles,Meeting,,X']);
    expect(shortly(lines)).toEqual(['2027-01-01+181 email Launch', '2027-07-01+184 meeting Circles']);
  });

  it('reads days as numbers below months as headings of sections', async () => {
    const { lines, rejected } = await of([
      'Title,Channel,Audience,Day',
      'APRIL 2027,,,',
      'Launch,Email,All,5',
      'Tip,Teams,Sales,12',
      'MAY 2027,,,',
      'Results,Email,All,3',
    ]);
    expect([lines.map((line) => line.slice(0, 10)), rejected]).toEqual([
      ['2027-04-05', '2027-04-12', '2027-05-03'],
      [],
    ]);
  });
});

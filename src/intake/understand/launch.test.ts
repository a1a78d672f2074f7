import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { tell, tellDates } from '../plan/plan.testing.ts';

const LAUNCH = '2027-04-05';

describe('days counted from a launch', () => {
  it('are placed once its date is given', async () => {
    const writings: ((days: number) => string)[] = [
      (days) => `T${days < 0 ? '-' : '+'}${Math.abs(days)}`,
      (days) => `L ${days < 0 ? '-' : '+'} ${Math.abs(days)}`,
      (days) => `Launch ${days < 0 ? 'minus' : 'plus'} ${Math.abs(days)} days`,
      (days) => `${Math.abs(days)} days ${days < 0 ? 'before' : 'after'} go-live`,
      (days) => `${Math.abs(days)} Tage ${days < 0 ? 'vor' : 'nach'} Go-Live`,
    ];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -99, max: 99 }), fc.constantFrom(...writings), async (days, write) => {
        expect(await tellDates([write(days)], { launch: LAUNCH })).toEqual([addDays(LAUNCH, days)]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['L-2w', '2027-03-22'],
    ['Launch - 2 weeks', '2027-03-22'],
    ['2 weeks before go-live', '2027-03-22'],
    ['Week -2', '2027-03-22'],
    ['Go-live day', LAUNCH],
    ['Launch', LAUNCH],
    ['5 working days before launch', '2027-03-29'],
  ])('such as %s', async (text, expected) => {
    expect(await tellDates([text], { launch: LAUNCH })).toEqual([expected]);
  });

  it.each([
    ['1-2 weeks before launch', '2027-03-22+8'],
    ['2 to 3 weeks before go-live', '2027-03-15+8'],
    ['1–2 Wochen vor Go-Live', '2027-03-22+8'],
    ['1 bis 2 Wochen nach Go-Live', '2027-04-12+8'],
    ['1 à 2 semaines avant le lancement', '2027-03-22+8'],
    ['1-2 semanas antes del lanzamiento', '2027-03-22+8'],
    ['1-2 semanas antes do lançamento', '2027-03-22+8'],
    ['1-2 weken voor livegang', '2027-03-22+8'],
    ['1 week na livegang', '2027-04-12'],
    ['5-7 days after go live', '2027-04-10+3'],
    ['T-14 to T-7', '2027-03-22+8'],
    ['T-14 - T-7', '2027-03-22+8'],
    ['L+1 – L+5', '2027-04-06+5'],
  ])('such as %s, with its end', async (text, expected) => {
    expect(await tellDates([text], { launch: LAUNCH })).toEqual([expected]);
    expect((await tellDates([text]))[0]).toContain('give the launch date');
  });

  it.each([
    '1 week after training',
    '1-2 weeks after training',
    '2 days before the workshop',
    '1 Woche nach Schulung',
    '1-2 Wochen vor der Schulung',
    '2 semaines après la formation',
    '1 semana después de la formación',
    '1 semana antes do treinamento',
    '1 week na de training',
    'week 2 after launch',
    'Week 1-2 after training',
    '1/2 day before launch',
    '12-16 weeks',
    '3/4 months',
    '1-2 days later',
    '30/60 days',
  ])('are named where they count from something else: %s', async (text) => {
    for (const launch of [undefined, LAUNCH]) {
      const told = await tell(
        [
          ['Date', 'Channel', 'Title'],
          [text, 'Email', 'a'],
          ['2027-04-05', 'Email', 'b'],
        ],
        launch === undefined ? {} : { launch },
      );
      expect([text, told.rejected]).toEqual([text, [2]]);
    }
  });

  it.each(['Go-live', 'Launch', 'Kick-off', 'Go live'])(
    'have the launch “%s” among them as an entry',
    async (launch) => {
      const { lines, rejected } = await tell(
        [
          ['Timing', 'Activity', 'Channel', 'Audience'],
          ['T-6 weeks', 'Leader briefing', 'Meeting', 'Leaders'],
          [launch, 'Launch day', 'Event', 'All staff'],
          ['T+2 weeks', 'Pulse survey', 'Email', 'All staff'],
        ],
        { launch: LAUNCH },
      );
      expect(rejected).toEqual([]);
      expect(lines.map((line) => line.split(' | ')[3])).toEqual(['Leader briefing', 'Launch day', 'Pulse survey']);
    },
  );

  it.each(['D-dag', 'Jour J', 'Dia D', 'Livegang', 'Lanzamiento', 'Day of launch'])(
    'are none on “%s”',
    async (launch) => {
      const { lines } = await tell(
        [
          ['Date', 'Title', 'Channel'],
          ['T-14', 'Teaser', 'Email'],
          [launch, 'News', 'Email'],
        ],
        { launch: LAUNCH },
      );
      expect(lines[1]).toContain(`${LAUNCH}+1 | `);
    },
  );

  it('need no name of the launch where other rows name it', async () => {
    const rows = (second: string) => [
      ['When', 'Title', 'Channel'],
      [second, 'Teaser', 'Email'],
      ['3 days before', 'Reminder', 'Email'],
      ['1 week after', 'Stories', 'Email'],
    ];
    const { lines } = await tell(rows('6 weeks before launch'), { launch: '2027-04-01' });
    expect(lines.map((line) => line.split(' | ')[0])).toEqual(['2027-02-18+1', '2027-03-29+1', '2027-04-08+1']);
    const { rejected } = await tell(rows('1 March 2027'), { launch: '2027-04-01' });
    expect(rejected).toEqual([3, 4]);
  });

  it.each([
    [
      ['-30', '-14', '0', '7'],
      ['2027-03-06', '2027-03-22', '2027-04-05', '2027-04-12'],
    ],
    [
      ['30', '14', '0', '-7'],
      ['2027-03-06', '2027-03-22', '2027-04-05', '2027-04-12'],
    ],
    [
      ['-7', '-14', '-30', '0'],
      ['2027-03-29', '2027-03-22', '2027-03-06', '2027-04-05'],
    ],
  ])('keep their signs where they rise to it: %j', async (numbers, expected) => {
    const rows = numbers.map((number) => [number, 'Email', `News ${number}`]);
    const { lines } = await tell([['Days to go-live', 'Channel', 'Title'], ...rows], { launch: LAUNCH });
    expect(lines.map((line) => line.split('+')[0])).toEqual(expected);
  });

  it.each([
    ['Offset', ['-14', '0', '+7'], ['2027-03-22', '2027-04-05', '2027-04-12']],
    ['Day offset', ['0', '7'], ['2027-04-05', '2027-04-12']],
    ['Week offset', ['-2', '1'], ['2027-03-22', '2027-04-12']],
    ['T minus', ['14', '7', '0'], ['2027-03-22', '2027-03-29', '2027-04-05']],
  ])('stand below “%s”', async (heading, numbers, expected) => {
    const rows = numbers.map((number) => [number, 'Email', `News ${number}`]);
    const { lines } = await tell([[heading, 'Channel', 'Title'], ...rows], { launch: LAUNCH });
    expect(lines.map((line) => line.split('+')[0])).toEqual(expected);
  });

  it('are spans below a heading that counts', async () => {
    const rows = (heading: string) => [
      [heading, 'Channel', 'Title'],
      ['14-7', 'Email', 'a'],
      ['7', 'Email', 'b'],
    ];
    const days = async (heading: string) =>
      (await tell(rows(heading), { launch: LAUNCH })).lines.map((line) => line.split(' | ')[0]);
    expect(await days('Days before launch')).toEqual(['2027-03-22+8', '2027-03-29+1']);
    expect(await days('Days after launch')).toEqual(['2027-04-12+8', '2027-04-12+1']);
  });

  it('are named without it, and counted in the heading too', async () => {
    const rows = [
      ['Days before launch', 'Channel', 'Title'],
      ['14', 'Email', 'a'],
      ['7', 'Email', 'b'],
    ];
    const open = await tell(rows);
    expect(open.rejected).toEqual([2, 3]);
    expect(open.said).toContain('give the launch date');
    expect((await tell(rows, { launch: LAUNCH })).lines.map((line) => line.slice(0, 10))).toEqual([
      '2027-03-22',
      '2027-03-29',
    ]);
  });
});

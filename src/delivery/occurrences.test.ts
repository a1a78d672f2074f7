import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { isSent } from '#campaign/sending.ts';
import { plan, segment, touchpoint } from './hostile.testing.ts';
import { scheduleOf } from './occurrences.ts';

const berlin = segment({ id: 'berlin', size: 10 });
const tokyo = segment({ id: 'tokyo', timeZone: 'Asia/Tokyo', size: 20 });
const early = segment({ id: 'early', preferredTime: '07:15', size: 30 });

/** Deliveries in short: when, whose wall time, and for whom. */
const inShort = (campaign: Campaign) =>
  scheduleOf(campaign).deliveries.map(
    ({ instant, wallTime, timeZone, segments }) =>
      `${instant} ${wallTime} ${timeZone} ${segments.map(({ id }) => id).join('+')}`,
  );

describe('scheduleOf', () => {
  it("gives everyone one delivery on the campaign's clock", () => {
    const campaign = plan({ segments: [berlin, tokyo, early], touchpoints: [touchpoint({ id: 't' })] });
    expect(inShort(campaign)).toEqual(['2027-01-12T08:00:00Z 09:00 Europe/Berlin berlin+tokyo+early']);
  });

  it("parts the audience by zone on each segment's clock", () => {
    const campaign = plan({
      segments: [berlin, tokyo, early],
      touchpoints: [touchpoint({ id: 't', time: { zone: 'segment', at: '09:00' } })],
    });
    expect(inShort(campaign)).toEqual([
      '2027-01-12T00:00:00Z 09:00 Asia/Tokyo tokyo',
      '2027-01-12T08:00:00Z 09:00 Europe/Berlin berlin+early',
    ]);
  });

  it('leaves out what the cap drops, and brings later what it puts off', () => {
    const days = ['2027-01-12', '2027-01-13', '2027-01-14'];
    const touchpoints = days.map((start, place) => touchpoint({ id: `t${place}`, start, days: 1, cadence: 'once' }));
    const sent = (atCap: 'send' | 'defer' | 'drop') => {
      const made = plan({ segments: [berlin], touchpoints });
      const campaign = { ...made, contact: { ...made.contact, capPerWeek: 2, atCap } };
      return scheduleOf(campaign).deliveries.map(({ touchpoint: { id }, date, occurrence }) => [id, date, occurrence]);
    };
    const [first, second] = [
      ['t0', days[0], 'once'],
      ['t1', days[1], 'once'],
    ];
    expect(sent('send')).toEqual([first, second, ['t2', days[2], 'once']]);
    expect(sent('drop')).toEqual([first, second]);
    expect(sent('defer')).toEqual([first, second, ['t2', '2027-01-21', 'once']]);
  });

  it('takes preferred times where the plan has no time', () => {
    const campaign = plan({
      segments: [berlin, early],
      touchpoints: [touchpoint({ id: 't', time: { zone: 'segment' } })],
    });
    expect(inShort(campaign)).toEqual([
      '2027-01-12T06:15:00Z 07:15 Europe/Berlin early',
      '2027-01-12T08:00:00Z 09:00 Europe/Berlin berlin',
    ]);
  });

  it('parts the audience by wording', () => {
    const campaign = plan({
      segments: [berlin, early],
      touchpoints: [touchpoint({ id: 't', message: { subject: 'Hello {{segment}}', body: '' } })],
    });
    expect(scheduleOf(campaign).deliveries.map(({ message }) => message.subject)).toEqual([
      'Hello Segment berlin',
      'Hello Segment early',
    ]);
  });

  it('keeps to the segments that are named and that the channel reaches, and says whom it misses', () => {
    const deskless = segment({ id: 'deskless', name: 'Deskless', channels: ['poster'] });
    const campaign = plan({
      segments: [berlin, tokyo, deskless],
      touchpoints: [
        touchpoint({ id: 'everyone' }),
        touchpoint({ id: 'named', segments: ['deskless', 'tokyo'] }),
        touchpoint({ id: 'nobody', segments: ['deskless'] }),
      ],
    });
    const { deliveries, problems } = scheduleOf(campaign);
    expect(deliveries.map(({ touchpoint: { id }, segments }) => [id, segments.map((each) => each.id)])).toEqual([
      ['everyone', ['berlin', 'tokyo']],
      ['named', ['tokyo']],
    ]);
    expect(problems.map(({ touchpointId, message }) => [touchpointId, message.includes('“Deskless”')])).toEqual([
      ['named', true],
      ['nobody', true],
    ]);
  });

  it('has no doubts about what is cancelled', () => {
    const doubtful = touchpoint({
      id: 't',
      start: '2027-03-28',
      time: { zone: 'campaign', at: '02:30' },
      message: { subject: '{{nothing}}', body: '' },
    });
    const problemsOf = (one: typeof doubtful) => scheduleOf(plan({ touchpoints: [one] })).problems;
    expect(problemsOf(doubtful)).toHaveLength(2);
    expect(problemsOf({ ...doubtful, status: 'cancelled' })).toEqual([]);
  });

  it('names each time of what is sent again and again by its date', () => {
    const campaign = plan({
      touchpoints: [touchpoint({ id: 't', start: '2027-03-25', days: 7, cadence: 'weekdays' })],
    });
    expect(scheduleOf(campaign).deliveries.map(({ date, occurrence, instant }) => [date, occurrence, instant])).toEqual(
      [
        ['2027-03-25', '2027-03-25', '2027-03-25T08:00:00Z'],
        ['2027-03-26', '2027-03-26', '2027-03-26T08:00:00Z'],
        ['2027-03-29', '2027-03-29', '2027-03-29T07:00:00Z'],
        ['2027-03-30', '2027-03-30', '2027-03-30T07:00:00Z'],
        ['2027-03-31', '2027-03-31', '2027-03-31T07:00:00Z'],
      ],
    );
  });

  it('reports clock changes instead of moving a message silently', () => {
    const at = { zone: 'campaign', at: '02:30' } as const;
    const campaign = plan({
      touchpoints: [
        touchpoint({ id: 'gap', start: '2027-03-27', days: 3, cadence: 'daily', time: at }),
        touchpoint({ id: 'overlap', start: '2027-10-31', time: at }),
      ],
    });
    expect(scheduleOf(campaign).problems).toEqual([
      {
        touchpointId: 'gap',
        message:
          '“Touchpoint gap” is planned for 02:30 on 2027-03-28, a time that the clocks in Europe/Berlin skip that day; the export says 03:30. Choose another time to be sure.',
      },
      {
        touchpointId: 'overlap',
        message:
          '“Touchpoint overlap” is planned for 02:30 on 2027-10-31, a time that comes twice in Europe/Berlin that day; the export means the first. Choose another time to be sure.',
      },
    ]);
  });

  it('shows a poster as a span, and sends a calendar slot whatever its tactic', () => {
    const campaign = plan({
      touchpoints: [
        touchpoint({ id: 'poster', tactic: 'poster', channel: 'poster', days: 28 }),
        touchpoint({ id: 'slot', tactic: 'poster', channel: 'calendar' }),
        touchpoint({ id: 'newer', tactic: 'from-a-newer-studio' }),
      ],
    });
    expect(campaign.touchpoints.map(isSent)).toEqual([false, true, true]);
    const { presences, deliveries } = scheduleOf(campaign);
    expect(presences.map(({ touchpoint: { id }, from, until }) => [id, until - from])).toEqual([['poster', 28]]);
    expect(deliveries.map(({ touchpoint: { id } }) => id)).toEqual(['slot', 'newer']);
  });

  it('exports a plan without segments on the clock of the campaign', () => {
    const campaign = plan({ segments: [], touchpoints: [touchpoint({ id: 't', time: { zone: 'segment' } })] });
    expect(inShort(campaign)).toEqual(['2027-01-12T08:00:00Z 09:00 Europe/Berlin ']);
  });

  it('holds very many messages of one touchpoint', () => {
    const campaign = plan({
      segments: Array.from({ length: 50 }, (_, index) => segment({ id: `s${index}`, name: `S${index}` })),
      touchpoints: [
        touchpoint({ id: 't', days: 3660, cadence: 'daily', message: { subject: '{{segment}}', body: '' } }),
      ],
    });
    expect(scheduleOf(campaign).deliveries.length).toBe(183_000);
  });

  it('refuses what no file could hold', () => {
    const campaign = plan({
      segments: Array.from({ length: 100 }, (_, index) => segment({ id: `s${index}`, name: `S${index}` })),
      touchpoints: [
        touchpoint({ id: 't', days: 3660, cadence: 'daily', message: { subject: '{{segment}}', body: '' } }),
      ],
    });
    expect(scheduleOf(campaign)).toEqual({
      deliveries: [],
      presences: [],
      isRefused: true,
      problems: [
        {
          message:
            '“Two minutes a day” sends more than 200,000 messages, so nothing was exported. Send less often, or split the plan.',
        },
      ],
    });
  });
});

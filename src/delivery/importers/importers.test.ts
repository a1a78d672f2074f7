import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { arbitraryHostilePlan, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { exportCampaign } from '../targets.ts';
import { IMPORTERS, type ImporterId } from './columns.ts';

const IDS = Object.keys(IMPORTERS) as ImporterId[];

/** Headings and cells, read by a parser in its strictest mood. */
async function tableOf(campaign: Campaign, id: ImporterId): Promise<string[][]> {
  const { files } = await exportCampaign(campaign, id, { now: NOW });
  const { data, errors } = Papa.parse<string[]>(textOf(files[0]), { newline: '\r\n', skipEmptyLines: 'greedy' });
  expect(errors).toEqual([]);
  return data;
}

const campaign = plan({
  timeZone: 'Europe/Berlin',
  segments: [segment({ id: 'a', name: 'Ops' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
  touchpoints: [
    touchpoint({
      id: 't',
      name: '=First, "mail"',
      segments: ['b'],
      owner: 'ana@x.example',
      status: 'sent',
      minutes: 45,
      start: '2027-01-12',
      time: { zone: 'segment', at: '20:30' },
      message: { subject: 'Hello', body: 'One\n\n- Two' },
    }),
    touchpoint({ id: 'poster', name: 'Poster', tactic: 'poster', channel: 'poster', days: 28, owner: 'Ana' }),
    touchpoint({ id: 'no', name: 'Withdrawn', status: 'cancelled' }),
  ],
});

const WHOM = 'For Tokyo (100), by email at 20:30 Asia/Tokyo.\n\nHello\n\nOne\n\n- Two\n\nThe Spark team';
const EXPECTED: Record<ImporterId, string[][]> = {
  asana: [
    ['Name', 'Description', 'Section', 'Assignee', 'Collaborators', 'Start Date', 'Due Date'],
    ['Poster', expect.any(String) as string, 'Mail', '', '', '01/12/2027', '02/08/2027'],
    ['=First, "mail": Tokyo', WHOM, 'Mail', 'ana@x.example', '', '', '01/12/2027'],
  ],
  jira: [
    ['Summary', 'Issue Type', 'Description', 'Assignee', 'Start date', 'Due date', 'Labels', 'Labels'],
    ['Poster', 'Task', expect.any(String) as string, '', '2027-01-12', '2027-02-08', 'poster', 'Mail'],
    ['=First, "mail": Tokyo', 'Task', WHOM, 'ana@x.example', '2027-01-12', '2027-01-12', 'email', 'Mail'],
  ],
  trello: [
    ['Card Name', 'Card Description', 'List Name', 'Labels', 'Start Date', 'Due Date'],
    ['Poster', expect.any(String) as string, 'Mail', 'poster', '2027-01-12', '2027-02-08'],
    ['=First, "mail": Tokyo', WHOM, 'Mail', 'email', '2027-01-12', '2027-01-12'],
  ],
  monday: [
    ['Name', 'Group', 'Person', 'Status', 'Start date', 'Due date', 'Channel', 'Audience', 'Description'],
    ['Poster', 'Mail', '', '', '2027-01-12', '2027-02-08', 'poster', 'Everyone', expect.any(String) as string],
    ['=First, "mail": Tokyo', 'Mail', 'ana@x.example', 'sent', '2027-01-12', '2027-01-12', 'email', 'Tokyo', WHOM],
  ],
  planner: [
    [
      'Task Name',
      'Bucket Name',
      'Progress',
      'Priority',
      'Assigned To',
      'Start date',
      'Due date',
      'Labels',
      'Description',
    ],
    [
      'Poster',
      'Mail',
      'Not started',
      'Medium',
      'Ana',
      '01/12/2027',
      '02/08/2027',
      'poster',
      expect.any(String) as string,
    ],
    [
      '=First, "mail": Tokyo',
      'Mail',
      'Completed',
      'Medium',
      'ana@x.example',
      '01/12/2027',
      '01/12/2027',
      'email',
      WHOM,
    ],
  ],
  'google-calendar': [
    [
      'Subject',
      'Start Date',
      'Start Time',
      'End Date',
      'End Time',
      'All Day Event',
      'Description',
      'Location',
      'Private',
    ],
    ['Poster', '01/12/2027', '', '02/08/2027', '', 'True', expect.any(String) as string, '', 'False'],
    // 20:30 in Tokyo is half past noon in Berlin.
    ['=First, "mail": Tokyo', '01/12/2027', '12:30 PM', '01/12/2027', '1:15 PM', 'False', WHOM, '', 'False'],
  ],
};

describe.each(IDS)('a table for %s', (id) => {
  it('has the columns that the program documents, and what is to be done', async () => {
    expect(await tableOf(campaign, id)).toEqual(EXPECTED[id]);
  });

  it('is written as it is, and warns where a spreadsheet would run it', async () => {
    const { files, problems } = await exportCampaign(campaign, id, { now: NOW });
    expect(textOf(files[0])).not.toMatch(/\ufeff|'=/);
    expect(problems.filter(({ message }) => message.includes('do not open this file'))).toHaveLength(1);
    const harmless = { ...campaign, touchpoints: campaign.touchpoints.slice(1) };
    const { problems: none } = await exportCampaign(harmless, id, { now: NOW });
    expect(none.filter(({ message }) => message.includes('do not open this file'))).toEqual([]);
  });

  it('says in its description from what something hangs, and nothing where it hangs from nothing', async () => {
    const [first, ...others] = campaign.touchpoints;
    const tie = { touchpointId: 'poster', count: 0, unit: 'days' as const };
    const hung = { ...campaign, touchpoints: [{ ...first!, tie }, ...others] };
    const says = 'Asia/Tokyo.\n\nOn the day of “Poster”.\n\nHello';
    expect((await tableOf(hung, id)).flat().some((cell) => cell.includes(says))).toBe(true);
    expect((await tableOf(campaign, id)).flat().join()).not.toContain('On the day of');
  });

  it('has a cell a column and no empty title, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (given) => {
        const { files } = await exportCampaign(given, id, { now: NOW });
        if (files.length === 0) return;
        const [headings, ...rows] = await tableOf(given, id);
        for (const row of rows) {
          expect(row).toHaveLength(headings!.length);
          expect(row[0]).not.toBe('');
        }
      }),
      { numRuns: 15 },
    );
  });
});

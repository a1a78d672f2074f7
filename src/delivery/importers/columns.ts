import type { ImportRow } from './rows.ts';

/** What other programs import a table by: one row of columns a program, as its own documentation has them. */

export interface Importer {
  /** What the program is called. */
  name: string;
  description: string;
  columns: [heading: string, cell: (row: ImportRow) => string][];
}

/** 01/31/2027: what programs from the United States take, whatever the person's own way of writing dates. */
const american = (date: string) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`;

/** 9:00 AM */
function twelveHours(time: string): string {
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}:${time.slice(3)} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** Programs know people by their addresses; a name alone would be refused, or make a person of that name. */
const address = (owner: string) => (/^[^\s@,;]+@[^\s@,;]+$/.test(owner) ? owner : '');

/** Labels are words without blanks. */
const label = (words: string) => words.trim().replace(/\s+/g, '-');

export const IMPORTERS = {
  asana: {
    name: 'Asana tasks',
    description: 'One task a message, to be imported into a project. Lanes become sections.',
    columns: [
      ['Name', ({ title }) => title],
      ['Description', ({ description }) => description],
      ['Section', ({ lane }) => lane],
      ['Assignee', ({ owner }) => address(owner)],
      ['Collaborators', () => ''],
      ['Start Date', ({ date, lastDate }) => (lastDate === date ? '' : american(date))],
      ['Due Date', ({ lastDate }) => american(lastDate)],
    ],
  },
  jira: {
    name: 'Jira work items',
    description: 'One work item a message. Tell the importer that dates are written yyyy-MM-dd.',
    columns: [
      ['Summary', ({ title }) => title],
      ['Issue Type', () => 'Task'],
      ['Description', ({ description }) => description],
      ['Assignee', ({ owner }) => address(owner)],
      ['Start date', ({ date }) => date],
      ['Due date', ({ lastDate }) => lastDate],
      ['Labels', ({ channel }) => label(channel)],
      ['Labels', ({ lane }) => label(lane)],
    ],
  },
  trello: {
    name: 'Trello cards',
    description: 'One card a message, for a board’s add-on that imports tables. Lanes become lists.',
    columns: [
      ['Card Name', ({ title }) => title],
      ['Card Description', ({ description }) => description],
      ['List Name', ({ lane }) => lane],
      ['Labels', ({ channel }) => channel],
      ['Start Date', ({ date }) => date],
      ['Due Date', ({ lastDate }) => lastDate],
    ],
  },
  monday: {
    name: 'monday items',
    description: 'One item a message, for a new board. Lanes become groups.',
    columns: [
      ['Name', ({ title }) => title],
      ['Group', ({ lane }) => lane],
      ['Person', ({ owner }) => address(owner)],
      ['Status', ({ status }) => status],
      ['Start date', ({ date }) => date],
      ['Due date', ({ lastDate }) => lastDate],
      ['Channel', ({ channel }) => channel],
      ['Audience', ({ audience }) => audience],
      ['Description', ({ description }) => description],
    ],
  },
  planner: {
    name: 'Microsoft Planner tasks',
    description: 'One task a message, in the columns that Planner itself exports. Lanes become buckets.',
    columns: [
      ['Task Name', ({ title }) => title],
      ['Bucket Name', ({ lane }) => lane],
      ['Progress', ({ status }) => (status === 'sent' ? 'Completed' : 'Not started')],
      ['Priority', () => 'Medium'],
      ['Assigned To', ({ owner }) => owner],
      ['Start date', ({ date }) => american(date)],
      ['Due date', ({ lastDate }) => american(lastDate)],
      ['Labels', ({ channel }) => channel],
      ['Description', ({ description }) => description],
    ],
  },
  'google-calendar': {
    name: 'Google Calendar table',
    description:
      'One event a message, as a table. The calendar file updates what it brought before, and this one does not.',
    columns: [
      ['Subject', ({ title }) => title],
      ['Start Date', ({ date }) => american(date)],
      ['Start Time', ({ time }) => (time === '' ? '' : twelveHours(time))],
      ['End Date', ({ lastDate, endDate, time }) => american(time === '' ? lastDate : endDate)],
      ['End Time', ({ endTime }) => (endTime === '' ? '' : twelveHours(endTime))],
      ['All Day Event', ({ time }) => (time === '' ? 'True' : 'False')],
      ['Description', ({ description }) => description],
      ['Location', () => ''],
      ['Private', () => 'False'],
    ],
  },
} as const satisfies Record<string, Importer>;

export type ImporterId = keyof typeof IMPORTERS;

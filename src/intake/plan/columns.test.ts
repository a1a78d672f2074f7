import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tell } from './plan.testing.ts';

/** Which columns of a plan mean what: the same list under many headings. */

const DATES =
  'Date|Publish date|Launch date|Send date|Go-live|When|Start date|Due date|Planned date|Scheduled|Delivery date|Live date|Post date|Date of sending|Date & Time|Date/Time|Target date|Distribution date|Date sent|Activity date|To be sent on|Event date|When should it go out?|Datum|Fecha|Data|Publicatiedatum|Versanddatum|Date d’envoi'.split(
    '|',
  );
const OTHER_DATES =
  'Created|Created at|Date created|Updated|Last updated|Last modified|Modified|Approval date|Approved on|Sign-off date|Asset deadline|Artwork due|Copy deadline|Draft due|Review date|Timestamp|Submitted|Date added|Completed date|Follow-up|Evaluated|Report due|Reminder date|Brief date|Print deadline|Requested on|Invoice date|Feedback due|Contract end|Closed|Original date|Actual date'.split(
    '|',
  );
const NUMBERS =
  'WBS|Effort|Version|Cost|Ticket|Reach|Score|Word count|Cost centre|Open rate|Weight|Budget|Points'.split('|');
const NAMES =
  'Course|Training|Module|Session|Programme|Story|Post|Topic|Title|Headline|Deliverable|Asset|Item|Activity|Workshop|Webinar|Lesson|Communication|Message title|Subject line|Content title|Article|What|Idea|Touchpoint|Milestone|Theme|Description|Course name|Session title|Topic/Title|Hook|Kurs|Thema|Formation|Curso|Treinamento|Título|Titel|研修名'.split(
    '|',
  );
const NO_NAMES =
  'Notes|Repurpose notes|Status|Owner|Hashtags|Post type|Content type|Image|Media file|Approved by|Venue|Budget|KPI|Objective|Tags|Priority|Reviewer|Pillar|Region|Asset type|Training provider|Story format'.split(
    '|',
  );

const LAUNCH = '2027-04-05+1 | - | email | Safe lifting | Sales';
const REMINDER = '2027-04-13+1 | - | teams | First aid basics | Finance';
const rows = (date: string, name: string) => [
  [date, name, 'Channel', 'Audience'],
  ['2027-04-05', 'Safe lifting', 'Email', 'Sales'],
  ['2027-04-13', 'First aid basics', 'Teams', 'Finance'],
];
/** The rows with one more column, before or behind the others. */
const withColumn = (list: string[][], column: string[], first: boolean) =>
  list.map((cells, index) => (first ? [column[index]!, ...cells] : [...cells, column[index]!]));

describe('columns of a plan', () => {
  it.each(NAMES)('takes names from “%s”', async (name) => {
    expect((await tell(rows('Date', name))).lines).toEqual([LAUNCH, REMINDER]);
  });

  it('takes the day from the column that says so, whatever other dates stand beside it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DATES),
        fc.constantFrom(...OTHER_DATES),
        fc.boolean(),
        fc.constantFrom(['2026-05-31', '2026-06-30'], ['2027-05-31', '2027-06-30']),
        async (date, other, first, days) => {
          const list = withColumn(rows(date, 'Title'), [other, ...days], first);
          expect((await tell(list)).lines).toEqual([LAUNCH, REMINDER]);
        },
      ),
    );
  });

  it('takes plain numbers for no date, no end and no time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NUMBERS),
        fc.constantFrom(['1.1', '2.1'], ['46500', '46600'], ['1400', '1200'], ['90250', '90251'], ['4.5', '3.8']),
        fc.boolean(),
        async (heading, numbers, first) => {
          const list = withColumn(rows('Date', 'Title'), [heading, ...numbers], first);
          expect((await tell(list)).lines).toEqual([LAUNCH, REMINDER]);
        },
      ),
    );
  });

  it('takes no other text for the name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NO_NAMES),
        fc.constantFrom('Title', 'Headline', 'Topic', 'Course'),
        fc.boolean(),
        async (other, name, first) => {
          const list = withColumn(rows('Date', name), [other, 'Some other words here', 'More of the same'], first);
          expect((await tell(list)).lines).toEqual([LAUNCH, REMINDER]);
        },
      ),
    );
  });

  it('says by which column it named what no heading names', async () => {
    const { lines, said } = await tell(rows('Date', 'Gizmo'));
    expect(lines).toEqual([LAUNCH, REMINDER]);
    expect(said).toContain('“Gizmo” was taken for the names');
  });

  it('says where a heading stands twice', async () => {
    const { lines, said } = await tell([
      ['Date', 'Title', 'Channel', 'Title'],
      ['2027-04-05', 'One', 'Email', 'Uno'],
      ['2027-04-13', 'Two', 'Email', 'Due'],
    ]);
    expect(lines).toHaveLength(2);
    expect(said).toContain('more than once');
  });

  it('takes a share for no audience, and a due day for the start where there is none', async () => {
    const { lines } = await tell([
      ['Created At', 'Name', 'Start Date', 'Due Date', 'Target', 'Channel'],
      ['2026-11-01', 'Mail', '', '2027-04-05', '60%', 'Email'],
      ['2026-11-01', 'Posters', '2027-04-01', '2027-04-08', '45%', 'Poster'],
    ]);
    expect(lines).toEqual(['2027-04-05+1 | - | email | Mail | all', '2027-04-01+8 | - | poster | Posters | all']);
  });

  it('ends a whole day at midnight of the next one', async () => {
    const { lines } = await tell([
      ['Subject', 'Start Date', 'Start Time', 'End Date', 'End Time', 'All day event'],
      ['Webinar', '4/15/2027', '10:00:00 AM', '4/15/2027', '11:00:00 AM', 'False'],
      ['Learning week', '4/19/2027', '12:00:00 AM', '4/24/2027', '12:00:00 AM', 'True'],
    ]);
    expect(lines.map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
      '2027-04-15+1 10:00 60m',
      '2027-04-19+5 -',
    ]);
  });

  it('keeps the status, and leaves cancelled rows out where that is chosen', async () => {
    const list = [
      ['Date', 'Title', 'Channel', 'Status'],
      ['2027-04-05', 'One', 'Email', 'Approved'],
      ['2027-04-06', 'Two', 'Email', 'Cancelled'],
      ['2027-04-07', 'Three', 'Email', 'Entwurf'],
    ];
    const kept = await tell(list);
    expect(kept.lines).toHaveLength(3);
    expect(kept.said).toContain('stays in the plan and is not sent');
    expect((await tell(list, { cancelled: 'leave-out' })).rejected).toEqual([3]);
  });
});

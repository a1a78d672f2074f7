import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { libraryFile } from '#store/files.ts';
import { smallCampaign, touchpoint } from '#store/testing/campaign.ts';
import { openTestStudio, type TestStudio } from './studio.testing.ts';

let test: TestStudio;
const ids: string[] = [];
const where = { today: '2026-11-29', timeZone: 'Europe/Berlin', job: 'read' };
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\nVERSION:2.0\n${events.map((event, index) => `BEGIN:VEVENT\nUID:e${index}\n${event}\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`;
const add = (fileName: string, text: string, replaces?: string) =>
  test.ask('calendar.addPlan', {
    fileName,
    bytes: base64(text),
    ...where,
    ...(replaces !== undefined && { replaces }),
  });

beforeAll(async () => {
  test = await openTestStudio();
  const { campaigns } = await test.ask('library.list', {});
  for (const { id } of campaigns) await test.ask('library.remove', { id });
  for (const name of ['First', 'Second']) {
    const campaign = { ...smallCampaign(name), touchpoints: [touchpoint('one'), touchpoint('two')] };
    const text = serializeCampaign({ ...campaign, id: name });
    ids.push((await test.ask('library.import', { fileName: 'a.tandem.json', text })).id);
  }
});
afterAll(() => test.studio.close());

describe('the calendar', () => {
  it('shows every campaign, and proposes segments of one name without taking them for the same', async () => {
    const { plans, audiences, proposed } = await test.ask('calendar.show', {});
    expect(plans.map(({ name, other }) => [name, other])).toEqual([
      ['Second', null],
      ['First', null],
    ]);
    expect(plans[0]!.weeks.contacts.some((count) => count > 0)).toBe(true);
    expect(audiences).toEqual([]);
    expect(proposed[0]!.reaching.map(({ plan }) => plan).toSorted()).toEqual(ids.toSorted());
  });

  it('keeps what is said to be the same, finds the clash and its messages', async () => {
    const [proposal] = (await test.ask('calendar.show', {})).proposed;
    test.events.length = 0;
    const { id } = await test.ask('calendar.setAudience', proposal!);
    expect(test.events).toContainEqual({ type: 'library.changed' });
    const { audiences } = await test.ask('calendar.show', {});
    const [audience] = audiences;
    const week = audience!.weeks.find(({ monday }) => monday === '2027-01-11')!;
    expect(week).toMatchObject({ contacts: 4, isClash: true, isOverCap: true });
    const { messages } = await test.ask('calendar.week', { audience: id, monday: week.monday });
    expect(messages.map(({ plan }) => plan).toSorted()).toEqual([...ids, ...ids].toSorted());
    const { weeks } = await test.ask('calendar.quietWeeks', { audience: id, from: '2027-01-11', until: '2027-01-31' });
    expect(weeks.at(-1)!.monday).toBe('2027-01-11');
    expect(weeks[0]).toMatchObject({ contacts: 0, plans: [] });
    await expect(
      test.ask('calendar.quietWeeks', { audience: id, from: '2027-02-01', until: '2027-01-01' }),
    ).rejects.toThrow(/before the first/);
    await expect(
      test.ask('calendar.quietWeeks', { audience: id, from: '1990-01-01', until: '2190-01-01' }),
    ).rejects.toThrow(/more than ten years/);
  });

  it('reads another team’s calendar: series, zones and what is cancelled', async () => {
    const { id, entries } = await add(
      'team.ics',
      calendar(
        'DTSTART;VALUE=DATE:20270112\nSUMMARY:Town hall',
        'DTSTART;TZID=America/New_York:20270113T090000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Office hour',
        'DTSTART;VALUE=DATE:20270114\nSTATUS:CANCELLED\nSUMMARY:Never',
      ),
    );
    expect(entries).toBe(2);
    const [audience] = (await test.ask('calendar.show', {})).audiences;
    const reaching = [...audience!.reaching, { plan: id, segment: null }];
    await test.ask('calendar.setAudience', { id: audience!.id, name: audience!.name, reaching });
    const { plans, audiences } = await test.ask('calendar.show', {});
    const other = plans.find((plan) => plan.id === id)!;
    expect(other.other).toMatchObject({ fileName: 'team.ics', readAt: '2026-11-22T10:00:00.000Z', entries: 2 });
    expect(other.phases).toEqual([]);
    expect(audiences[0]!.weeks.filter(({ plans: all }) => all.includes(id)).map(({ monday }) => monday)).toEqual([
      '2027-01-11',
      '2027-01-18',
      '2027-01-25',
    ]);
    const { messages } = await test.ask('calendar.week', { audience: audience!.id, monday: '2027-01-11' });
    expect(messages.filter(({ plan }) => plan === id).map(({ touchpoint: { name } }) => name)).toEqual([
      'Town hall',
      'Office hour',
    ]);
  });

  it('goes on with what repeats without an end, as far ahead as anybody looks', async () => {
    const { id } = await add(
      'news.ics',
      calendar('DTSTART:20260601T080000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:Email with news'),
    );
    const { weeks } = (await test.ask('calendar.show', {})).plans.find((plan) => plan.id === id)!;
    expect(weeks.from).toBe('2026-06-01');
    // Until two years from the day on which the file was read, a Tuesday.
    expect(weeks.sends.slice(0, 131)).toEqual(Array.from({ length: 131 }, () => 1));
    expect(addDays(weeks.from, 7 * 130)).toBe('2028-11-27');
    expect(weeks.sends.slice(131).every((count) => count === 0)).toBe(true);
    await test.ask('calendar.removePlan', { id });
  });

  it('takes a newer file in its place, and keeps its audiences', async () => {
    const find = async () => (await test.ask('calendar.show', {})).plans.find(({ other }) => other)!;
    const { id } = await find();
    await add('team-2.ics', calendar('DTSTART;VALUE=DATE:20270302\nSUMMARY:Later'), id);
    expect(await find()).toMatchObject({ id, other: { fileName: 'team-2.ics', entries: 1 } });
    const { audiences } = await test.ask('calendar.show', {});
    expect(audiences[0]!.weeks.filter(({ plans }) => plans.includes(id)).map(({ monday }) => monday)).toEqual([
      '2027-03-01',
    ]);
    await expect(add('x.ics', calendar('DTSTART;VALUE=DATE:20270302\nSUMMARY:Later'), 'nobody')).rejects.toThrow(
      /no longer on the calendar/,
    );
  });

  it('takes a campaign of another team, and a spreadsheet', async () => {
    const plan = await add('theirs.tandem.json', serializeCampaign(smallCampaign('Theirs')));
    const sheet = await add('theirs.csv', 'Date,Message\n2027-01-12,Hello\n2027-01-19,Again\n');
    const { plans } = await test.ask('calendar.show', {});
    expect(plans.find(({ id }) => id === plan.id)!.phases.length).toBe(smallCampaign().phases.length);
    expect(plans.find(({ id }) => id === sheet.id)!.other!.entries).toBe(2);
    // It is no campaign of the library.
    expect((await test.ask('library.list', {})).campaigns).toHaveLength(2);
    for (const { id } of [plan, sheet]) await test.ask('calendar.removePlan', { id });
  });

  it('says which rows of a file it left out, and why', async () => {
    const { id, leftOut } = await add('rows.csv', 'Date,Message\n2027-01-12,Hello\nsoon,Later\n');
    expect(leftOut).toBe(1);
    const find = async () => (await test.ask('calendar.show', {})).plans.find((plan) => plan.id === id)!.other!;
    expect((await find()).reasons).toEqual([{ row: 3, reason: expect.stringContaining('soon') as string }]);
    const many = Array.from({ length: 130 }, (_, index) => `soon ${index},Later`).join('\n');
    await add('rows.csv', `Date,Message\n2027-01-12,Hello\n${many}\n`, id);
    const { leftOut: all, reasons } = await find();
    expect([all, reasons.length]).toEqual([130, 100]);
    await test.ask('calendar.removePlan', { id });
  });

  it('refuses what it cannot read with a sentence, and keeps nothing of it', async () => {
    const before = (await test.ask('calendar.show', {})).plans.length;
    await expect(add('broken.ics', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY')).rejects.toThrow(
      /badInput: .*broken\.ics/,
    );
    await expect(add('undated.ics', calendar('SUMMARY:Some day'))).rejects.toThrow(/has a date/);
    await expect(add('broken.tandem.json', '{"format":')).rejects.toThrow(/broken\.tandem\.json/);
    await expect(add('picture.png', '\u0089PNG')).rejects.toThrow(/picture\.png/);
    await expect(test.ask('calendar.setAudience', { name: ' ', reaching: [] })).rejects.toThrow(/badInput/);
    expect((await test.ask('calendar.show', {})).plans).toHaveLength(before);
  });

  it('reads a calendar of 20,000 events whole, and lets go of one that is cancelled', { timeout: 60_000 }, async () => {
    const before = (await test.ask('calendar.show', {})).plans.length;
    const days = Array.from({ length: 20_000 }, (_, index) => addDays('2027-01-04', index % 1000).replaceAll('-', ''));
    const large = calendar(...days.map((day, index) => `DTSTART;VALUE=DATE:${day}\nSUMMARY:Entry ${index}`));
    const { id, entries, leftOut } = await add('large.ics', large);
    expect({ entries, leftOut }).toEqual({ entries: 20_000, leftOut: 0 });
    const { plans } = await test.ask('calendar.show', {});
    const { sends } = plans.find((plan) => plan.id === id)!.weeks;
    expect(sends.reduce((sum, count) => sum + count, 0)).toBe(20_000);
    await test.ask('calendar.removePlan', { id });

    const running = add('cancelled.ics', large);
    await test.ask('job.cancel', { job: where.job });
    await expect(running).rejects.toThrow('cancelled: ');
    expect((await test.ask('calendar.show', {})).plans).toHaveLength(before);
  });

  it('is there again after a restart', async () => {
    const before = await test.ask('calendar.show', {});
    await test.studio.close();
    test = await openTestStudio(test.folder);
    expect(await test.ask('calendar.show', {})).toEqual(before);
    const [audience] = before.audiences;
    await test.ask('calendar.removeAudience', { id: audience!.id });
    expect((await test.ask('calendar.show', {})).audiences).toEqual([]);
  });

  it('shows the others where a campaign or a plan is damaged, and says so in its row', async () => {
    await test.studio.close();
    const database = new SqliteDatabase(libraryFile(test.folder));
    database.prepare("UPDATE snapshots SET document = '{' WHERE campaign_id = ?").run(ids[0]);
    database.prepare("UPDATE other_plans SET document = '{'").run();
    database.close();
    test = await openTestStudio(test.folder);
    const { plans } = await test.ask('calendar.show', {});
    expect(plans.map(({ name, problem }) => [name, problem === null])).toEqual([
      ['Second', true],
      ['First', false],
      ['team-2.ics', false],
    ]);
    expect(plans[1]!.problem).toMatch(/damaged in the library/);
    await test.ask('calendar.removePlan', { id: plans[2]!.id });
  });
});

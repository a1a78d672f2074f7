import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Touchpoint } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { touchpointFrom } from '#campaign/tactics/touchpoint.ts';
import { contract } from '#contract/contract.ts';
import { openTestStudio, type TestStudio } from './studio.testing.ts';

let test: TestStudio;
let id: string;
beforeAll(async () => {
  test = await openTestStudio();
  id = (await test.ask('library.list', {})).campaigns[0]!.id;
});
afterAll(() => test.studio.close());

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const open = () => test.ask('campaign.open', { id });
const newTouchpoint = (touchpointId: string, laneId: string): Touchpoint =>
  touchpointFrom(TACTICS[0]!, { id: touchpointId, laneId, start: '2027-01-11' });

describe('the studio', () => {
  it('finds a sample campaign at the first start, on a Monday two to three weeks ahead', async () => {
    const { campaigns } = await test.ask('library.list', {});
    expect(campaigns).toHaveLength(1);
    expect(campaigns[0]!.start).toBe('2026-12-07');
    expect(campaigns[0]!.touchpoints).toBeGreaterThan(10);
  });

  it('keeps preferences', async () => {
    expect(await test.ask('preferences.get', {})).toEqual({ theme: 'system', welcomed: false });
    await test.ask('preferences.set', { changes: { theme: 'dark' } });
    expect(await test.ask('preferences.get', {})).toEqual({ theme: 'dark', welcomed: false });
  });

  it('changes, undoes and redoes, and tells every window', async () => {
    const before = await open();
    const item = newTouchpoint('new', before.campaign.lanes[0]!.id);
    const command = { type: 'addTouchpoint' as const, item };
    const at = '2026-11-22T10:00:00.000Z';
    const done = await test.ask('campaign.execute', { id, revision: before.revision, command, step: 'sent' });
    expect(done).toEqual({
      revision: before.revision + 1,
      step: 'sent',
      history: {
        undo: { entry: 'sent', action: 'addTouchpoint', name: item.name, actor: { person: 'ada', window: '' }, at },
        redo: null,
      },
    });
    const { revision, step } = done;
    expect(test.events.at(-1)).toEqual({
      type: 'campaign.changed',
      id,
      revision,
      step,
      kind: 'do',
      entry: 'sent',
      command,
      actor: { person: 'ada', window: '' },
      at,
      history: done.history,
    });

    const undone = await test.ask('campaign.undo', { id, revision: done.revision });
    expect(undone.command).toEqual({ type: 'removeTouchpoint', id: 'new' });
    expect(serializeCampaign((await open()).campaign)).toBe(serializeCampaign(before.campaign));
    const redone = await test.ask('campaign.redo', { id, revision: undone.revision });
    expect(redone.revision).toBe(before.revision + 3);
    expect((await open()).campaign.touchpoints.at(-1)).toEqual(item);
  });

  it('knows windows apart, and tells one what it missed', async () => {
    const before = await open();
    const { revision: opened, step } = before;
    const [mine, theirs] = [
      { window: 'mine', opened: 0 },
      { window: 'theirs', opened },
    ];
    const described = (description: string) => ({ type: 'setDetails' as const, changes: { description } });
    const first = await test.ask('campaign.execute', { id, revision: opened, command: described('Mine'), actor: mine });
    const voice = { type: 'editBrand' as const, changes: { voice: 'Theirs' } };
    await test.ask('campaign.execute', { id, revision: first.revision, command: voice, actor: theirs });
    const undone = await test.ask('campaign.undo', { id, revision: opened + 2, actor: mine });
    expect(undone.command).toEqual(described(before.campaign.description));
    expect((await open()).campaign.brand.voice).toBe('Theirs');
    await expect(test.ask('campaign.undo', { id, revision: opened + 3, actor: mine })).rejects.toThrow(
      'refused: There is nothing to undo',
    );

    const missed = await test.ask('campaign.since', { id, revision: opened, step, actor: theirs });
    expect(missed).toMatchObject({
      revision: opened + 3,
      step: undone.step,
      history: { undo: { action: 'editBrand' } },
    });
    expect(missed.steps!.map(({ revision, kind, actor, command }) => [revision, kind, actor, command])).toEqual([
      [opened + 1, 'do', { person: 'ada', window: 'mine' }, described('Mine')],
      [opened + 2, 'do', { person: 'ada', window: 'theirs' }, voice],
      [opened + 3, 'undo', { person: 'ada', window: 'mine' }, undone.command],
    ]);
    const elsewhere = await test.ask('campaign.since', { id, revision: opened, step: 'another library' });
    expect(elsewhere.steps).toBeNull();
  });

  it('refuses a change to an older revision, an unknown call and input that is not in the contract', async () => {
    const { revision } = await open();
    await expect(test.ask('campaign.undo', { id, revision: revision + 5 })).rejects.toThrow('conflict: ');
    expect(await test.studio.call('library.destroy', {})).toMatchObject({
      error: { code: 'badInput', message: expect.stringContaining('library.destroy') },
    });
    expect(await test.studio.call('constructor', {})).toMatchObject({ error: { code: 'badInput' } });
    expect(await test.studio.call('campaign.open', { id: 7 })).toMatchObject({
      error: { code: 'badInput', message: expect.stringContaining('id') },
    });
    await expect(test.ask('campaign.open', { id: 'nowhere' })).rejects.toThrow('notFound: ');
    const command = { type: 'moveTouchpoint' as const, id: 'nowhere', start: '2027-01-01' };
    await expect(test.ask('campaign.execute', { id, revision, command })).rejects.toThrow(
      'refused: This touchpoint is not in the campaign any more.',
    );
    expect((await open()).revision).toBe(revision);
  });

  it('says what is wrong with a date that no campaign can have', async () => {
    for (const start of ['1969-12-31', '2200-01-01', '2199-12-31', '0001-01-01', '9999-12-31']) {
      await expect(test.ask('library.create', { templateId: 'new-lms-launch', start }), start).rejects.toThrow(
        /^badInput: .*2199/,
      );
    }
    const { source } = await test.ask('intake.open', {
      fileName: 'a.csv',
      bytes: base64('name,start,channel\nMail,2027-01-11,email\nx,1200-01-01,=1+1\n'),
    });
    for (const today of ['0000-01-01', '1969-12-31', '9999-12-31']) {
      const about = { source, choices: { headerRow: null }, today, timeZone: 'UTC', job: today };
      await expect(test.ask('intake.tryPlan', { ...about, into: null }), today).rejects.toThrow(
        `badInput: “${today}” is not a date. Write it as YYYY-MM-DD, from 1970 to 2199.`,
      );
    }
    for (const locale of ['xx-yy-!', '', 'en_GB'])
      await expect(test.ask('delivery.export', { id, target: 'png', locale, job: 'picture' }), locale).rejects.toThrow(
        /^badInput: .*language tag/,
      );
  });

  it('imports, duplicates, removes and restores campaigns', async () => {
    const { campaign } = await open();
    const { id: copy } = await test.ask('library.import', {
      fileName: 'a.tandem.json',
      text: serializeCampaign({ ...campaign, name: 'From a file' }),
    });
    expect((await test.ask('campaign.open', { id: copy })).campaign.name).toBe('From a file');
    await expect(test.ask('library.import', { fileName: 'b.tandem.json', text: '{' })).rejects.toThrow(
      'badInput: “b.tandem.json”',
    );
    const { id: twin } = await test.ask('library.duplicate', { id: copy, name: 'Twin' });
    await test.ask('library.remove', { id: twin });
    expect((await test.ask('library.list', {})).campaigns.map((each) => each.name)).not.toContain('Twin');
    await test.ask('library.restore', { id: twin });
    expect((await test.ask('library.list', {})).campaigns.map((each) => each.name)).toContain('Twin');
  });
});

describe('forecasts', () => {
  it('answer at once, and feel a change that is only tried out', async () => {
    const { campaign, revision } = await open();
    const plain = await test.ask('forecast.immediate', { id, revision });
    expect(plain.dates).toHaveLength(campaign.days);
    expect(plain.series.active.p50.at(-1)!).toBeGreaterThan(0);
    const command = {
      type: 'batch' as const,
      action: 'several',
      commands: campaign.touchpoints.map((touchpoint) => ({ type: 'removeTouchpoint' as const, id: touchpoint.id })),
    };
    const empty = await test.ask('forecast.immediate', { id, revision, command });
    expect(empty.series.active.p50.at(-1)!).toBeLessThan(plain.series.active.p50.at(-1)!);
    expect((await open()).campaign.touchpoints).toHaveLength(campaign.touchpoints.length);
  });

  it('are refined by counts with progress, the same for the same seed', async () => {
    const { revision } = await open();
    const first = await test.ask('forecast.simulate', { id, revision, job: 'one', runs: 60 });
    const second = await test.ask('forecast.simulate', { id, revision, job: 'two', runs: 60 });
    expect(first.method).toBe('counts');
    expect(first.runs).toBe(60);
    expect(second).toEqual(first);
    const progress = test.events.filter((event) => event.type === 'progress' && event.job === 'one');
    expect(progress.at(-1)).toEqual({ type: 'progress', job: 'one', done: 60, total: 60 });
  });

  it('say of every run whether it meets a goal', async () => {
    const { revision } = await open();
    const { goals, met } = await test.ask('forecast.simulate', { id, revision, job: 'met', runs: 60 });
    for (const goal of goals) {
      expect(met[goal.id]).toMatch(/^[01]{60}$/);
      expect(met[goal.id]!.replaceAll('0', '').length / 60).toBeCloseTo(goal.probability, 9);
    }
  });

  it('tell of the plan before an edit what they told before it', async () => {
    const twin = await test.ask('library.duplicate', { id, name: 'Twin' });
    const { campaign, revision } = await test.ask('campaign.open', twin);
    const before = await test.ask('forecast.simulate', { ...twin, revision, job: 'before', runs: 60 });
    const command = { type: 'removeTouchpoint' as const, id: campaign.touchpoints[0]!.id };
    const edited = await test.ask('campaign.execute', { ...twin, revision, command });
    const about = { ...twin, revision: edited.revision };
    const now = await test.ask('forecast.simulate', { ...about, job: 'now', runs: 60 });
    expect(now.planHash).not.toBe(before.planHash);
    expect(await test.ask('forecast.simulate', { ...about, campaign, job: 'again', runs: 60 })).toEqual(before);
    expect((await test.ask('forecast.immediate', { ...about, campaign })).planHash).toBe(before.planHash);
    // What was drawn of the stored plan is still there for its report.
    expect(await test.ask('forecast.simulate', { ...about, job: 'kept', runs: 60 })).toEqual(now);
  });

  it('follow learners one by one where these work in teams', async () => {
    const { campaign } = await open();
    const segments = campaign.segments.map((segment) => ({ ...segment, teamSize: 8 }));
    const text = (given: typeof segments, days: number) =>
      serializeCampaign({ ...campaign, name: 'Teams', segments: given, days });
    const imported = async (given: typeof segments, days = campaign.days) => {
      const { id: teams } = await test.ask('library.import', { fileName: 'a.tandem.json', text: text(given, days) });
      const { revision } = await test.ask('campaign.open', { id: teams });
      return { id: teams, revision };
    };
    const about = await imported(segments);
    expect(await test.ask('forecast.immediate', about)).toMatchObject({ method: 'meanField', reason: 'teams' });
    const refined = await test.ask('forecast.simulate', { ...about, job: 'teams', runs: 7 });
    expect(refined).toMatchObject({ method: 'agents', reason: 'teams', runs: 7 });
    const many = Array.from({ length: 900 }, (_, place) => ({
      ...segments[0]!,
      id: `s${place}`,
      size: 2000,
      teamSize: 1000,
    }));
    const tooMany = await imported([...segments, ...many], 3660);
    await expect(test.ask('forecast.simulate', { ...tooMany, job: 'many', runs: 1 })).rejects.toThrow(
      'badInput: So many large teams',
    );
  });

  it('can be cancelled', async () => {
    const { revision } = await open();
    const running = test.ask('forecast.simulate', { id, revision, job: 'long', runs: 100_000 });
    await test.ask('job.cancel', { job: 'long' });
    await expect(running).rejects.toThrow('cancelled: ');
  });
});

describe('decisions', () => {
  it('are worked out, and what was cancelled leaves the studio free at once', async () => {
    const { revision, campaign } = await open();
    const goalId = campaign.goals[0]!.id;
    const about = { id, revision };
    const { parameters } = await test.ask('decision.sensitivity', { ...about, goalId });
    expect(parameters.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const { loads, phases } = await test.ask('decision.contactLoad', about);
    expect([loads.length, phases.length]).toEqual([campaign.segments.length, campaign.phases.length]);
    const long = { ...about, goalId, probability: null, maxChanges: 20, maxMessages: null, effortHours: null };
    const running = Array.from({ length: 4 }, (_, place) =>
      test.ask('decision.optimise', { ...long, job: `long ${place}` }).catch((error: unknown) => String(error)),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let place = 0; place < 4; place++) await test.ask('job.cancel', { job: `long ${place}` });
    for (const outcome of await Promise.all(running)) expect(outcome).toContain('cancelled: ');
    const { proposals } = await test.ask('decision.optimise', { ...long, maxChanges: 1, job: 'short' });
    for (const { commands } of proposals) expect(commands).toHaveLength(1);
    const twin = await test.ask('library.duplicate', { id, name: 'The same again' });
    const { active } = await test.ask('decision.compare', { ...about, otherId: twin.id, job: 'twins' });
    expect(active).toMatchObject({ probabilityBetter: 0.5, difference: { mean: 0, p05: 0, p95: 0 } });
  });

  it('refuse in a sentence what cannot be followed', async () => {
    const { revision } = await open();
    await expect(
      test.ask('decision.contribution', { id, revision, goalId: 'nowhere', job: 'worth of nothing' }),
    ).rejects.toThrow('badInput: The campaign has no goal “nowhere”.');
  });
});

describe('spreadsheets', () => {
  const plan =
    'Date,Channel,Audience,Subject,Message\n11/01/2027,Email,All staff,We start,Join us today.\nsoon,Email,All staff,Later,Not dated.\n25/01/2027,Teams,Sales,A nudge,Two minutes today?\n';
  const context = { today: '2026-11-22', timeZone: 'Europe/Berlin' };

  it('are tried, then brought in as a new campaign', async () => {
    const { source } = await test.ask('intake.open', { fileName: 'plan.csv', bytes: base64(plan) });
    const trial = await test.ask('intake.tryPlan', { source, into: null, choices: {}, ...context, job: 'try' });
    expect(trial).toMatchObject({ rows: 3, imported: 2, columns: { date: 0, channel: 1, audience: 2 } });
    expect(trial.shown).toMatchObject({ all: 3, rejected: 1 });
    const page = { filter: 'rejected' as const, from: 0, count: 50 };
    expect(await test.ask('intake.rows', { source, ...page })).toMatchObject({
      total: 1,
      rows: [
        {
          key: '3',
          row: 3,
          state: 'rejected',
          remarks: [expect.stringContaining('soon')],
          fields: { date: 'soon', channel: 'Email', subject: 'Later' },
        },
      ],
    });
    expect(trial.preview.map((touchpoint) => touchpoint.start)).toEqual(['2027-01-11', '2027-01-25']);
    const made = await test.ask('intake.importPlan', {
      source,
      into: null,
      choices: {},
      name: 'Spring',
      ...context,
      job: 'import',
    });
    const { campaign } = await test.ask('campaign.open', { id: made.id });
    expect(campaign.name).toBe('Spring');
    expect(campaign.touchpoints.map((touchpoint) => touchpoint.start)).toEqual(['2027-01-11', '2027-01-25']);
  });

  it('are set right row by row before they count', async () => {
    const { source } = await test.ask('intake.open', { fileName: 'plan.csv', bytes: base64(plan) });
    const choices = { rows: { '3': { fields: { date: '18/01/2027' } }, '4': { skip: true as const } } };
    const trial = await test.ask('intake.tryPlan', { source, into: null, choices, ...context, job: 'right' });
    expect(trial).toMatchObject({ rows: 2, imported: 2, shown: { rejected: 0 } });
    const { rows } = await test.ask('intake.rows', { source, filter: 'all', from: 0, count: 50 });
    expect(rows.map(({ key, state, corrected }) => [key, state, corrected])).toEqual([
      ['2', 'imported', false],
      ['3', 'imported', true],
      ['4', 'skipped', true],
    ]);
    expect(rows[1]!.fields.date).toBe('soon');
    expect(rows[1]!.touchpoint!.start).toBe('2027-01-18');
    const about = { source, into: null, choices, name: 'Set right', ...context };
    const { id: made, imported } = await test.ask('intake.importPlan', { ...about, job: 'import-right' });
    expect(imported).toBe(2);
    const { campaign } = await test.ask('campaign.open', { id: made });
    expect(campaign.touchpoints.map(({ start }) => start)).toEqual(['2027-01-11', '2027-01-18']);
  });

  it('tell what can be chosen for the whole list, and follow the choice', async () => {
    const list =
      'Date,Channel,Name,Status\n11/01/2027,Email,Caf\u00e9 opens,planned\n,Email,The same day,planned\n18/01/2027,Email,No more,cancelled\n';
    const bytes = Buffer.from(list, 'latin1').toString('base64');
    const { source } = await test.ask('intake.open', { fileName: 'plan.csv', bytes });
    const attempt = (choices: object, job: string) =>
      test.ask('intake.tryPlan', { source, into: null, choices, ...context, job });
    const first = await attempt({}, 'first');
    expect(first).toMatchObject({ encoding: 'windows-1252', cancelled: 1, hasBlankDates: true, hidden: 0, struck: 0 });
    expect(first.preview[0]!.name).toBe('Caf\u00e9 opens');
    const second = await attempt({ encoding: 'windows-1251', cancelled: 'leave-out', blankDates: 'reject' }, 'second');
    expect(second).toMatchObject({ encoding: 'windows-1251', cancelled: 0, imported: 1, shown: { rejected: 2 } });
  });

  it('are brought into an open campaign as one step that undo takes back', async () => {
    const before = await open();
    const { source } = await test.ask('intake.open', { fileName: 'plan.csv', bytes: base64(plan) });
    const { imported } = await test.ask('intake.importPlan', {
      source,
      into: id,
      choices: {},
      name: 'ignored',
      ...context,
      job: 'into',
    });
    const after = await open();
    expect(after.campaign.touchpoints).toHaveLength(before.campaign.touchpoints.length + imported);
    expect(after.history.undo?.action).toBe('importPlan');
    await test.ask('campaign.undo', { id, revision: after.revision });
    expect(serializeCampaign((await open()).campaign)).toBe(serializeCampaign(before.campaign));
  });

  it('that are none are refused with a sentence that names the file', async () => {
    const { source } = await test.ask('intake.open', {
      fileName: 'noise.xlsx',
      bytes: Buffer.from([0x50, 0x4b, 3, 4, 9, 9, 9, 9]).toString('base64'),
    });
    await expect(
      test.ask('intake.tryPlan', { source, into: null, choices: {}, ...context, job: 'noise' }),
    ).rejects.toThrow(/^badInput: “noise\.xlsx”/);
    await expect(
      test.ask('intake.tryPlan', { source: 'gone', into: null, choices: {}, ...context, job: 'gone' }),
    ).rejects.toThrow('notFound: ');
  });

  it('of people become segments without names', async () => {
    const people = [
      'Name,Email,Department,Country',
      ...Array.from(
        { length: 12 },
        (_, index) => `Zaphod Canary${index},canary${index}@example.com,${index % 2 ? 'Sales' : 'Service'},Germany`,
      ),
    ].join('\n');
    const { source } = await test.ask('intake.open', { fileName: 'people.csv', bytes: base64(people) });
    const trial = await test.ask('intake.tryAudience', {
      source,
      choices: { by: ['department'] },
      ...context,
      job: 'people',
    });
    expect(
      trial.segments
        .map((segment) => [segment.name, segment.size])
        .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    ).toEqual([
      ['Sales', 6],
      ['Service', 6],
    ]);
    expect(JSON.stringify(trial)).not.toMatch(/canary/i);
    const rows = await test.ask('intake.rows', { source, filter: 'all', from: 0, count: 500 });
    expect(JSON.stringify(rows)).not.toMatch(/canary/i);
  });
});

describe('deliveries', () => {
  it('offers every target and makes each', async () => {
    const { targets } = await test.ask('delivery.targets', {});
    expect(targets.map((target) => target.id)).toEqual(
      expect.arrayContaining(['ics', 'csv', 'xlsx', 'slack', 'teams', 'eml', 'json']),
    );
    for (const target of targets) {
      const made = await test.ask('delivery.export', {
        id,
        target: target.id,
        locale: 'en-GB',
        job: `export-${target.id}`,
      });
      expect(made.files, target.id).toBeGreaterThan(0);
      expect(Buffer.from(made.bytes, 'base64').length, target.id).toBeGreaterThan(100);
    }
    await expect(test.ask('delivery.export', { id, target: '__proto__', locale: 'en', job: 'none' })).rejects.toThrow(
      'badInput: ',
    );
  });

  it('tells what has gone since the export before, and cancels it in the calendar', async () => {
    const { campaign } = await open();
    const { id: copy } = await test.ask('library.import', { fileName: 'x', text: serializeCampaign(campaign) });
    const exported = async (target: string) => {
      const made = await test.ask('delivery.export', { id: copy, target, locale: 'en-GB', job: `again-${target}` });
      return { text: Buffer.from(made.bytes, 'base64').toString('utf8'), problems: made.problems };
    };
    const said = ({ problems }: { problems: { message: string }[] }) =>
      problems.filter(({ message }) => /no longer planned/.test(message)).length;
    const [calendar, mails] = [await exported('ics'), await exported('eml')];
    expect([said(calendar), said(mails)]).toEqual([0, 0]);
    expect((await exported('ics')).text).toBe(calendar.text);
    const gone = campaign.touchpoints.find(({ channel, cadence }) => channel === 'email' && cadence === 'once')!;
    await test.ask('campaign.execute', { id: copy, revision: 0, command: { type: 'removeTouchpoint', id: gone.id } });
    const after = await exported('ics');
    expect(said(after)).toBeGreaterThan(0);
    expect(after.text).toContain('STATUS:CANCELLED');
    expect(said(await exported('eml'))).toBeGreaterThan(0);
  });

  it('makes a report whose findings write days as its reader does', async () => {
    const [touchpoint] = (await test.ask('campaign.open', { id })).campaign.touchpoints;
    const { revision } = await test.ask('campaign.open', { id });
    const far = { type: 'moveTouchpoint', id: touchpoint!.id, start: '2030-03-12' } as const;
    const done = await test.ask('campaign.execute', { id, revision, command: far, step: 'far-away' });
    const { bytes } = await test.ask('delivery.report', { id, locale: 'de-DE', job: 'report' });
    expect(Buffer.from(bytes, 'base64').toString('utf8')).toMatch(/ to \d+\. [A-ZÄ][a-zä]+\.? 20\d\d/);
    await test.ask('campaign.undo', { id, revision: done.revision, entry: 'far-away', step: 'and-back' });
  });

  it('makes a report', async () => {
    const { fileName, bytes } = await test.ask('delivery.report', { id, locale: 'en-GB', job: 'report' });
    expect(fileName).toMatch(/\.html$/);
    const html = Buffer.from(bytes, 'base64').toString('utf8');
    expect(html).toContain('<!doctype html>');
    // The figures are those of runs, as many as the window settles on.
    expect(html).toMatch(/, (400|800|1,600) runs, plan/);
  });
});

describe('the contract', () => {
  it('is answered in full', async () => {
    for (const method of Object.keys(contract)) {
      const reply = await test.studio.call(method, { surely: 'wrong' });
      // Input is looked at first, so a missing function would show as internal.
      expect('error' in reply ? reply.error.code : 'value', method).toBe('badInput');
    }
  });
});

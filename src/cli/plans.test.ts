import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { TEMPLATES, templateById } from '#campaign/templates/templates.ts';
import { denominatorOf } from '#campaign/denominators.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { strengthOf } from '#campaign/tactic.ts';
import { FACTS, studiesOf } from '#campaign/tactics/studies.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { Desk } from './testing/run.ts';

/** Commands that make and judge campaigns: templates, new, check, assumptions. */

const desk = new Desk();
afterAll(() => desk.clear());

describe('templates', () => {
  test('lists every template, for people and as JSON', async () => {
    const { stdout } = await desk.tandem('templates', '--json');
    const { templates } = JSON.parse(stdout) as { templates: { id: string; weeks: number; touchpoints: number }[] };
    expect(templates.map(({ id }) => id)).toEqual(TEMPLATES.map(({ id }) => id));
    const listed = await desk.tandem('templates');
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    for (const { id, name } of TEMPLATES) expect(listed.stdout).toContain(`${id}\n  ${name}:`);
  });
});

describe('new', () => {
  test('writes the campaign of a template from a date on', async () => {
    const { id } = TEMPLATES[0]!;
    const made = await desk.tandem(
      'new',
      '--template',
      id,
      '--start',
      '2027-03-01',
      '--name',
      'Spring',
      '-o',
      'a.tandem.json',
      '--json',
    );
    const text = readFileSync(desk.path('a.tandem.json'), 'utf8');
    const expected = templateById(id)!.build({ start: '2027-03-01', name: 'Spring', id: parseCampaign(text).id });
    expect(text).toBe(serializeCampaign(expected));
    expect({ ...made, stdout: JSON.parse(made.stdout) as unknown }).toEqual({
      status: 0,
      stderr: '',
      stdout: {
        output: 'a.tandem.json',
        name: 'Spring',
        start: expected.start,
        days: expected.days,
        touchpoints: expected.touchpoints.length,
      },
    });
  });

  test('writes to standard output, and nothing else there', async () => {
    const { status, stdout, stderr } = await desk.tandem(
      'new',
      '--template',
      'blank',
      '--start',
      '2027-03-01',
      '-o',
      '-',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(
      serializeCampaign(templateById('blank')!.build({ start: '2027-03-01', id: parseCampaign(stdout).id })),
    );
  });

  test.each([
    [['--template', 'nothing', '-o', 'x'], 'There is no template “nothing”. Choose among '],
    [['--template', 'blank', '--start', '2027-02-30', '-o', 'x'], 'Write a date as YYYY-MM-DD, from 1970 to 2199.'],
    [['--template', 'blank', '--start', '2199-12-31', '-o', 'x'], 'Choose an earlier start.'],
    [['--template', 'blank', '--name', ' ', '-o', 'x'], 'A name has 1 to 200 characters.'],
    [['--template', 'blank', '-o', '-', '--json'], 'Standard output can take the file or the JSON, not both.'],
    [['--template', 'blank', '-o', 'nowhere/x'], '“nowhere/x” cannot be written: its folder is not there.'],
  ])('%j is refused', async (given, sentence) => {
    expect(await desk.refusal('new', ...given)).toContain(sentence);
  });
});

describe('check', () => {
  test('says what breaks a rule, where and what to do, and ends with 1', async () => {
    const path = desk.putCampaign('odd.tandem.json', {
      touchpoints: smallCampaign().touchpoints.map((touchpoint) => ({ ...touchpoint, tactic: 'nobody-knows' })),
    });
    const { status, stdout, stderr } = await desk.tandem('check', path, '--json');
    const said = JSON.parse(stdout) as {
      errors: number;
      warnings: number;
      advice: number;
      findings: Record<string, string>[];
    };
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(said.errors + said.warnings + said.advice).toBe(said.findings.length);
    expect(said.findings[0]).toMatchObject({ rule: 'unknown-tactic', severity: 'error', touchpointId: 'first' });
    for (const key of ['id', 'message', 'cure']) expect(said.findings[0]![key]).toMatch(/\S/);

    const forPeople = await desk.tandem('check', path);
    expect(forPeople.status).toBe(1);
    expect(forPeople.stdout).toContain('touchpoints.0 “Message first”');
    expect(forPeople.stdout).toContain(said.findings[0]!['cure']);
  });

  test('writes days as the locale does that is asked for, and in English otherwise', async () => {
    const path = desk.putCampaign('outside.tandem.json', {
      touchpoints: smallCampaign().touchpoints.map((touchpoint) => ({ ...touchpoint, start: '2029-03-12' })),
    });
    expect((await desk.tandem('check', path)).stdout).toMatch(/to \d+ [A-Z][a-z]+ 2027/);
    expect((await desk.tandem('check', path, '--locale', 'de-DE')).stdout).toMatch(/to \d+\. [A-Z][a-zä]+\.? 2027/);
  });

  test('ends with 0 where a template keeps every rule', async () => {
    const template = templateById('compliance-refresh')!;
    const path = desk.put('good.tandem.json', serializeCampaign(template.build({ start: '2027-01-11' })));
    expect(await desk.tandem('check', path)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('assumptions', () => {
  test('lists the whole registry, for people and as JSON', async () => {
    const { stdout } = await desk.tandem('assumptions', '--json');
    const { assumptions } = JSON.parse(stdout) as { assumptions: unknown[] };
    expect(assumptions).toEqual(
      PARAMETERS.map((parameter) => ({ ...parameter, of: denominatorOf(parameter.id) ?? null, assumed: [] })),
    );
    const listed = await desk.tandem('assumptions');
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    for (const { id, name, about } of PARAMETERS) {
      expect(listed.stdout).toContain(`${id}\n  ${name}: `);
      expect(listed.stdout).toContain(about);
    }
  });

  test('lists what every tactic does, for people and as JSON', async () => {
    const { stdout } = await desk.tandem('assumptions', '--json');
    const { tactics, facts } = JSON.parse(stdout) as { tactics: unknown[]; facts: unknown[] };
    expect(facts).toEqual(FACTS);
    expect(tactics).toEqual(
      TACTICS.map((tactic) => {
        const { id, name, form, channel, effect, source } = tactic;
        return { id, name, form, channel, effect, strength: strengthOf(tactic), source, studies: studiesOf(id) };
      }),
    );
    const listed = (await desk.tandem('assumptions')).stdout;
    expect(listed).toContain('launch-email\n  Launch email, a message: reach 1.1, click 1.2.\n  Source: PoliteMail');
    expect(listed).toContain('single-sign-on\n  ');
    expect(listed).toContain('  Against: Baker, Evans and Dee 2016. ');
    expect(listed).toContain('Not used: Nobody in the model is obliged to learn.');
    expect(listed).toContain('Known beside these, and not used:\n\n  Cerkl 2025. ');
    expect(listed).toContain('How strong, nine times out of ten: −1.5 to 4 times that.');
  });

  test('shows what a campaign assumes instead, for everyone and for a segment', async () => {
    const campaign = smallCampaign();
    const [segment] = campaign.segments;
    desk.put(
      'own.tandem.json',
      serializeCampaign({
        ...campaign,
        assumptions: [
          { id: 'a', parameter: 'trying.pull', value: 0.02, low: 0.01, high: 0.03, reason: 'Pilot of 2026.' },
          { id: 'b', parameter: 'trying.pull', value: 0.01, segmentId: segment!.id },
        ],
      }),
    );
    const { stdout } = await desk.tandem('assumptions', 'own.tandem.json');
    const unit = PARAMETERS.find(({ id }) => id === 'trying.pull')!.unit;
    expect(stdout).toContain(
      `  This campaign: 0.02 ${unit}, likely 0.01 to 0.03, for everyone. Pilot of 2026.\n  This campaign: 0.01 ${unit}, for “${segment!.name}”.\n`,
    );
    const { assumptions } = JSON.parse((await desk.tandem('assumptions', 'own.tandem.json', '--json')).stdout) as {
      assumptions: { id: string; assumed: unknown[] }[];
    };
    expect(assumptions.find(({ id }) => id === 'trying.pull')!.assumed).toHaveLength(2);
  });
});

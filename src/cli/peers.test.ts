import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { exportCampaign } from '#delivery/targets.ts';

/** Our tables in a real spreadsheet program and our calendar in a second parser. Skipped where the program is not there. */

const has = (command: string, ...parameters: string[]) =>
  spawnSync(command, parameters, { timeout: 60_000 }).status === 0;
const hasLibreOffice = has('soffice', '--version');
const PYTHON = '/usr/bin/python3';
const hasIcalendar = has(PYTHON, '-c', 'import icalendar');

const now = '2026-11-22T10:00:00Z';
const template = templateById('data-literacy')!.build({ start: '2027-02-01' });
/** Names that a spreadsheet would run as formulas. */
const HOSTILE = ['=1+1', '+2+2', '-3+3', '@SUM(1,2)', '=HYPERLINK("https://example.com","x")', '\t=4+4'];
const plan: Campaign = {
  ...template,
  touchpoints: template.touchpoints.map((touchpoint, index) => {
    const bait = HOSTILE[index];
    return bait === undefined
      ? touchpoint
      : { ...touchpoint, name: `x${bait}`, message: { ...touchpoint.message, subject: bait, body: bait } };
  }),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-peers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(target: 'csv' | 'xlsx' | 'ics', campaign: Campaign): Promise<string> {
  const { files } = await exportCampaign(campaign, target, { now });
  const path = join(folder, `plan.${target}`);
  writeFileSync(path, files[0]!.bytes);
  return path;
}

describe.skipIf(!hasLibreOffice)('LibreOffice', () => {
  it.each(['csv', 'xlsx'] as const)(
    'opens the %s, shows every subject as text and computes nothing',
    async (target) => {
      const path = await written(target, plan);
      const out = join(folder, `from-${target}`);
      // Token 7 of the filter: formulas are written as formulas, so that a live one would show.
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true';
      execFileSync(
        'soffice',
        [
          `-env:UserInstallation=file://${join(folder, 'profile')}`,
          '--headless',
          '--convert-to',
          filter,
          '--outdir',
          out,
          path,
        ],
        { timeout: 120_000 },
      );
      const rows = Papa.parse<string[]>(readFileSync(join(out, 'plan.csv'), 'utf8').trim()).data;
      const column = rows[0]!.indexOf('Subject');
      const subjects = new Set(rows.slice(1).map((row) => row[column]!.replace(/^'/, '')));
      for (const bait of HOSTILE)
        expect(
          [...subjects].some((subject) => subject.includes(bait.trim())),
          bait,
        ).toBe(true);
      expect(rows.length).toBeGreaterThan(30);
    },
  );
});

describe.skipIf(!hasIcalendar)('the icalendar package of Python', () => {
  it('reads every event with its zone', async () => {
    const path = await written('ics', template);
    const script = `
import json, sys, icalendar
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
events = list(calendar.walk('VEVENT'))
print(json.dumps({
  'errors': [str(e) for event in events for e in event.errors],
  'events': len(events),
  'uids': len({str(event['UID']) for event in events}),
  'zones': sorted({str(zone['TZID']) for zone in calendar.walk('VTIMEZONE')}),
  'names': sorted({str(event['SUMMARY']) for event in events})[:400],
}))`;
    const told = JSON.parse(execFileSync(PYTHON, ['-c', script, path], { encoding: 'utf8' })) as {
      errors: string[];
      events: number;
      uids: number;
      zones: string[];
      names: string[];
    };
    expect(told.errors).toEqual([]);
    expect(told.events).toBeGreaterThan(40);
    expect(told.uids).toBe(told.events);
    expect(told.zones).toEqual(expect.arrayContaining(['Europe/London', 'Europe/Berlin', 'America/Sao_Paulo']));
    expect(told.names.some((name) => name.includes('Launch email'))).toBe(true);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDay } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { occurrenceDays, type Rule } from '#campaign/occurrences.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { exportCampaign } from '#delivery/targets.ts';
import { isThere } from '#publishing/peers.testing.ts';

/** Our tables in a real spreadsheet program, our calendar in a second parser and in a calendar program. Skipped, loudly, where the program is not there. */

const hasLibreOffice = isThere('soffice', { from: 'libreoffice-calc-nogui' });
const PYTHON = '/usr/bin/python3';
const hasIcalendar = isThere(PYTHON, { ask: ['-c', 'import icalendar'], from: 'python3-icalendar' });
const hasKhal = isThere('khal');

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

  it('expands each rule by weekday to the days on which the series is sent', async () => {
    const [first] = plan.touchpoints;
    const rules: Rule[] = [
      { start: '2027-01-12', days: 71, cadence: 'fortnightly' },
      { start: '2027-01-14', days: 60, cadence: 'weekly', alsoAfter: [5] },
      { start: '2027-01-14', days: 90, cadence: 'fortnightly', alsoAfter: [12] },
      // A week that goes on over Sunday.
      { start: '2027-01-16', days: 90, cadence: 'fortnightly', alsoAfter: [2] },
      { start: '2027-01-18', days: 90, cadence: 'fortnightly', alsoAfter: [12] },
      { start: '2027-01-12', days: 200, cadence: 'monthly', monthlyBy: 'weekday' },
      { start: '2027-01-29', days: 200, cadence: 'monthly', monthlyBy: 'weekdayFromEnd' },
      { start: '2027-01-20', days: 200, cadence: 'monthly', monthlyBy: 'weekdayFromEnd' },
    ];
    const series = rules.map((rule, index) => ({
      ...first!,
      id: `series-${index}`,
      name: `Series ${index}`,
      message: { subject: `Series ${index}`, body: 'See you there.' },
      tactic: 'custom-push',
      channel: 'meeting' as const,
      segments: [plan.segments[0]!.id],
      time: { zone: 'campaign' as const, at: '10:00' },
      ...rule,
    }));
    const path = await written('ics', { ...plan, phases: [], goals: [], events: [], touchpoints: series });
    const script = `
import json, sys, icalendar
from dateutil.rrule import rrulestr
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
days = {}
for event in calendar.walk("VEVENT"):
    start = event.decoded("DTSTART")
    if "RRULE" in event:
        rule = event["RRULE"].to_ical().decode()
        times = rrulestr(rule, dtstart=start.replace(tzinfo=None), ignoretz=True)
    else:
        times = [start]
    days.setdefault(str(event["SUMMARY"]), []).extend(str(time)[:10] for time in times)
print(json.dumps(days))
`;
    const days = JSON.parse(execFileSync(PYTHON, ['-c', script, path], { encoding: 'utf8' })) as Record<
      string,
      string[]
    >;
    for (const one of series) expect(days[one.name]?.toSorted(), one.name).toEqual(occurrenceDays(one).map(formatDay));
  });
});

describe.skipIf(!hasKhal)('khal', () => {
  it('imports every event, shows it on its day, and takes a later export for the same events', async () => {
    const calendars = join(folder, 'calendars');
    mkdirSync(calendars);
    const config = join(folder, 'khal.conf');
    writeFileSync(
      config,
      `[calendars]
[[plan]]
path = ${calendars}
[sqlite]
path = ${join(folder, 'khal.db')}
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
`,
    );
    const khal = (...given: string[]) => execFileSync('khal', ['-c', config, ...given], { encoding: 'utf8' });
    const shown = async (campaign: Campaign) => {
      khal('import', '--batch', await written('ics', campaign));
      const format = '{uid}\t{start-date}\t{start-time}\t{title}';
      const lines = khal('list', '--once', '--day-format', '', '--format', format, '2027-01-25', '730d').split('\n');
      return lines.filter((line) => line.includes('\t')).map((line) => line.split('\t'));
    };
    const first = await shown(template);
    const text = readFileSync(await written('ics', template), 'utf8');
    const uids = new Set([...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid!));
    expect(uids.size).toBeGreaterThan(40);
    expect(new Set(first.map(([uid]) => uid))).toEqual(uids);
    const launch = template.touchpoints.find(({ name }) => name.includes('Launch email'))!;
    const daysOf = (name: string, rows: string[][]) => [
      ...new Set(rows.flatMap(([, date, , title]) => (title!.includes(name) ? [date] : []))),
    ];
    expect(daysOf(launch.name, first)).toEqual([launch.start]);

    const renamed = template.touchpoints.map((one) => (one === launch ? { ...one, name: 'First letter' } : one));
    const second = await shown({ ...template, touchpoints: renamed });
    expect(daysOf('First letter', second)).toEqual([launch.start]);
    expect(daysOf(launch.name, second)).toEqual([]);
    expect(second).toHaveLength(first.length);
    expect(new Set(second.map(([uid]) => uid))).toEqual(uids);
  });
});

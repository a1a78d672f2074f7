import { acceptedCommands } from '#campaign/acceptedCommands.ts';
import { loadavg } from 'node:os';
import { addDays } from '#campaign/calendar.ts';
import { apply } from '#campaign/reducer.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { exportCampaign, TARGET_IDS } from '#delivery/targets.ts';
import { pictureFonts } from '#studio/fonts.ts';
import { cellsNow, returnedSheet } from '#work/tasks/returnedSheet.ts';
import { time } from './measure.ts';

/**
 * 5,000 touchpoints for six segments in six zones, 30,000 messages in all, to every file target one after another on one thread, and the workbook
 * back onto its plan. `node bench/exports.ts`
 */

const TOUCHPOINTS = 5_000;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'Europe/London',
];
const CHANNELS = ['email', 'slack', 'teams', 'intranet'] as const;
const NOW = '2026-11-29T12:00:00Z';

const template = TEMPLATES.find(({ id }) => id === 'data-literacy')!.build({ start: '2027-01-11' });
const model = template.touchpoints.find(({ cadence, channel }) => cadence === 'once' && channel === 'email')!;
const segment = template.segments[0]!;
const campaign = {
  ...template,
  days: 700,
  decisions: [],
  segments: ZONES.map((timeZone, index) => ({
    ...segment,
    id: `s${index}`,
    name: `Segment ${index + 1}`,
    timeZone,
    channels: [],
  })),
  goals: [],
  events: [],
  assumptions: [],
  touchpoints: Array.from({ length: TOUCHPOINTS }, (_, number) => {
    const { goalId: _goal, eventId: _event, tie: _tie, ...rest } = model;
    return {
      ...rest,
      id: `t${number}`,
      name: `Message ${number}`,
      channel: CHANNELS[number % CHANNELS.length]!,
      segments: [],
      start: addDays('2027-01-11', (number * 7) % 690),
      time: { zone: 'segment' as const, at: '09:00' },
    };
  }),
};

console.log(`load ${loadavg()[0]!.toFixed(1)}`);
// Processor time says more than the clock where others use the machine too.
console.log('| target | time | processor | files | bytes |\n| --- | ---: | ---: | ---: | ---: |');
const processor = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
const whole = processor();
let all = 0;
let workbook: Uint8Array | undefined;
for (const target of TARGET_IDS.filter((id) => id !== 'all')) {
  const [began, used] = [performance.now(), processor()];
  const { files } = await exportCampaign(campaign, target, { now: NOW, fontFiles: pictureFonts() });
  const taken = performance.now() - began;
  all += taken;
  if (target === 'xlsx') workbook = files[0]!.bytes;
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  console.log(
    `| ${target} | ${time(taken)} | ${time(processor() - used)} | ${files.length} | ${bytes.toLocaleString('en')} |`,
  );
}
console.log(`| all together | ${time(all)} | ${time(processor() - whole)} | | |`);

const { campaign: later } = apply(campaign, { type: 'editTouchpoint', id: 't7', changes: { owner: 'Ana' } });
console.log(`rows as they would be exported now: ${cellsNow(later).length}`);
const began = performance.now();
const back = await returnedSheet({ campaign: later, fileName: 'plan.xlsx', bytes: workbook!, today: '2026-11-29' });
console.log(
  `the workbook back onto its plan: ${time(performance.now() - began)}, ${acceptedCommands(back.differences).commands.length} differences, ${back.questions.length} questions`,
);

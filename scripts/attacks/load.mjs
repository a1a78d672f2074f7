/** Much at once, and for long: jobs that are given up, many campaigns, edits for a minute, files that unfold. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32, deflateRawSync } from 'node:zlib';
import { firstCampaign, newFolder, randomFrom, require, startHost } from './host.mjs';

const CLI = resolve(import.meta.dirname, '../../bin/tandem.cjs');

/** 200 long forecasts, each cancelled soon after. */
export async function jobs() {
  const host = await startHost();
  const id = await firstCampaign(host);
  const { revision } = await host.ask('campaign.open', { id });
  const about = { id, revision };
  await host.ask('forecast.immediate', about);
  const before = host.rss();
  let worst = 0;
  for (let times = 0; times < 200; times++) {
    const job = `job ${times}`;
    const work = host.call('forecast.simulate', { ...about, job, runs: 100_000 });
    await sleep(5);
    const began = performance.now();
    await host.ask('job.cancel', { job });
    const { error } = await work;
    require(error?.code === 'cancelled', `job ${times}: ${error?.message}`);
    worst = Math.max(worst, performance.now() - began);
  }
  const began = performance.now();
  await host.ask('forecast.immediate', about);
  const next = Math.round(performance.now() - began);
  const after = host.rss();
  await host.stop();
  return `200 of 200 cancelled, the slowest in ${Math.round(worst)} ms; the next forecast took ${next} ms; rss ${before} to ${after} MB`;
}

/** 1,000 campaigns in one library. */
export async function campaigns() {
  const host = await startHost();
  for (let times = 0; times < 1000; times++)
    await host.ask('library.create', { templateId: 'new-lms-launch', start: '2027-01-04', name: `No. ${times}` });
  const began = performance.now();
  const { campaigns } = await host.ask('library.list', {});
  const list = Math.round(performance.now() - began);
  require(campaigns.length === 1001, `${campaigns.length} campaigns`);
  await host.stop();
  const opening = performance.now();
  const again = await startHost(host.data);
  const open = Math.round(performance.now() - opening);
  await again.stop();
  return `listed in ${list} ms, the studio opens again in ${open} ms`;
}

/** Edits without a pause for a minute. */
export async function minute() {
  const host = await startHost();
  const id = await firstCampaign(host);
  const before = host.rss();
  let revision = 0;
  let half = 0;
  const began = performance.now();
  while (performance.now() - began < 60_000) {
    const command = { type: 'setDetails', changes: { description: 'x'.repeat(revision % 5000) } };
    ({ revision } = await host.ask('campaign.execute', { id, revision, command }));
    if (half === 0 && performance.now() - began > 30_000) half = host.rss();
  }
  const after = host.rss();
  await host.stop();
  return `${revision} edits, 0 errors; rss ${before} MB before, ${half} after 30 s, ${after} after 60 s`;
}

/** Lists that unfold: 30 MB of quotation marks, and 2 million rows in a small workbook. */
export async function bombs() {
  const host = await startHost();
  const choices = { choices: {}, today: '2027-01-01', timeZone: 'UTC', into: null };
  const said = [];
  for (const { fileName, bytes } of [
    { fileName: 'quotes.csv', bytes: Buffer.alloc(30 * 1024 * 1024, '"') },
    { fileName: 'rows.xlsx', bytes: workbookOf(2_000_000) },
  ]) {
    const { source } = await host.ask('intake.open', { fileName, bytes: bytes.toString('base64') });
    const began = performance.now();
    const { error } = await host.call('intake.tryPlan', { ...choices, source, job: fileName });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    require(error?.code === 'badInput', `${fileName}: ${error?.message ?? 'taken'}`);
    said.push(`${fileName} (${Math.ceil(bytes.length / 1024)} KB) refused after ${seconds} s, rss ${host.rss()} MB`);
  }
  await host.stop();
  return said.join('; ');
}

function workbookOf(rows) {
  const row = '<row><c t="inlineStr"><is><t>a</t></is></c></row>';
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row.repeat(rows)}</sheetData></worksheet>`;
  const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${namespace}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${namespace}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${namespace}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  });
}

function zipOf(files) {
  const parts = [];
  const entries = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\u0005\u0006'), end]);
}

/** Signals in the middle of an export: nothing half written stays. */
export async function interrupted({ seed }) {
  const random = randomFrom(seed);
  const folder = newFolder();
  const run = (...words) => spawn(process.execPath, [CLI, ...words], { cwd: folder, stdio: 'ignore' });
  const ended = (child) => new Promise((found) => child.once('exit', (code, signal) => found(code ?? signal)));
  await ended(run('new', '--template', 'new-lms-launch', '--start', '2027-01-04', '-o', 'plan.tandem.json'));
  let early = 0;
  let slowest = 0;
  const TIMES = 24;
  for (let times = 0; times < TIMES; times++) {
    const signal = times % 2 === 0 ? 'SIGINT' : 'SIGTERM';
    const [words, output] =
      times % 3 === 0 ? [['report'], `out ${times}.html`] : [['export', '--to', 'xlsx'], `out ${times}.xlsx`];
    const child = run(words[0], 'plan.tandem.json', ...words.slice(1), '-o', output);
    const end = ended(child);
    await sleep(200 + random() * 900);
    const began = performance.now();
    child.kill(signal);
    const status = await end;
    if (status === 0) early++;
    else {
      slowest = Math.max(slowest, performance.now() - began);
      require([130, 143, 'SIGINT', 'SIGTERM'].includes(status), `ended with ${status}`);
      require(!readdirSync(folder).includes(output), 'an output of what was stopped');
    }
    require(!readdirSync(folder).some((name) => name.endsWith('.tmp')), 'something half written stays');
  }
  return `${TIMES - early} stopped within ${Math.round(slowest)} ms (${early} had ended before), nothing half written`;
}

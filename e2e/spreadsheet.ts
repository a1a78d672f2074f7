import { writeFileSync } from 'node:fs';

/** A plan as people keep it: a title, a blank row, headings of their own, a heading inside, a row that nobody can date. */
const PLAN_CSV = [
  'Spring learning campaign;;;;;;',
  ';;;;;;',
  'When;Time;Medium;Who;Headline;Copy;Responsible',
  '11.01.2027;9:00;E-mail;All staff;Spark is here;Two minutes a day are enough. Start today.;Ana',
  '12.01.2027;10:30;MS Teams;Sales;Your first two minutes;Pick one card and try it before your next call.;Ben',
  'Awareness;;;;;;',
  '18.01.2027;;Intranet;All staff;Find Spark with one click;It is on the start page now.;Ana',
  'some day;;E-mail;All staff;Not dated yet;To be decided.;Ben',
  '25.01.2027;14:00;Slack;Service;What your peers learned;Five short stories from colleagues.;Ben',
  '',
].join('\r\n');

export function writePlan(path: string): string {
  writeFileSync(path, PLAN_CSV);
  return path;
}

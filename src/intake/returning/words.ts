import type { Campaign, Lane, Touchpoint } from '#campaign/document.ts';
import { lastDateOf } from '#campaign/calendar.ts';
import { HEADINGS } from '#campaign/sheet.ts';
import { writeRhythm } from '#campaign/rhythm.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { english } from '#language/formats.ts';
import { shorten } from '../understand/times.ts';

/** What is otherwise about a touchpoint, in words that stand beside its row. */

/** Every field in words; two touchpoints are compared by them, one by one. */
function wordsOf(
  { segments }: Campaign,
  lanes: readonly Lane[],
  touchpoint: Touchpoint,
): [label: string, text: string][] {
  const { message, time, exceptions = [] } = touchpoint;
  const names = segments.filter(({ id }) => touchpoint.segments.includes(id)).map(({ name }) => name);
  const last = lastDateOf(touchpoint);
  return [
    [HEADINGS.name, touchpoint.name],
    ['Date', english.date(touchpoint.start)],
    ['Last day', last === touchpoint.start ? '' : english.date(last)],
    ['How often', touchpoint.cadence === 'once' ? 'once' : writeRhythm(touchpoint)],
    [
      'Time',
      `${time.at ?? 'as preferred'}, ${time.zone === 'campaign' ? 'the campaign’s clock' : 'each segment’s clock'}`,
    ],
    [HEADINGS.lane, lanes.find(({ id }) => id === touchpoint.laneId)?.name ?? ''],
    [HEADINGS.direction, touchpoint.direction],
    [HEADINGS.channel, touchpoint.channel],
    [HEADINGS.tactic, tacticById(touchpoint.tactic)?.name ?? touchpoint.tactic],
    [HEADINGS.audience, names.length === 0 ? 'Everyone' : names.join(', ')],
    [HEADINGS.subject, message.subject],
    [HEADINGS.body, message.body],
    [HEADINGS.callToAction, message.callToAction?.label ?? ''],
    [HEADINGS.link, message.callToAction?.url ?? ''],
    [HEADINGS.language, message.language ?? ''],
    [HEADINGS.owner, touchpoint.owner ?? ''],
    [HEADINGS.notes, touchpoint.notes ?? ''],
    [HEADINGS.status, touchpoint.status ?? ''],
    [HEADINGS.minutes, touchpoint.minutes === undefined ? '' : String(touchpoint.minutes)],
    ...exceptions.map(({ on, skipped, to, time: at, message: own }): [string, string] => [
      `Send of ${english.date(on)}`,
      [
        ...(skipped ? ['left out'] : []),
        ...(to === undefined ? [] : [`on ${english.date(to)}`]),
        ...(at?.at === undefined ? [] : [`at ${at.at}`]),
        ...(own ? [`says “${shorten(own.subject || own.body)}”`] : []),
      ].join(', '),
    ]),
  ];
}

/** “Date: 12 January 2027 → 14 January 2027.” Of one that is new, what it says. */
export function changesInWords(
  campaign: Campaign,
  lanes: readonly Lane[],
  old: Touchpoint | undefined,
  found: Touchpoint,
): string[] {
  const after = new Map(wordsOf(campaign, lanes, found));
  if (!old) {
    const shown = ['Date', HEADINGS.channel, HEADINGS.audience, HEADINGS.subject];
    return [
      `New: ${shown
        .flatMap((label) => after.get(label) || [])
        .map((text) => shorten(text))
        .join(', ')}.`,
    ];
  }
  const before = new Map(wordsOf(campaign, lanes, old));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label) => {
    const [was, is] = [before.get(label) ?? '', after.get(label) ?? ''];
    if (was === is) return [];
    return [`${label}: ${was === '' ? 'nothing' : parted(was, is)} → ${is === '' ? 'nothing' : parted(is, was)}.`];
  });
}

/** The part of a long text that differs from another. */
function parted(text: string, other: string): string {
  if (text.length <= 60 && other.length <= 60) return `“${shorten(text)}”`;
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, start - 12)) + 1);
  return `“${from > 0 ? '…' : ''}${shorten(text.slice(from))}”`;
}

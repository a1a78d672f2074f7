import { primaryLanguage, type Segment } from '../document.ts';
import { frictionRate, leftAfter } from '../friction.ts';
import { weeksOfStarts } from '../rolling.ts';
import { about, count, quote, quoted, type Found } from './finding.ts';
import type { Planned } from '../planned.ts';
import type { Plan } from './plan.ts';

/** As many as the largest private employer has: Walmart's annual report for fiscal 2024 counts some 2.1 million. */
const MOST_EMPLOYED = 2_100_000;

/** From so many steps on, most of a segment is lost before the first use. */
const MANY_STEPS = 4;

/** Segments that are missing or empty, touchpoints that reach nobody or many languages at once, and ways in that nobody has cleared. */
export function findInAudience({ campaign, planned, sayShare }: Plan): Found[] {
  const found: Found[] = [];
  if (campaign.segments.length === 0) {
    found.push({
      rule: 'no-segments',
      severity: 'error',
      message: 'The campaign has no segments, so it is for nobody.',
      cure: 'Add at least one segment with the number of its learners.',
    });
  }
  for (const segment of campaign.segments) {
    const { inflow = 0 } = segment;
    if (inflow > 0 && !campaign.rolling) {
      found.push({
        rule: 'inflow-unused',
        severity: 'warning',
        message: `In ${quote(segment.name)} more learners start each week, but in this campaign everyone starts on the first day.`,
        cure: 'Let everyone start on a day of their own in the settings, or let nobody start each week.',
        segmentId: segment.id,
      });
    }
    const starting = inflow * weeksOfStarts(campaign);
    if (starting > MOST_EMPLOYED) {
      found.push({
        rule: 'inflow-vast',
        severity: 'warning',
        message: `In ${quote(segment.name)} some ${Math.round(starting / 1_000_000)} million learners start week by week: more than the largest private employer has.`,
        cure: 'Look whether that is how many start in a week, and not in a year.',
        segmentId: segment.id,
      });
    }
    if (segment.size === 0 && !(inflow > 0 && campaign.rolling)) {
      found.push({
        rule: 'empty-segment',
        severity: 'warning',
        message: `The segment ${quote(segment.name)} has no learners.`,
        cure: 'Enter its size, or remove it.',
        segmentId: segment.id,
      });
    }
  }
  if (campaign.rolling && campaign.segments.every(({ inflow = 0 }) => inflow === 0)) {
    found.push({
      rule: 'nobody-follows',
      severity: 'warning',
      message: 'Everyone starts on a day of their own, but in no segment do learners start after the first day.',
      cure: 'Say in the audience how many start each week, or let everyone start on the first day.',
    });
  }
  for (const one of planned) found.push(...unreached(one));

  found.push(...languages(planned), ...unread(campaign.segments, planned));

  const helped = new Set<string>();
  for (const { tactic, reached } of planned) {
    const { frictionRemoved = 0, giveUp = 1 } = tactic?.effect ?? {};
    if (frictionRemoved > 0 || giveUp < 0.95) for (const segment of reached) helped.add(segment.id);
  }
  for (const { id, name, size, frictionSteps } of campaign.segments) {
    if (size === 0 || frictionSteps < MANY_STEPS || helped.has(id)) continue;
    const rate = frictionRate(campaign, id);
    const lostAfter = (steps: number) => sayShare(1 - leftAfter(steps, rate));
    found.push({
      rule: 'friction',
      severity: 'warning',
      message: `${quote(name)} has ${count(frictionSteps, 'step')} to take before the first use, and nothing in the plan takes one away. At ${lostAfter(1)} a step, ${lostAfter(frictionSteps)} are lost on the way.`,
      cure: 'Add a tactic that clears the way, such as “One click to the first lesson”, “Single sign-on” or “Onboarding tour”.',
      segmentId: id,
    });
  }
  return found;
}

function unreached({ touchpoint, meant, reached }: Planned): Found[] {
  if (meant.length === 0 || reached.length === meant.length) return [];
  const at = { touchpointId: touchpoint.id, date: touchpoint.start };
  if (reached.length === 0) {
    return [
      {
        ...at,
        rule: 'nobody-reached',
        severity: 'error',
        message: `${quote(touchpoint.name)} reaches nobody: none of its segments has the channel ${touchpoint.channel}.`,
        cure: 'Choose a channel that they have, or add this channel to the segment.',
      },
    ];
  }
  // What is meant for everyone may well hang where only some pass.
  if (touchpoint.segments.length === 0) return [];
  const missed = meant.filter((segment) => !reached.includes(segment)).map(({ name }) => name);
  return [
    {
      ...at,
      rule: 'segment-not-reached',
      severity: 'warning',
      message: `${quote(touchpoint.name)} does not reach ${quoted(missed)}, who do not have the channel ${touchpoint.channel}.`,
      cure: 'Add a touchpoint for them on a channel that they have, or take them out of this one.',
    },
  ];
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const named = (languages: readonly string[]) => languages.map((language) => names.of(language) ?? language).join(', ');

/** Messages in one text to people of several languages, or in another than theirs. Places and meetings are left alone: there, someone can say it again. */
function languages(planned: readonly Planned[]): Found[] {
  // Touchpoints for the same segments share one array of them.
  const spoken = new Map<readonly Segment[], string[]>();
  return planned.flatMap(({ touchpoint, isContact, reached }) => {
    if (!isContact) return [];
    let read = spoken.get(reached);
    if (!read) {
      read = [...new Set(reached.map(({ language }) => primaryLanguage(language)))];
      spoken.set(reached, read);
    }
    const at = { severity: 'advice' as const, touchpointId: touchpoint.id, date: touchpoint.start };
    const own = touchpoint.message.language;
    const foreign = own === undefined ? [] : read.filter((language) => language !== primaryLanguage(own));
    if (foreign.length > 0) {
      return {
        ...at,
        rule: 'other-language',
        message: `${quote(touchpoint.name)} is written in ${named([primaryLanguage(own!)])}, and some of its people read ${named(foreign)}.`,
        cure: 'Make one touchpoint for each language, each for its own segments.',
      };
    }
    if (own !== undefined || read.length < 2) return [];
    return {
      ...at,
      rule: 'several-languages',
      message: `${quote(touchpoint.name)} says the same words to people of ${read.length} languages (${named(read)}).`,
      cure: 'Make one touchpoint for each language, each for its own segments.',
    };
  });
}

/** Segments for whom nothing is written in a language that they read, while others get theirs. Said once for all who read one language. */
function unread(segments: readonly Segment[], planned: readonly Planned[]): Found[] {
  const contacts = planned.filter(({ isContact, reached }) => isContact && reached.length > 0);
  const written = new Set(
    contacts.flatMap(({ touchpoint: { message } }) => (message.language ? primaryLanguage(message.language) : [])),
  );
  if (written.size === 0) return [];
  const served = new Set<Segment>();
  for (const { touchpoint, reached } of contacts) {
    const { language } = touchpoint.message;
    for (const segment of reached) {
      if (language === undefined || primaryLanguage(language) === primaryLanguage(segment.language))
        served.add(segment);
    }
  }
  const without = segments.filter((segment) => segment.size > 0 && !served.has(segment));
  return [...Map.groupBy(without, ({ language }) => primaryLanguage(language))].map(([language, ones]) => ({
    ...about(ones),
    rule: 'segment-without-language',
    severity: 'warning',
    message: `Nothing that reaches ${quoted(ones.map(({ name }) => name))} is written in ${named([language])}; the plan writes in ${named([...written])}.`,
    cure: `Write the messages in ${named([language])} too, for these people, or correct their language.`,
  }));
}

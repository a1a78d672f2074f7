import type { Campaign, Channel, Message } from '../document.ts';
import { quote, quoted, type Found } from './finding.ts';
import type { Planned } from '../planned.ts';
import { variantsIn, type Plan } from './plan.ts';
import { readingEase, wordsIn } from './readability.ts';

/** A mail list shows about this many characters of a subject. */
const LONGEST_SUBJECT = 60;
/** Flesch: below this, a text is as hard as a broadsheet's leading article. */
const HARDEST_READING = 50;
/** Words that people read on a channel before they give up. Assumptions of the craft. */
const MOST_WORDS: Record<Channel, number> = {
  email: 150,
  slack: 60,
  teams: 60,
  text: 30,
  calendar: 80,
  intranet: 100,
  platform: 100,
  poster: 25,
  video: 60,
  meeting: 150,
  manager: 150,
  peers: 80,
  social: 120,
  phone: 120,
};

const TOKEN = /\{\{\s*([^{}]{0,40}?)\s*\}\}/g;
const TOKENS = ['brand', 'promise', 'segment', 'why', 'goal', 'date', 'event'];
/** What writers leave for later: [Name], {first_name}, %NAME%, TBD, Lorem ipsum. */
const PLACEHOLDER =
  /\[(?:(?:first|last|your|insert) )?(?:name|date|link|url|team|company|text)[^\]]{0,20}\]|(?<!\{)\{[a-z_]{2,30}\}(?!\})|%[a-z_]{3,30}%|\bTB[CD]\b|\blorem ipsum\b/i;
const ADDRESS = /\bhttps?:\/\/[^\s<>"')]+/gi;

/** Is each message short, easy, complete and under the campaign's name, and does it ask for one thing? */
export function findInMessages({ campaign, planned, sayDay }: Plan): Found[] {
  const found: Found[] = [];
  if (campaign.brand.name.trim() === '') {
    found.push({
      rule: 'no-brand',
      severity: 'advice',
      message: 'The campaign has no brand name, so people will find one of their own for it.',
      cure: 'Give it a name in the brand kit and use it in every message.',
    });
  }
  for (const { planned: one, date, send } of planned.flatMap((each) => variantsIn(each, sayDay))) {
    const { touchpoint, isMessage } = one;
    const at = { touchpointId: touchpoint.id, date, ...(send && { send }) };
    const written = touchpoint.message.subject.trim() !== '' || touchpoint.message.body.trim() !== '';
    if (written) {
      for (const finding of [
        ...clarity(campaign, one),
        ...tokens(campaign, one),
        ...placeholders(one),
        ...brand(campaign, one),
      ]) {
        found.push({ ...at, ...finding });
      }
    } else if (isMessage) {
      found.push({
        ...at,
        rule: 'empty-message',
        severity: 'warning',
        message: `${quote(touchpoint.name)} has no text yet.`,
        cure: 'Write a subject and two or three sentences.',
      });
    }
    found.push(...addresses(one).map((finding) => ({ ...at, ...finding })));
  }
  return found;
}

function clarity(campaign: Campaign, one: Planned): Found[] {
  const { touchpoint, reached } = one;
  const { name, channel, message } = touchpoint;
  const found: Found[] = [];
  const subject = filled(campaign, one, message.subject);
  const body = filled(campaign, one, message.body);
  if (subject.length > LONGEST_SUBJECT) {
    found.push({
      rule: 'long-subject',
      severity: 'warning',
      message: `The subject of ${quote(name)} has ${subject.length} characters; most screens show ${LONGEST_SUBJECT}.`,
      cure: 'Say the one thing that matters first, and stop there.',
    });
  }
  if (subject === '' && (channel === 'email' || channel === 'calendar')) {
    found.push({
      rule: 'no-subject',
      severity: 'warning',
      message: `${quote(name)} has no subject.`,
      cure: 'Write one of three to eight words.',
    });
  }
  const { words, ease } = measure(message, body);
  if (words > MOST_WORDS[channel]) {
    found.push({
      rule: 'long-body',
      severity: 'warning',
      message: `${quote(name)} has ${words} words; on the channel ${channel}, people read about ${MOST_WORDS[channel]}.`,
      cure: 'Keep what they need in order to act, and put the rest behind the link.',
    });
  }
  if (reached.length > 0 && reached.every(({ language }) => /^en(-|$)/.test(language))) {
    if (ease !== undefined && ease < HARDEST_READING) {
      found.push({
        rule: 'hard-to-read',
        severity: 'advice',
        message: `${quote(name)} is hard to read: its reading ease is ${Math.round(ease)}, and 60 or more is plain English.`,
        cure: 'Use shorter sentences and shorter words.',
      });
    }
  }
  return found;
}

interface Measured {
  body: string;
  words: number;
  ease: number | undefined;
}

// Documents share what did not change, so a plan that is checked after every edit measures the edited message only.
const measured = new WeakMap<Message, Measured>();

function measure(message: Message, body: string): Measured {
  const known = measured.get(message);
  if (known?.body === body) return known;
  const fresh = { body, words: wordsIn(body).length, ease: readingEase(body) };
  measured.set(message, fresh);
  return fresh;
}

function placeholders({ touchpoint }: Planned): Found[] {
  const { subject, body } = touchpoint.message;
  const match = PLACEHOLDER.exec(`${subject}\n${body}`);
  if (!match) return [];
  return [
    {
      rule: 'placeholder',
      severity: 'warning',
      message: `${quote(touchpoint.name)} still has ${quote(match[0])} in it.`,
      cure: 'Write what belongs there, or use a token such as {{segment}}.',
    },
  ];
}

function addresses({ touchpoint }: Planned): Found[] {
  const { name, message } = touchpoint;
  const found: Found[] = [];
  const links = new Set(message.body.match(ADDRESS)?.map((address) => address.replace(/[.,;:!?]+$/, '')));
  const action = message.callToAction;
  if (action) {
    const address = action.url.trim();
    links.add(address);
    if (!/^(https?:\/\/[^\s/]|mailto:\S)/i.test(address)) {
      found.push({
        rule: 'no-address',
        severity: 'warning',
        message:
          address === ''
            ? `The button ${quote(action.label)} of ${quote(name)} leads nowhere yet.`
            : `The button ${quote(action.label)} of ${quote(name)} has an address that cannot be opened.`,
        cure: 'Give it a whole address that starts with https:// and opens the thing itself.',
      });
    }
  }
  if (links.size > 1) {
    found.push({
      rule: 'several-actions',
      severity: 'warning',
      message: `${quote(name)} has ${links.size} links. With a choice, fewer people follow any of them.`,
      cure: 'Keep the one that matters most.',
    });
  }
  return found;
}

/** Tokens that nothing will be put in place of. They would go out as they stand. */
function tokens(campaign: Campaign, { touchpoint, meant }: Planned): Found[] {
  const { subject, body, callToAction } = touchpoint.message;
  const text = [subject, body, callToAction?.label, callToAction?.url].join('\n');
  if (!text.includes('{{')) return [];
  const found: Found[] = [];
  const add = (token: string, why: string, cure: string) =>
    found.push({
      rule: 'unfilled-token',
      part: token,
      severity: 'error',
      message: `${quote(touchpoint.name)} would go out with {{${token}}} in it: ${why}.`,
      cure,
    });
  const used = new Set([...text.matchAll(TOKEN)].map((match) => match[1]!));
  for (const token of used) {
    if (!TOKENS.includes(token)) {
      add(
        token,
        'there is no such token',
        `Use one of ${TOKENS.map((known) => `{{${known}}}`).join(', ')}, or plain words.`,
      );
    } else if (token === 'brand' || token === 'promise') {
      const value = token === 'brand' ? campaign.brand.name : campaign.brand.promise;
      if (value.trim() === '')
        add(token, `the brand has no ${token === 'brand' ? 'name' : 'promise'}`, 'Fill in the brand kit.');
    } else if (token === 'why') {
      const silent = meant.filter(({ why = '' }) => why.trim() === '').map(({ name }) => name);
      if (silent.length > 0) {
        add(
          token,
          `nothing says what is in it for ${quoted(silent)}`,
          'Fill in “why” for each segment that it is meant for.',
        );
      }
    } else if (token === 'goal' && touchpoint.goalId === undefined) {
      add(token, 'it belongs to no goal', 'Let it belong to a goal.');
    } else if (token === 'event' && touchpoint.eventId === undefined) {
      add(token, 'it belongs to no event', 'Let it belong to an event.');
    } else if (token === 'date' && touchpoint.goalId === undefined && touchpoint.eventId === undefined) {
      add(token, 'it belongs to no goal or event', 'Let it belong to a goal or an event, or write the date.');
    }
  }
  return found;
}

function brand(campaign: Campaign, { touchpoint, isMessage }: Planned): Found[] {
  const name = campaign.brand.name.trim();
  // Applications speak of the employer; the applicant's name stands under them.
  if (name === '' || !isMessage || touchpoint.direction !== 'push' || campaign.vocabulary === 'career') return [];
  const text = `${touchpoint.message.subject}\n${touchpoint.message.body}`;
  if (/\{\{\s*brand\s*\}\}/.test(text) || text.toLowerCase().includes(name.toLowerCase())) return [];
  return [
    {
      rule: 'brand-missing',
      severity: 'warning',
      message: `${quote(touchpoint.name)} does not say that it is from ${quote(name)}.`,
      cure: `Put ${quote(name)} or {{brand}} into its subject or its first sentence.`,
    },
  ];
}

/** The text at its longest: tokens replaced by the longest value that a reader may see. */
function filled(campaign: Campaign, { touchpoint, meant }: Planned, text: string): string {
  if (!text.includes('{{')) return text.trim();
  const longest = (values: (string | undefined)[]) =>
    values.reduce<string>((best, value = '') => (value.length > best.length ? value : best), '');
  const values: Record<string, () => string | undefined> = {
    brand: () => campaign.brand.name,
    promise: () => campaign.brand.promise,
    segment: () => longest(meant.map(({ name }) => name)),
    why: () => longest(meant.map(({ why }) => why)),
    goal: () => campaign.goals.find(({ id }) => id === touchpoint.goalId)?.name,
    event: () => campaign.events.find(({ id }) => id === touchpoint.eventId)?.name,
    date: () => '30 September 2027',
  };
  return text
    .replace(TOKEN, (token, key: string) => (Object.hasOwn(values, key) ? values[key]!() : undefined) ?? token)
    .trim();
}

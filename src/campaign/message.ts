import { DAY_MILLISECONDS, dayOf } from './calendar.ts';
import type { Campaign, Idea, Segment } from './document.ts';
import { cleanText, oneLine, safeLink } from './text.ts';

/** A touchpoint's message as one segment reads it. */
export interface RenderedMessage {
  subject: string;
  body: string;
  signOff: string;
  /** The button; without `link` where the plan has no address that may be linked. */
  callToAction?: { label: string; link?: string };
  /** Tokens that stand in the texts as they were written, because the plan has no value for them. */
  missing: string[];
}

const TOKEN = /\{\{\s*([\w.-]{1,40})\s*\}\}/g;

/**
 * Subject, body and button with their tokens filled in. {{date}} is the day of the goal that the touchpoint serves, else the first day
 * of its event, in the message's language; `sayGoalDate` says the former otherwise. A token without a value stays as it is and is named in `missing`. Filled-in values are not searched for tokens again.
 */
export function renderMessage(
  campaign: Campaign,
  touchpoint: Idea,
  segment: Segment | undefined,
  locale = 'en-GB',
  sayGoalDate?: (date: string) => string,
): RenderedMessage {
  const goal = campaign.goals.find(({ id }) => id === touchpoint.goalId);
  const event = campaign.events.find(({ id }) => id === touchpoint.eventId);
  const dated = (date: string) => longDate(date, touchpoint.message.language ?? segment?.language ?? locale);
  const values: Record<string, string | undefined> = {
    brand: campaign.brand.name,
    promise: campaign.brand.promise,
    segment: segment?.name,
    why: segment?.why,
    goal: goal?.name,
    event: event?.name,
    date: goal ? (sayGoalDate ?? dated)(goal.date) : event && dated(event.start),
  };
  const missing = new Set<string>();
  const fill = (text: string, encode = (value: string) => value) =>
    text.replace(TOKEN, (token, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
      if (value) return encode(value.toWellFormed());
      missing.add(`{{${name}}}`);
      return token;
    });

  const { subject, body, callToAction } = touchpoint.message;
  const link = callToAction && safeLink(fill(callToAction.url.trim(), encodeURIComponent));
  return {
    subject: oneLine(fill(subject)),
    body: cleanText(fill(body)).trim(),
    signOff: oneLine(campaign.brand.signOff),
    ...(callToAction && {
      callToAction: {
        label: oneLine(fill(callToAction.label)) || (link ?? ''),
        ...(link === undefined ? {} : { link }),
      },
    }),
    missing: [...missing],
  };
}

/**
 * What sets the words of a segment apart from those of others: itself where they speak of it, its language where a date is written in it, else
 * nothing. It depends on no other segment and on none of the words between the tokens, so that it stays when those change.
 */
export function wordingFor({ message }: Idea, segment: Segment | undefined): string {
  const { subject, body, callToAction } = message;
  const texts = [subject, body, callToAction?.label ?? '', callToAction?.url ?? ''];
  const tokens = new Set(texts.flatMap((text) => Array.from(text.matchAll(TOKEN), ([, name]) => name)));
  if (tokens.has('segment') || tokens.has('why')) return segment?.id ?? '';
  return tokens.has('date') && message.language === undefined ? (segment?.language ?? '') : '';
}

/** Whether there is anything to read. */
export function isBlank(message: RenderedMessage): boolean {
  return message.subject === '' && message.body === '';
}

/** A date as people write it in a language: 11 January 2027. */
function longDate(iso: string, language: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };
  const moment = dayOf(iso) * DAY_MILLISECONDS;
  try {
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options).format(moment);
  } catch {
    // A tag may have the right shape and still mean nothing to the runtime.
    return new Intl.DateTimeFormat('en-GB', options).format(moment);
  }
}

import type { Campaign } from '#campaign/document.ts';
import { jsonFile, type Export, type ExportContext, type ExportFile } from '../export.ts';
import { messageFiles, perTouchpoint } from '../messages.ts';
import { audienceName, learnersIn, type Delivery } from '../occurrences.ts';
import { oneLine } from '#campaign/text.ts';
import { cutToFit } from '../text.ts';

/** Teams refuses a message of 28 KB after it has added its own; this leaves it room. */
export const MOST_BYTES = 20_480;

const LONGEST_SUBJECT = 300;
const LONGEST_BUTTON = 80;

/**
 * One JSON file a message, ready to be posted to the address of a Teams workflow: an Adaptive Card 1.5 in its envelope.
 * Teams keeps no schedule of its own, so index.json says when each file is due.
 */
export function writeTeams(campaign: Campaign, context: ExportContext): Export {
  const { messages, problems } = messageFiles(campaign, context, 'teams', 'Teams');
  const cut: Delivery[] = [];
  const files = messages.map(({ name, delivery }) => {
    const body = fittedBody(campaign, delivery);
    if (body !== delivery.message.body) cut.push(delivery);
    return cardFile(name, campaign, delivery, body);
  });
  if (files.length > 0) {
    const index = messages.map(({ name, delivery }) => entryOf(campaign, `${name}.json`, delivery));
    files.push(jsonFile('index.json', { note: NOTE, messages: index }));
  }
  problems.push(
    ...perTouchpoint(cut, (count) => `has ${count} too long for a Teams card, so the end is cut off. Shorten the text`),
  );
  return { files, problems };
}

const NOTE =
  'Post each file to the address of a Teams workflow at its time. Teams does not schedule messages that come in this way.';

interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Small' | 'Large';
  color?: 'Accent';
  isSubtle?: true;
}

/** People's words stand in RichTextBlocks only: unlike a TextBlock it knows no Markdown, and Teams' clients differ in how Markdown is escaped. */
interface RichTextBlock {
  type: 'RichTextBlock';
  inlines: TextRun[];
  spacing?: 'None' | 'Medium';
}

export interface TeamsEnvelope {
  type: 'message';
  attachments: {
    contentType: 'application/vnd.microsoft.card.adaptive';
    contentUrl: null;
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
      type: 'AdaptiveCard';
      version: '1.5';
      fallbackText: string;
      msteams: { width: 'Full' };
      body: RichTextBlock[];
      actions?: { type: 'Action.OpenUrl'; title: string; url: string }[];
    };
  }[];
}

function envelopeOf(campaign: Campaign, { message }: Delivery, text: string): TeamsEnvelope {
  const { signOff, callToAction } = message;
  const brand = oneLine(campaign.brand.name);
  const subject = cutToFit(message.subject, LONGEST_SUBJECT);
  const link = callToAction?.link;
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.5',
          fallbackText: literal(subject || brand || oneLine(campaign.name)),
          msteams: { width: 'Full' },
          body: [
            ...block(brand, { weight: 'Bolder', size: 'Small', color: 'Accent' }),
            ...block(subject, { weight: 'Bolder', size: 'Large' }, 'None'),
            ...text.split(/\n\n+/).flatMap(paragraph),
            ...block(signOff, { isSubtle: true }, 'Medium'),
          ],
          ...(link !== undefined && {
            actions: [
              { type: 'Action.OpenUrl', title: literal(cutToFit(callToAction!.label, LONGEST_BUTTON)), url: link },
            ],
          }),
        },
      },
    ],
  };
}

function cardFile(name: string, campaign: Campaign, delivery: Delivery, body: string): ExportFile {
  return jsonFile(`${name}.json`, envelopeOf(campaign, delivery, body));
}

/** As much of the body as a card can hold. */
function fittedBody(campaign: Campaign, delivery: Delivery): string {
  const size = (body: string) => cardFile('', campaign, delivery, body).bytes.length;
  return cutToFit(cutToFit(delivery.message.body, MOST_BYTES), MOST_BYTES, size);
}

/** A block a line: clients differ in what they make of a line feed inside a run. */
function paragraph(text: string): RichTextBlock[] {
  return text.split('\n').flatMap((line, index) => block(line, {}, index === 0 ? 'Medium' : 'None'));
}

function block(text: string, style: Omit<TextRun, 'type' | 'text'>, spacing?: 'None' | 'Medium'): RichTextBlock[] {
  if (text.trim() === '') return [];
  return [
    {
      type: 'RichTextBlock',
      inlines: [{ type: 'TextRun', text: literal(text), ...style }],
      ...(spacing && { spacing }),
    },
  ];
}

/** Cards replace {{DATE(…)}} and {{TIME(…)}} by a date; in somebody's words they are just words. */
function literal(text: string): string {
  return text.replace(/\{\{(?=\s*(DATE|TIME)\s*\()/gi, '{\u200b{');
}

function entryOf(campaign: Campaign, file: string, delivery: Delivery) {
  const { touchpoint, segments, date, wallTime, timeZone, instant } = delivery;
  return {
    file,
    touchpoint: touchpoint.name,
    utc: instant,
    localTime: `${date} ${wallTime}`,
    timeZone,
    audience: audienceName(campaign, segments),
    learners: learnersIn(segments),
  };
}

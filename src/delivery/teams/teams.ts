import type { Campaign } from '#campaign/document.ts';
import { textFile, type Export, type ExportContext, type Problem } from '../export.ts';
import { indexOf } from '../fileIndex.ts';
import { isRightToLeft, languageFor } from '../language.ts';
import { partsOf } from '../links.ts';
import { messageFiles, perTouchpoint } from '../messages.ts';
import type { Delivery } from '../occurrences.ts';
import { oneLine } from '#campaign/text.ts';
import { cutToFit } from '../cutting.ts';
import { RECIPE, RECIPE_NAME } from './recipe.ts';

/** Teams refuses a message of 28 KB after it has added its own; this leaves it room. */
export const MOST_BYTES = 20_480;

const LONGEST_SUBJECT = 300;
const LONGEST_BUTTON = 80;

/**
 * One JSON file a message, ready to be posted to the address of a Teams workflow: an Adaptive Card 1.5 in its envelope.
 * Teams keeps no schedule of its own, so index.json says when each file is due.
 */
export async function writeTeams(campaign: Campaign, context: ExportContext): Promise<Export> {
  const made = await messageFiles(campaign, context, { target: 'teams', channel: 'teams', name: 'Teams' });
  const { messages, problems, isRefused } = made;
  if (isRefused) return { files: [], problems };
  const cut: Delivery[] = [];
  const files = messages.map(({ name, delivery }) => {
    const { text, isCut } = teamsMessage(campaign, delivery);
    if (isCut) cut.push(delivery);
    return textFile(`${name}.json`, text, 'application/json');
  });
  const index = await indexOf(campaign, made, { target: 'teams', note: NOTE, extension: 'json', files }, context);
  files.push(...index.files);
  if (messages.length > 0) files.push(textFile(RECIPE_NAME, RECIPE, 'text/plain; charset=utf-8'));
  problems.push(...index.problems);
  const deliveries = messages.map(({ delivery }) => delivery);
  problems.push(...teamsProblems(deliveries, cut));
  return { files, problems };
}

/** The text that is posted, as compact JSON within the limit, and whether the body had to be cut for that. */
export function teamsMessage(campaign: Campaign, delivery: Delivery): { text: string; isCut: boolean } {
  const body = fittedBody(campaign, delivery);
  return { text: cardText(campaign, delivery, body), isCut: body !== delivery.message.body };
}

/** What of messages is not shown as it is written. */
export const teamsProblems = (deliveries: readonly Delivery[], cut: readonly Delivery[]): Problem[] => [
  ...perTouchpoint(
    deliveries.filter(hasMailButton),
    (count) =>
      `has ${count} whose button is a mail address, which Teams does not open, so it is written as text. Link a page instead`,
  ),
  ...perTouchpoint(cut, (count) => `has ${count} too long for a Teams card, so the end is cut off. Shorten the text`),
];

const NOTE =
  'Post each file to the address of a Teams workflow at its time. Teams does not schedule messages that come in this way.';

interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Small' | 'Large';
  color?: 'Accent';
  isSubtle?: true;
  selectAction?: { type: 'Action.OpenUrl'; url: string };
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
      lang?: string;
      rtl?: true;
      fallbackText: string;
      msteams: { width: 'Full' };
      body: RichTextBlock[];
      actions?: { type: 'Action.OpenUrl'; title: string; url: string }[];
    };
  }[];
}

/** Teams does nothing when a button with such an address is pressed (MicrosoftDocs/msteams-docs#3677). */
const hasMailButton = ({ message }: Delivery) => message.callToAction?.link?.startsWith('mailto:') === true;

function envelopeOf(campaign: Campaign, delivery: Delivery, text: string): TeamsEnvelope {
  const { signOff, callToAction } = delivery.message;
  const brand = oneLine(campaign.brand.name);
  const subject = cutToFit(delivery.message.subject, LONGEST_SUBJECT);
  const language = languageFor(delivery);
  const label = cutToFit(callToAction?.label ?? '', LONGEST_BUTTON);
  const mail = hasMailButton(delivery) ? callToAction!.link!.slice('mailto:'.length).replace(/\?.*/, '') : '';
  const link = mail === '' ? callToAction?.link : undefined;
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
          // Of a language, cards take no region.
          ...(language !== undefined && { lang: language.split('-')[0]! }),
          ...(isRightToLeft(language) && { rtl: true as const }),
          fallbackText: literal(subject || brand || oneLine(campaign.name)),
          msteams: { width: 'Full' },
          body: [
            ...block(brand, { weight: 'Bolder', size: 'Small', color: 'Accent' }),
            ...block(subject, { weight: 'Bolder', size: 'Large' }, 'None'),
            ...text.split(/\n\n+/).flatMap(paragraph),
            ...(mail === '' ? [] : block(`${label}: ${decoded(mail)}`, {}, 'Medium')),
            ...block(signOff, { isSubtle: true }, 'Medium'),
          ],
          ...(link !== undefined && {
            actions: [{ type: 'Action.OpenUrl', title: literal(label), url: link }],
          }),
        },
      },
    ],
  };
}

// Without blanks: Teams counts them, and they would take a third of the room.
const cardText = (campaign: Campaign, delivery: Delivery, body: string): string =>
  `${JSON.stringify(envelopeOf(campaign, delivery, body))}\n`;

const encoder = new TextEncoder();

/** As much of the body as a card can hold. */
function fittedBody(campaign: Campaign, delivery: Delivery): string {
  const size = (body: string) => encoder.encode(cardText(campaign, delivery, body)).length;
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
      inlines: partsOf(text).map(({ text: shown, link }) => ({
        type: 'TextRun',
        text: literal(shown),
        ...style,
        ...(link?.startsWith('http') && { selectAction: { type: 'Action.OpenUrl', url: link } }),
      })),
      ...(spacing && { spacing }),
    },
  ];
}

/** Cards replace {{DATE(…)}} and {{TIME(…)}} by a date; in somebody's words they are just words. */
function literal(text: string): string {
  return text.replace(/\{\{(?=\s*(DATE|TIME)\s*\()/gi, '{\u200b{');
}

/** A mail address as people read it. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

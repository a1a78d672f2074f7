import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { Campaign } from '#campaign/document.ts';
import { GENERATOR, type Export, type ExportContext, type ExportFile } from '../export.ts';
import { indexOf } from '../fileIndex.ts';
import { languageFor } from '../language.ts';
import { messageFiles } from '../messages.ts';
import type { Delivery } from '../occurrences.ts';
import { cutToFit, messageText } from '../cutting.ts';
import { htmlOf } from './html.ts';

/** As long as a subject may be in the plan; filled-in tokens can make it longer. */
const LONGEST_HEADER = 300;

/**
 * One draft a message (RFC 5322 with a text and an HTML part). `X-Unsent` makes mail programs open it for editing. There is no sender and
 * no recipient, because the plan knows neither; index.json says whom each is for, which is nothing for its readers. Date is when it is planned for.
 */
export async function writeEmail(campaign: Campaign, context: ExportContext): Promise<Export> {
  const made = await messageFiles(campaign, context, { target: 'eml', channel: 'email', name: 'email' });
  const { messages, problems, isRefused } = made;
  if (isRefused) return { files: [], problems };
  const files: ExportFile[] = [];
  for (const { name, id, delivery } of messages) {
    const bytes = new Uint8Array(await draft(campaign, delivery, id));
    files.push({ name: `${name}.eml`, bytes, mediaType: 'message/rfc822' });
  }
  const index = await indexOf(campaign, made, { target: 'eml', note: NOTE, extension: 'eml', files }, context);
  files.push(...index.files);
  problems.push(...index.problems);
  return { files, problems };
}

const NOTE =
  'Each file is a draft: open it in a mail program, address it to the audience named here, and send it at its time.';

/** One draft, as the bytes of an .eml file. */
export function draft(campaign: Campaign, delivery: Delivery, id: string): Promise<Uint8Array> {
  const { message, instant } = delivery;
  const logo = campaign.brand.logo === undefined ? undefined : logoIn(campaign.brand.logo, id);
  const composer = new MailComposer({
    messageId: `<${id}@tandem.invalid>`,
    date: new Date(instant),
    headers: {
      Subject: header(message.subject),
      'X-Unsent': '1',
      'X-Mailer': GENERATOR,
    },
    text: `${messageText(message, [], ':\n')}\n`,
    html: htmlOf(campaign.brand, message, { language: languageFor(delivery), logo: logo?.cid }),
    ...(logo && { attachments: [logo] }),
    encoding: 'quoted-printable',
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The brand's logo as a part of the mail, since nothing is fetched from anywhere. */
function logoIn(address: string, id: string) {
  const [, kind, content] = /^data:image\/(\w+);base64,(.*)$/.exec(address)!;
  return {
    cid: `logo-${id}@tandem.invalid`,
    filename: `logo.${kind}`,
    contentType: `image/${kind}`,
    contentDisposition: 'inline' as const,
    content,
    encoding: 'base64',
  };
}

/**
 * A header of any text. The library leaves ASCII as it is, even a word too long for a line or one that readers would take for an
 * encoded one; here both are encoded (RFC 2047).
 */
function header(text: string) {
  const value = cutToFit(text, LONGEST_HEADER);
  const plain = /^[ -~]*$/.test(value) && !value.includes('=?') && !/\S{50}/.test(value);
  return { prepared: true, foldLines: true, value: plain ? value : encodeWord(value, 'Q', 52) };
}

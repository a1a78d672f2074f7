import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { Campaign } from '#campaign/document.ts';
import { GENERATOR, type Export, type ExportContext, type ExportFile } from '../export.ts';
import { indexOf } from '../fileIndex.ts';
import { languageFor } from '../language.ts';
import { messageFiles } from '../messages.ts';
import type { Delivery } from '../occurrences.ts';
import { cutToFit, messageText } from '../cutting.ts';
import { oneLine } from '#campaign/text.ts';
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
    const bytes = await draft(campaign, delivery, id);
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
export const draft = (campaign: Campaign, delivery: Delivery, id: string): Promise<Uint8Array> =>
  writeMail(mailContent(campaign, delivery, id), { id, date: delivery.instant, headers: { 'X-Unsent': '1' } });

/** What a mail says, without anybody's address: plain data. */
export interface MailContent {
  subject: string;
  text: string;
  html: string;
  /** The brand's logo as a data address; `html` shows it by its content id. */
  logo?: string;
  /** That content id. */
  logoId?: string;
}

export interface Mailbox {
  address: string;
  name?: string | undefined;
}

/** What stands around it. */
export interface MailFrame {
  /** Makes Message-ID and boundaries, so that the same mail has the same bytes. */
  id: string;
  /** Tells copies of the same mail apart by their Message-ID. */
  copy?: string;
  /** The right side of the Message-ID. */
  domain?: string;
  date: string;
  from?: Mailbox;
  replyTo?: Mailbox;
  to?: Mailbox;
  bcc?: Mailbox[];
  /** Of plain ASCII. */
  headers?: Record<string, string>;
}

/** A message of a plan in the look of its brand. */
export function mailContent(campaign: Campaign, delivery: Delivery, id: string): MailContent {
  const { message } = delivery;
  const { logo } = campaign.brand;
  const logoId = logo === undefined ? undefined : `logo-${id}@tandem.invalid`;
  return {
    subject: message.subject,
    text: `${messageText(message, [], ':\n')}\n`,
    html: htmlOf(campaign.brand, message, { language: languageFor(delivery), logo: logoId }),
    ...(logo !== undefined && { logo, logoId: logoId! }),
  };
}

/** A mail as it goes over the wire (RFC 5322), the same bytes for the same parameters. */
export async function writeMail(content: MailContent, frame: MailFrame): Promise<Uint8Array> {
  const { id, copy, domain = 'tandem.invalid', date, from, replyTo, to, bcc, headers } = frame;
  const { subject, text, html, logo, logoId } = content;
  const composer = new MailComposer({
    messageId: `<${copy === undefined ? id : `${id}.${copy}`}@${domain}>`,
    date: new Date(date),
    ...(from && { from: mailbox(from) }),
    ...(replyTo && { replyTo: mailbox(replyTo) }),
    ...(to && { to: mailbox(to) }),
    ...(bcc && { bcc: bcc.map(mailbox) }),
    headers: { Subject: header(subject), ...headers, 'X-Mailer': GENERATOR },
    text,
    html,
    ...(logo !== undefined && logoId !== undefined && { attachments: [logoIn(logo, logoId)] }),
    encoding: 'quoted-printable',
    baseBoundary: id,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mail = composer.compile();
  // Drafts keep whom they are for.
  mail.keepBcc = bcc !== undefined;
  return new Uint8Array(await mail.build());
}

const mailbox = ({ address, name }: Mailbox) => ({ address, name: oneLine(name ?? '') });

/** The brand's logo as a part of the mail, since nothing is fetched from anywhere. */
function logoIn(address: string, cid: string) {
  const [, kind, content] = /^data:image\/(\w+);base64,(.*)$/.exec(address)!;
  return {
    cid,
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

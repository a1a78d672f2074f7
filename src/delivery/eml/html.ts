import type { Brand } from '#campaign/document.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { oneLine } from '#campaign/text.ts';
import { inkOn, mail } from '#language/palette.ts';
import { isRightToLeft } from '../language.ts';
import { partsOf } from '../links.ts';

/** The HTML part of a mail: tables and inline styles, nothing fetched from anywhere, every word escaped. */

interface Setting {
  /** Of the words, where it is known. */
  language?: string | undefined;
  /** Content id of the brand's logo. */
  logo?: string | undefined;
}

const LETTERS = 'font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5';

/** The start of a table that is there for its looks. */
const tableOf = (width: string, looks = '') =>
  `<table role="presentation"${width} cellpadding="0" cellspacing="0" border="0"${looks}>`;

/**
 * Mail programs know tables and inline styles and little else. Outlook for Windows draws with Word, which knows no padding but that of cells and no
 * greatest width: so colours and padding are those of cells, and a table for it alone holds the width.
 */
export function htmlOf(brand: Brand, message: RenderedMessage, { language, logo }: Setting = {}): string {
  const tag = language === undefined ? '' : ` lang="${escaped(language)}"`;
  const direction = isRightToLeft(language) ? ' dir="rtl"' : '';
  return [
    '<!doctype html>',
    `<html${tag}${direction}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><title>${escaped(message.subject)}</title></head>`,
    `<body style="margin:0;padding:0;background:${mail.ground}"${direction}>`,
    ...sheetOf(brand, message, logo),
    '</body></html>',
    '',
  ].join('\n');
}

/** The same without the page around it, for systems that bring their own. */
export const htmlSheetOf = (brand: Brand, message: RenderedMessage): string => sheetOf(brand, message).join('\n');

function sheetOf(brand: Brand, { body, callToAction, signOff }: RenderedMessage, logo?: string): string[] {
  const paragraphs = body
    .split(/\n\n+/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p style="margin:0 0 16px" dir="auto">${linked(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  return [
    `${tableOf(' width="100%"')}<tr><td align="center" bgcolor="${mail.ground}" style="padding:24px">`,
    `<!--[if mso]>${tableOf(' width="600"')}<tr><td><![endif]-->`,
    tableOf(
      ' width="100%"',
      ` bgcolor="${mail.sheet}" style="max-width:600px;width:100%;background:${mail.sheet};color:${mail.ink};${LETTERS}"`,
    ),
    ...headerOf(brand, logo),
    '<tr><td style="padding:24px">',
    ...paragraphs,
    ...(callToAction?.link === undefined ? [] : buttonOf(brand, callToAction.label, callToAction.link)),
    ...(signOff === '' ? [] : [`<p style="margin:24px 0 0;color:${mail.inkSoft}" dir="auto">${linked(signOff)}</p>`]),
    '</td></tr></table>',
    '<!--[if mso]></td></tr></table><![endif]-->',
    '</td></tr></table>',
  ];
}

function headerOf({ name: given, primaryColour }: Brand, logo: string | undefined): string[] {
  const name = escaped(oneLine(given));
  const image =
    logo === undefined
      ? ''
      : `<img src="cid:${logo}" alt="" height="40" style="height:40px;width:auto;border:0;vertical-align:middle">`;
  if (name === '' && image === '') return [];
  const looks = `background:${primaryColour};color:${inkOn(primaryColour)};padding:16px 24px;font-weight:bold`;
  const between = name === '' || image === '' ? '' : '&nbsp; ';
  return [`<tr><td bgcolor="${primaryColour}" style="${looks}" dir="auto">${image}${between}${name}</td></tr>`];
}

function buttonOf({ accentColour }: Brand, label: string, link: string): string[] {
  const ink = inkOn(accentColour);
  const button = `background:${accentColour};color:${ink};border-radius:6px;padding:12px 20px`;
  const words = `color:${ink};text-decoration:none;font-weight:bold`;
  return [
    `${tableOf('', ' style="margin:24px 0"')}<tr>`,
    `<td bgcolor="${accentColour}" style="${button}">` +
      `<a href="${escaped(link)}" style="${words}" dir="auto">${escaped(label)}</a></td>`,
    '</tr></table>',
  ];
}

/** Escaped words with their addresses as links. */
function linked(text: string): string {
  return partsOf(text)
    .map(({ text: shown, link }) =>
      link === undefined
        ? escaped(shown)
        : `<a href="${escaped(link)}" style="color:${mail.link}">${escaped(shown)}</a>`,
    )
    .join('');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

import type { Brand } from '#campaign/document.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { oneLine } from '#campaign/text.ts';

/** The HTML part of a mail: inline styles, nothing fetched from anywhere, every word escaped. */

/** Mail programs know tables and inline styles and little else. */
export function htmlOf(brand: Brand, { subject, body, callToAction, signOff }: RenderedMessage): string {
  const { primaryColour, accentColour } = brand;
  const name = oneLine(brand.name);
  const paragraphs = body
    .split(/\n\n+/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p style="margin:0 0 16px" dir="auto">${escaped(paragraph).replaceAll('\n', '<br>\n')}</p>`);
  const header = `<td style="background:${primaryColour};color:${inkOn(primaryColour)};padding:16px 24px;font-weight:bold" dir="auto">${escaped(name)}</td>`;
  const button =
    callToAction?.link === undefined
      ? ''
      : `<p style="margin:24px 0"><a href="${escaped(callToAction.link)}" style="background:${accentColour};color:${inkOn(accentColour)};padding:12px 20px;border-radius:6px;text-decoration:none;display:inline-block">${escaped(callToAction.label)}</a></p>`;
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8">',
    `<title>${escaped(subject)}</title></head>`,
    '<body style="margin:0;padding:0;background:#f4f4f4">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">',
    '<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="max-width:600px;width:100%;background:#ffffff;color:#1a1a1a;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">',
    ...(name === '' ? [] : [`<tr>${header}</tr>`]),
    '<tr><td style="padding:24px">',
    ...paragraphs,
    ...(button === '' ? [] : [button]),
    ...(signOff === '' ? [] : [`<p style="margin:24px 0 0;color:#555555" dir="auto">${escaped(signOff)}</p>`]),
    '</td></tr></table></td></tr></table></body></html>',
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Black or white, whichever stands out more from a colour (relative luminance of WCAG 2). */
function inkOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

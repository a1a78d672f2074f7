/** A small, forgiving reader of XML as Office writes it. It knows no document types, so that no entity can grow or reach outside. */

export interface XmlHandler {
  /** `attributes` is the raw text between the name and the end of the tag. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** Walks through `source` and calls the handler; a handler that returns true from `done` stops the walk. */
export function scanXml(source: string, handler: XmlHandler, done: () => boolean = () => false): void {
  let at = 0;
  while (at < source.length && !done()) {
    const tag = source.indexOf('<', at);
    if (tag < 0) return;
    if (tag > at) handler.text(decodeEntities(source.slice(at, tag)));
    if (source.startsWith('<!--', tag)) {
      at = after(source, '-->', tag);
    } else if (source.startsWith('<![CDATA[', tag)) {
      at = after(source, ']]>', tag);
      handler.text(source.slice(tag + 9, at - 3));
    } else {
      at = afterTag(source, tag);
      readTag(source.slice(tag + 1, at - 1), handler);
    }
  }
}

/** Behind the end of a tag; a `>` within a quoted value is none. */
function afterTag(source: string, tag: number): number {
  let end = source.indexOf('>', tag);
  for (let at = tag; at < end; at++) {
    const quote = source[at]!;
    if (quote !== '"' && quote !== "'") continue;
    const close = source.indexOf(quote, at + 1);
    // A value that never ends is damage; the tag ends where it seems to.
    if (close < 0) break;
    if (close > end) end = source.indexOf('>', close);
    at = close;
  }
  return end < 0 ? source.length + 1 : end + 1;
}

function readTag(tag: string, handler: XmlHandler): void {
  const first = tag[0];
  if (first === '?' || first === '!') return;
  if (first === '/') {
    handler.close(localName(tag.slice(1).trim()));
    return;
  }
  const closes = tag.endsWith('/');
  const content = closes ? tag.slice(0, -1) : tag;
  const space = content.search(/\s/);
  const name = localName(space < 0 ? content : content.slice(0, space));
  handler.open(name, space < 0 ? '' : content.slice(space));
  if (closes) handler.close(name);
}

const after = (source: string, end: string, from: number) => {
  const found = source.indexOf(end, from);
  return found < 0 ? source.length + end.length : found + end.length;
};

/** `x:row` and `row` are the same to us: some writers give every name a prefix. */
function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const patterns = new Map<string, RegExp>();

/** One attribute of a tag's raw attributes, or undefined. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) patterns.set(name, (pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const match = pattern.exec(attributes);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : undefined;
}

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED.get(name as string) ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Office writes characters that XML cannot hold as _x000D_. */
export const unescapeCharacters = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

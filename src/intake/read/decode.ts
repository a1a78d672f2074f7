import type { Encoding } from '#contract/encodings.ts';

/** The bytes as text. What an encoding does not have becomes U+FFFD. */
export function decode(bytes: Uint8Array, encoding: Encoding, strict = false): string {
  if (encoding !== 'cp850') return new TextDecoder(encoding, { fatal: strict }).decode(bytes);
  // Two alphabets of 128 characters; the upper one is in no standard of the web.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    const part = bytes.subarray(at, at + 8192);
    text += String.fromCharCode(
      ...Array.from(part, (byte) => (byte < 128 ? byte : CODE_PAGE_850.charCodeAt(byte - 128))),
    );
  }
  return text;
}

const CODE_PAGE_850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

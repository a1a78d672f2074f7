import { decimalSign } from '#language/formats.ts';

/** Reading a number as people type or paste it, in their own way of writing and in the other one. */

/** The number in a text, or undefined where there is none or more than one, as in `1e3` and `12 of 15`. `12.5`, `12,5`, `1.815`, `1,815 people`, `٤٢٫٥`, `42.5 %`. */
export function numberIn(text: string, locale: string): number | undefined {
  const latin = withLatinDigits(halfWidth(text).replaceAll('٫', '.').replaceAll('٬', ',').replaceAll('−', '-'));
  const [found, ...others] = latin.match(/-?\s*[.,]?\d(?:[\d.,'’\u00a0\u202f ]*\d)?/g) ?? [];
  if (found === undefined || others.length > 0) return undefined;
  const run = found.replace(/['’\u00a0\u202f\s]/g, '');
  const decimal = decimalSignOf(run, locale);
  const plain = Array.from(run, (sign) => (sign === decimal ? '.' : sign === ',' || sign === '.' ? '' : sign)).join('');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Which sign of a run of digits is the decimal one: a lone dot or comma that cannot group thousands is, whatever the locale. */
function decimalSignOf(run: string, locale: string): string | undefined {
  const signs = run.match(/[.,]/g) ?? [];
  const last = signs.at(-1);
  if (last === undefined) return undefined;
  if (new Set(signs).size > 1) return last;
  if (signs.length > 1) return undefined;
  const [before = '', after = ''] = run.replace('-', '').split(last);
  const canGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  return canGroup && last !== localeDecimal(locale) ? undefined : last;
}

function localeDecimal(locale: string): string {
  const sign = decimalSign(locale);
  return sign === '٫' ? '.' : sign;
}

/** Digits and signs as Chinese, Japanese and Korean keyboards write them, `１２`, in their usual width. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** The digits of any script as 0 to 9: people type those of their keyboard, whatever the locale. */
function withLatinDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    // The ten digits of a script stand in a row, and those of several may.
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((code - first) % 10);
  });
}

/** Rounded to what is shown, and within the limits. */
export function withinLimits(value: number, { min = -Infinity, max = Infinity, digits = 3 }): number {
  return Math.min(max, Math.max(min, Number(value.toFixed(digits))));
}

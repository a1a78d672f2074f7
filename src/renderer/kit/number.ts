/** Reading a number as people type or paste it, in their own way of writing and in the other one. */

/** The number in a text, or undefined where there is none. `12.5`, `12,5`, `1.815`, `1,815 people`, `٤٢٫٥`, `42.5 %`. */
export function numberIn(text: string, locale: string): number | undefined {
  const latin = withLatinDigits(halfWidth(text).replaceAll('٫', '.').replaceAll('٬', ',').replaceAll('−', '-'), locale);
  const found = /-?\s*[.,]?\d(?:[\d.,'’\u00a0\u202f ]*\d)?/.exec(latin)?.[0];
  if (found === undefined) return undefined;
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
  const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return sign === '٫' ? '.' : sign;
}

/** Digits and signs as Chinese, Japanese and Korean keyboards write them, `１２`, in their usual width. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

function withLatinDigits(text: string, locale: string): string {
  const own = Array.from(new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)).toReversed();
  return Array.from(text, (sign) => (own.includes(sign) ? String(own.indexOf(sign)) : sign)).join('');
}

/** Rounded to what is shown, and within the limits. */
export function withinLimits(value: number, { min = -Infinity, max = Infinity, digits = 3 }): number {
  return Math.min(max, Math.max(min, Number(value.toFixed(digits))));
}

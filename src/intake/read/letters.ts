import { type Encoding } from '#contract/encodings.ts';
import { decode } from './decode.ts';

/** In which encoding bytes beyond ASCII read most like words, by which letters languages use and where letters stand. */

export interface Reading {
  encoding: Encoding;
  /** 0 to 1: how much its letters look like those of a language. */
  score: number;
}

const ICELANDIC = 'áðéíóúýþæö';
/** Letters of Icelandic alone; in the encoding of Turkish, their bytes are ğ, ı and ş. */
const ICELANDIC_ALONE = /[ðýþ]/i;

/** Whether a text has the vowels that no Icelandic one does without, where it has the letters of Icelandic alone. */
function isIcelandic(text: string): boolean {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  return count(/[áéíóúæ]/gi) * 4 >= count(/[ðýþ]/gi);
}

/** Letters of Latin languages beyond ASCII, by the encodings that have them all. */
const WESTERN = [
  'äöüß',
  'éèêàçùâûîôëïœæüÿ',
  'áéíóúñü',
  'ãáâàçéêíóôõúü',
  'àèéìòù',
  'ëïéèöüó',
  'åäöé',
  'æøåé',
  ICELANDIC,
];
const CENTRAL = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'ăâîșțşţ', 'čćđšž', 'äöüß'];
const BALTIC = ['äöõüšž', 'āčēģīķļņšūž', 'ąčęėįšųūž'];
const TURKISH = ['ışğçöüîâ'];

/** Lists in several languages of the west; less telling than one alone. */
const MIXED = 'äöüßéèêàçùâûîôëïœæáíóúñãõìòåø';
const MIXED_WEIGHT = 0.9;

/** Letters of other scripts, the most frequent first. */
const CYRILLIC = [
  'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё',
  'оаиніртвселкдумпязьгбчхйцїжєшющґф',
  'аоиетнрсвлкпдмзябгчуъжшцйщхфюь',
];
const GREEK = ['αοιετσνηυρπκμλςωγδχθφβάίόέήύώξζψϊϋΐΰ'];
const HEBREW = ['יוהלאתרבמשנכעדחקפםטגצזןסךףץ'];
const ARABIC = ['اليمونرتبةعدفسكهقحجشطصخىأذءضغثئزظؤإآپچژگ'];

const SINGLE_BYTE: { encoding: Encoding; languages: string[]; script: RegExp; prior: number }[] = [
  { encoding: 'windows-1252', languages: WESTERN, script: /\p{Script=Latin}/u, prior: 0.06 },
  { encoding: 'windows-1250', languages: CENTRAL, script: /\p{Script=Latin}/u, prior: 0.02 },
  { encoding: 'macintosh', languages: WESTERN, script: /\p{Script=Latin}/u, prior: 0.01 },
  { encoding: 'windows-1254', languages: TURKISH, script: /\p{Script=Latin}/u, prior: 0.03 },
  { encoding: 'windows-1257', languages: BALTIC, script: /\p{Script=Latin}/u, prior: 0 },
  { encoding: 'cp850', languages: WESTERN, script: /\p{Script=Latin}/u, prior: 0 },
  { encoding: 'windows-1251', languages: CYRILLIC, script: /\p{Script=Cyrillic}/u, prior: 0.01 },
  { encoding: 'koi8-r', languages: CYRILLIC, script: /\p{Script=Cyrillic}/u, prior: 0 },
  { encoding: 'ibm866', languages: CYRILLIC, script: /\p{Script=Cyrillic}/u, prior: 0 },
  { encoding: 'windows-1253', languages: GREEK, script: /\p{Script=Greek}/u, prior: 0 },
  { encoding: 'windows-1255', languages: HEBREW, script: /\p{Script=Hebrew}/u, prior: 0 },
  { encoding: 'windows-1256', languages: ARABIC, script: /\p{Script=Arabic}/u, prior: 0 },
];

/** Marks that stand between words in well-set text. */
const MARKS = /[–—“”„‘’‚…•€«»‹›°§·£©®™½¼¾¿¡²³×±†]/;

/** The readings that are possible, the likeliest first; never empty. */
export function likeliestReading(sample: Uint8Array): Reading[] {
  const readings: Reading[] = [];
  const wide = wideReading(sample);
  if (wide) readings.push(wide);
  const seen = new Map<string, number>();
  for (const { encoding, languages, script, prior } of SINGLE_BYTE) {
    const text = decode(sample, encoding);
    const mixed = languages === WESTERN ? likeWords(text, MIXED, script) * MIXED_WEIGHT : 0;
    const score = Math.max(...languages.map((letters) => likeWords(text, letters, script)), mixed) + prior;
    const letters = text.replace(/[^\u0080-\uffff]/g, '');
    // Encodings that give the same text are one reading.
    if ((seen.get(letters) ?? -1) >= score) continue;
    seen.set(letters, score);
    readings.push({ encoding, score });
  }
  return readings.sort((a, b) => b.score - a.score);
}

/** The mean over all characters beyond ASCII of how well each fits the language and its place. */
function likeWords(text: string, letters: string, script: RegExp): number {
  const latin = script.test('a');
  const foreign = letters === ICELANDIC && !isIcelandic(text);
  let [sum, count] = [0, 0];
  for (let index = 0; index < text.length && count < 5000; index++) {
    if (text.charCodeAt(index) < 128) continue;
    count++;
    sum += fit(text[index - 1] ?? ' ', text[index]!, text[index + 1] ?? ' ');
  }
  return count === 0 ? 0 : sum / count;

  function fit(before: string, letter: string, after: string): number {
    if (/[\p{Cc}\ufffd]/u.test(letter)) return -2;
    const [wordBefore, wordAfter] = [/\p{L}/u.test(before), /\p{L}/u.test(after)];
    if (!/\p{L}/u.test(letter)) {
      if (wordBefore && wordAfter) return letter === '’' || letter === '·' ? 1 : 0;
      return MARKS.test(letter) ? 0.8 : 0.2;
    }
    if (!script.test(letter)) return 0;
    if ((wordBefore && !script.test(before)) || (wordAfter && !script.test(after))) return 0;
    // No word has a capital behind a small letter, and few Latin words are made of accents alone.
    if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) return 0;
    if (latin && isHigh(before) && isHigh(after)) return 0;
    if (foreign && ICELANDIC_ALONE.test(letter)) return 0.2;
    const rank = letters.indexOf(letter === 'İ' ? 'ı' : letter.toLowerCase());
    if (rank < 0) return /[\u0130ªº]/.test(letter) ? 0.6 : 0.2;
    // In Portuguese this letter stands before an e; elsewhere it is a Hungarian ő read wrongly.
    if (letter === 'õ' && letters.includes('ã') && after !== 'e') return 0.2;
    const alone = !wordBefore && !wordAfter && latin ? 0.5 : 1;
    return alone * (latin ? 1 : 1 - (0.5 * rank) / letters.length);
  }
}

const isHigh = (letter: string) => letter.charCodeAt(0) > 127 && /\p{L}/u.test(letter);

/**
 * East Asian encodings by which pairs of bytes they use: Shift_JIS and EUC-JP by the syllables that no Japanese text does without,
 * GB18030, Big5 and EUC-KR by the block of their everyday characters, which comes first in each standard.
 */
function wideReading(sample: Uint8Array): Reading | undefined {
  const valid = (encoding: Encoding) => {
    try {
      decode(withoutCutEnd(sample), encoding, true);
      return true;
    } catch {
      return false;
    }
  };
  const candidates: Reading[] = [];
  const sjis = pairs(sample, (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc));
  const syllables = sjis.filter(
    ([a, b]) => (a === 0x82 && b >= 0x9f && b <= 0xf1) || (a === 0x83 && b >= 0x40 && b <= 0x96),
  );
  const usual = sjis.filter(([a]) => (a >= 0x81 && a <= 0x83) || (a >= 0x88 && a <= 0x97));
  if (sjis.length > 0 && syllables.length >= sjis.length * 0.2 && valid('shift_jis'))
    candidates.push({ encoding: 'shift_jis', score: usual.length / sjis.length });
  const double = pairs(sample, (byte) => byte >= 0x81 && byte <= 0xfe);
  const share = (test: (a: number, b: number) => boolean) =>
    double.length === 0 ? 0 : double.filter(([a, b]) => test(a, b)).length / double.length;
  const high = (b: number) => b >= 0xa1;
  const kana = share((a, b) => (a === 0xa4 || a === 0xa5) && high(b));
  if (kana >= 0.2 && valid('euc-jp'))
    candidates.push({
      encoding: 'euc-jp',
      score: share((a, b) => ((a >= 0xa1 && a <= 0xa5) || (a >= 0xb0 && a <= 0xcf)) && high(b)),
    });
  else {
    const hangul = share((a, b) => ((a >= 0xb0 && a <= 0xc8) || (a >= 0xa1 && a <= 0xa3)) && high(b));
    const chinese = share((a, b) => ((a >= 0xb0 && a <= 0xd7) || (a >= 0xa1 && a <= 0xa3)) && high(b));
    const traditional = share((a) => a >= 0xa4 && a <= 0xc6);
    const lowSeconds = share((_, b) => b < 0x80);
    if (hangul > 0.97 && double.length >= 6 && valid('euc-kr')) candidates.push({ encoding: 'euc-kr', score: hangul });
    else if (chinese > 0.85 && double.length >= 2 && valid('gb18030'))
      candidates.push({ encoding: 'gb18030', score: chinese });
    if (traditional > 0.85 && lowSeconds > 0.1 && double.length >= 2 && valid('big5'))
      candidates.push({ encoding: 'big5', score: traditional });
  }
  return candidates.sort((a, b) => b.score - a.score)[0];
}

/** Pairs of a leading byte and the one behind it. */
function pairs(sample: Uint8Array, leads: (byte: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at + 1 < sample.length; at++) {
    if (!leads(sample[at]!)) continue;
    found.push([sample[at]!, sample[at + 1]!]);
    at++;
  }
  return found;
}

/** The sample up to its last line break: a character may be cut in two at its end. */
function withoutCutEnd(sample: Uint8Array): Uint8Array {
  const end = sample.lastIndexOf(10);
  return end > 0 ? sample.subarray(0, end) : sample;
}

import { ENCODING_NAMES, type Encoding } from '#contract/encodings.ts';
import { decode } from './decode.ts';
import { IntakeError, WHOLE_FILE } from './error.ts';
import { likeliestReading, type Reading } from './letters.ts';

/** Text from bytes whose encoding nobody wrote down. */

/** So many bytes are looked at to guess an encoding that does not give itself away. */
const SAMPLE = 256 * 1024;
/** Below this, the letters of no encoding look like words of a language. */
const LEAST_LIKELY = 0.5;
/** Two readings closer than this are worth a remark. */
const CLOSE = 0.08;

export interface Decoded {
  text: string;
  encoding: Encoding;
  /** What a person should know about the letters, in sentences. */
  remarks: string[];
}

/** The text of a file and the encoding it was read in. Throws IntakeError where it is no text, or where its letters cannot be told. */
export function decodeText(bytes: Uint8Array, file: string, chosen?: Encoding): Decoded {
  const { encoding, remarks = [] } = chosen === undefined ? guessEncoding(bytes, file) : { encoding: chosen };
  const text = decode(bytes, encoding);
  refuseBinary(text, file);
  return { text, encoding, remarks };
}

function guessEncoding(bytes: Uint8Array, file: string): { encoding: Encoding; remarks?: string[] } {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8' };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be' };
  const sample = bytes.subarray(0, SAMPLE);
  const wide = wideEncoding(sample);
  if (wide !== undefined) return { encoding: wide };
  const broken = brokenUtf8(bytes);
  if (broken === 'none') return { encoding: 'utf-8' };
  if (broken === 'little') {
    return {
      encoding: 'utf-8',
      remarks: ['A few letters of the file are damaged; they stand as “�”. Look for them in the texts.'],
    };
  }
  const highest = bytes.length > SAMPLE ? bytes.filter((byte) => byte > 127 || byte === 10 || byte === 32) : sample;
  // The letters may stand far below the first rows: of a long file, what lies round them is looked at.
  const readings = likeliestReading(sample.some((byte) => byte > 127) ? sample : highest.subarray(0, SAMPLE));
  const [best, next] = readings as [Reading, Reading | undefined];
  if (best.score < LEAST_LIKELY) throw unknownLetters(file);
  const name = ENCODING_NAMES[best.encoding];
  if (next && best.score - next.score < CLOSE) {
    return {
      encoding: best.encoding,
      remarks: [
        `The file does not say how its letters are written: it was read as ${name}, and ${ENCODING_NAMES[next.encoding]} is possible too. If letters look wrong, choose the encoding.`,
      ],
    };
  }
  return {
    encoding: best.encoding,
    ...(best.encoding === 'windows-1252'
      ? {}
      : { remarks: [`The letters of the file were read as ${name}. If they look wrong, choose the encoding.`] }),
  };
}

const unknownLetters = (file: string) =>
  new IntakeError(
    file,
    WHOLE_FILE,
    'its letters are in an encoding that cannot be told for sure',
    'save it as .xlsx or “CSV UTF-8”, or choose its encoding, such as windows-1251 or shift_jis',
    'encoding',
  );

/** UTF-16 without a mark: in European text nearly every other byte is zero. */
function wideEncoding(sample: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const half = sample.length / 2;
  if (half < 2) return undefined;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return 'utf-16le';
  return zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1 ? 'utf-16be' : undefined;
}

/**
 * UTF-8 shows itself: bytes that are sound are UTF-8, whatever they spell, and a “�” among them came from an earlier program.
 * A few broken characters among many sound ones, or one cut off at the end, do not change what it is.
 */
function brokenUtf8(bytes: Uint8Array): 'none' | 'little' | 'much' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'none';
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    let broken = 0;
    let sound = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 0xfffd) broken++;
      else if (code > 127) sound++;
    }
    return sound > 10 * broken ? 'little' : 'much';
  }
}

/** Control characters are what text never has and pictures, programs and archives are full of. */
function refuseBinary(text: string, file: string): void {
  const sample = text.slice(0, 64 * 1024);
  // eslint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g)?.length ?? 0;
  if (controls > 2 && controls > sample.length * 0.01) {
    throw new IntakeError(
      file,
      WHOLE_FILE,
      'it is not a spreadsheet or a text',
      'open it in the program it came from and save the list as .xlsx or .csv',
    );
  }
}

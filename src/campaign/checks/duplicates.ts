import { CHANNELS, type Message } from '../document.ts';
import { areAlternatives } from '../decisions.ts';
import { quote, type Found } from './finding.ts';
import type { Planned } from '../planned.ts';
import type { Plan, SayDay } from './plan.ts';

/** Two messages so close together are felt as the same message twice. */
const CLOSE_DAYS = 14;
/** Share of word pairs in common from which two texts say the same. */
const ALIKE = 0.75;
/** Texts share a band of hashes with probability 1 - (1 - s^2)^6: .993 for s = .75, .13 for s = .15. */
const BANDS = 6;
const HASHES_A_BAND = 2;
/** A multiplier and a summand for each hash: what makes it another hash. */
const SALTS = Uint32Array.from({ length: 2 * BANDS * HASHES_A_BAND }, (_, index) => mix(index + 1) | 1);
/** Within a band, each text is compared with so many of its neighbours in time, which keeps the work linear. */
const NEIGHBOURS = 6;

interface Text {
  text: string;
  pairs: ReadonlySet<number>;
  keys: readonly number[];
}

/** Messages that say nearly the same to the same people on the same channel within two weeks. On another channel, repeating is the craft. */
export function findDuplicates({ planned, sayDay }: Plan): Found[] {
  const bands = new Map<number, { one: Planned; pairs: ReadonlySet<number> }[]>();
  const messages = planned
    .filter(({ isMessage, days, reached }) => isMessage && days.length > 0 && reached.length > 0)
    .toSorted((a, b) => a.days[0]! - b.days[0]!);
  for (const one of messages) {
    const { channel, message } = one.touchpoint;
    const { pairs, keys } = textOf(message);
    const on = CHANNELS.indexOf(channel) + 1;
    for (const key of keys) {
      const band = bands.get(mix(key ^ on));
      if (band) band.push({ one, pairs });
      else bands.set(mix(key ^ on), [{ one, pairs }]);
    }
  }

  const told = new Set<Planned>();
  const found: Found[] = [];
  for (const band of bands.values()) {
    for (let place = 1; place < band.length; place++) {
      const later = band[place]!;
      if (told.has(later.one)) continue;
      for (let before = place - 1; before >= 0 && before >= place - NEIGHBOURS; before--) {
        const earlier = band[before]!;
        if (!isTooClose(earlier.one, later.one) || similarity(earlier.pairs, later.pairs) < ALIKE) continue;
        told.add(later.one);
        found.push(twice(earlier.one, later.one, sayDay));
        break;
      }
    }
  }
  return found;
}

// Documents share what did not change, so a plan that is checked after every edit reads the edited message only.
const read = new WeakMap<Message, Text>();

function textOf(message: Message): Text {
  const text = `${message.subject}\n${message.body}`;
  const known = read.get(message);
  if (known?.text === text) return known;
  const pairs = wordPairs(text);
  const fresh = { text, pairs, keys: pairs.size === 0 ? [] : bandKeys(pairs) };
  read.set(message, fresh);
  return fresh;
}

function twice(earlier: Planned, later: Planned, sayDay: SayDay): Found {
  return {
    rule: 'near-duplicate',
    severity: 'warning',
    message: `${quote(later.touchpoint.name)} says nearly the same as ${quote(earlier.touchpoint.name)} of ${sayDay(earlier.days[0]!)}, to the same people.`,
    cure: 'Drop one, or give the second something new to say.',
    touchpointId: later.touchpoint.id,
    date: later.touchpoint.start,
  };
}

function isTooClose(earlier: Planned, later: Planned): boolean {
  return (
    later.days[0]! - earlier.days[0]! <= CLOSE_DAYS &&
    later.reached.some((segment) => earlier.reached.includes(segment)) &&
    !areAlternatives(earlier.touchpoint, later.touchpoint)
  );
}

/** Hashes (FNV-1a) of each two words that follow one another, without regard to case. */
function wordPairs(text: string): ReadonlySet<number> {
  const pairs = new Set<number>();
  let word = EMPTY;
  let before = EMPTY;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    const isLetter = (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123) || code > 191;
    if (isLetter) word = Math.imul(word ^ (code | 32), 0x01000193);
    else if (word !== EMPTY) {
      if (before !== EMPTY) pairs.add(mix(before ^ Math.imul(word, 31)));
      before = word;
      word = EMPTY;
    }
  }
  return pairs;
}

const EMPTY = 0x811c9dc5 | 0;

/** The smallest of each of several re-hashings, one key a band: texts that are alike share one of these (MinHash). */
function bandKeys(pairs: ReadonlySet<number>): number[] {
  const smallest = new Uint32Array(BANDS * HASHES_A_BAND).fill(0xffffffff);
  for (const pair of pairs) {
    for (let row = 0; row < smallest.length; row++) {
      const value = (Math.imul(pair, SALTS[2 * row]!) + SALTS[2 * row + 1]!) >>> 0;
      if (value < smallest[row]!) smallest[row] = value;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let key = band;
    for (let row = 0; row < HASHES_A_BAND; row++) key = mix(key ^ smallest[band * HASHES_A_BAND + row]!) + band;
    return key >>> 0;
  });
}

function similarity(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return common / (a.size + b.size - common);
}

/** The finaliser of MurmurHash3: every bit of the input stirs every bit of the result. */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

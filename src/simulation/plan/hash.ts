import type { Plan } from './plan.ts';

/** A 64-bit hash of what the engine reads: two FNV-like lanes over numbers and names. Names of things and the order of touchpoints do not matter. */
export function hashOf(plan: Plan): string {
  const hash = new Hash();
  hash.text(plan.engine);
  for (const number of [plan.firstDay, plan.days, plan.classes]) hash.number(number);
  for (const { id, size, teamSize, steps, exposure, calendar, set, start } of plan.segments) {
    hash.text(id);
    for (const number of [size, steps, exposure, calendar, set]) hash.number(number);
    if (start !== undefined) hash.number(start);
    // Plans without teams keep the hashes that they had before there were any.
    if (teamSize > 0) {
      hash.text('teams');
      hash.number(teamSize);
    }
  }
  for (const { channels, messages, contacts, conditions } of plan.exposures) {
    for (const { channel, days, kinds } of channels) {
      hash.number(channel);
      hash.numbers(days);
      for (const { tactic, factors, at, counts, isForeign, away } of kinds) {
        for (const number of [
          tactic,
          factors.reach,
          factors.click,
          factors.comeback,
          factors.atOnce,
          Number(isForeign),
        ])
          hash.number(number);
        for (const list of [at, counts, away ?? []]) hash.numbers(list);
      }
    }
    for (const list of [messages, contacts, conditions]) hash.numbers(list);
  }
  for (const { presences, pushFactor, pullFactor } of plan.conditions) {
    hash.number(pushFactor);
    hash.number(pullFactor);
    for (const { tactic, effect } of presences) {
      hash.number(tactic);
      for (const [field, value] of Object.entries(effect)) {
        hash.text(field);
        hash.number(value);
      }
    }
  }
  for (const calendar of plan.calendars) hash.numbers(calendar);
  for (const { centre, below, above } of [plan.parameters, plan.strengths])
    for (const list of [centre, below, above]) hash.numbers(list);
  // Plans whose parameters are independent keep the hashes that they had before they could be otherwise.
  if (plan.correlation > 0) hash.number(plan.correlation);
  for (const { id, metric, target, day, segments, isByDate } of plan.goals) {
    hash.text(`${id} ${metric}`);
    hash.number(target);
    hash.number(day);
    hash.numbers(segments);
    if (isByDate) hash.text('by date');
  }
  if (plan.rolling) hash.numbers([plan.rolling.ownDays, plan.rolling.width]);
  if (plan.circles) hash.numbers(plan.circles);
  // Plans without decision points keep the hashes that they had before there were any.
  for (const way of plan.decided?.ways ?? []) hash.text(hashOf(way));
  return hash.digest();
}

class Hash {
  private high = 0x811c9dc5;
  private low = 0xcbf29ce4;
  private readonly double = new Float64Array(1);
  private readonly words = new Int32Array(this.double.buffer);

  number(value: number): void {
    this.double[0] = value;
    this.word(this.words[0]!);
    this.word(this.words[1]!);
  }

  numbers(values: ArrayLike<number>): void {
    this.number(values.length);
    for (let index = 0; index < values.length; index++) this.number(values[index]!);
  }

  text(text: string): void {
    this.number(text.length);
    for (let index = 0; index < text.length; index++) this.word(text.charCodeAt(index));
  }

  private word(word: number): void {
    this.high = Math.imul(this.high ^ word ^ (this.low >>> 15), 0x01000193);
    this.low = Math.imul(this.low ^ ((word << 16) | (word >>> 16)) ^ (this.high >>> 13), 0x85ebca6b);
  }

  digest(): string {
    for (const word of [1, 2, 3]) this.word(word);
    return [this.high, this.low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

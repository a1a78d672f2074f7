/** Days that are counted from a launch whose date stands elsewhere: “T-14”, “L+3”, “2 weeks before go-live”. */

export interface FromLaunch {
  days: number;
  /** Whether only working days count. */
  working: boolean;
}

/** From one day to another one, where it says both. */
export interface LaunchSpan {
  from: FromLaunch;
  to?: FromLaunch;
}

const ANCHOR =
  '(?:t|l|d|j|g|e|gl|go-?live|go live|launch(?: day| date)?|kick-?off|event(?: day)?|release|start(?: date)?|launch week|go-?live (?:day|date|week)|cut-?over|lancement|lanzamiento|lançamento|lancering|einführung|(?:der )?livegang)';
const NUMBER = '(\\d{1,3}|a|one|two|three|four|five|six|seven|eight|ten)';
const UNIT = '(d|days?|w|wks?|weeks?|m|months?|working days?|business days?|work days?|wd|bd|weekdays?)';
const WORDS: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
};

const SIGNED = new RegExp(`^${ANCHOR} ?(\\+|-|plus|minus) ?${NUMBER} ?${UNIT}?$`);
const SIGNED_FIRST = new RegExp(`^(\\+|-|plus|minus) ?${NUMBER} ?${UNIT}$`);
const SPOKEN = new RegExp(
  `^${NUMBER} ?${UNIT} (before|prior to|ahead of|pre|after|post|following|from) ?-?(?:the |our )?${ANCHOR}$`,
);
const WEEKS = /^(?:week|wk|w) ?([+-])(\d{1,2})$/;
const DAY_ITSELF =
  /^(?:on )?(?:the )?(?:(?:day of (?:the )?)(?:launch|go-?live|event|release)|(?:launch|go-?live|go live|event|release)[ -](?:day|date|week)|(?:the )?week of (?:the )?(?:launch|go-?live|go live)|d-day|jour j|d-dag|d-tag|[tld] ?[-+]? ?0)$/;
/** The launch by its name alone, which could also be the name of a phase. */
const ANCHOR_ALONE =
  /^(launch|go-?live|go live|kick-?off|d-?day|t|release|cut-?over|livegang|lancering|lancement|lanzamiento|lançamento|d[ií]a d|dag d|tag x)$/i;
const DAY_BESIDE = new RegExp(`^(?:the )?(day|week|month) (before|after) (?:the )?${ANCHOR}$`);

const SPOKEN_SPAN = new RegExp(`^(\\d{1,3}) ?(?:-|to) ?(\\d{1,3})( .+)$`);

/** “1-2 weeks before launch”, “T-14 to T-7”: from the earlier day to the later one. */
export function readLaunchSpan(text: string): Required<LaunchSpan> | undefined {
  const spoken = SPOKEN_SPAN.exec(text);
  const sides = spoken ? [`${spoken[1]}${spoken[3]}`, `${spoken[2]}${spoken[3]}`] : text.split(/ (?:-|to) /);
  const [one, other] = sides.map(readFromLaunch);
  if (sides.length !== 2 || !one || !other) return undefined;
  return one.days <= other.days ? { from: one, to: other } : { from: other, to: one };
}

/** How far a day is from the launch, or undefined where the text says nothing of that kind. The text is in small letters. */
export function readFromLaunch(text: string): FromLaunch | undefined {
  const plain = text.replace(/\s+/g, ' ').trim();
  const signed = SIGNED.exec(plain) ?? SIGNED_FIRST.exec(plain);
  // From a week on, weeks are counted: “launch week +1”.
  const unit = signed?.[3] ?? (/^[a-z -]+ week ?[-+pm]/.test(plain) ? 'weeks' : undefined);
  if (signed) return counted(signed[2]!, unit, /-|minus/.test(signed[1]!) ? -1 : 1);
  const spoken = SPOKEN.exec(plain);
  if (spoken) return counted(spoken[1]!, spoken[2], /before|prior|ahead|pre/.test(spoken[3]!) ? -1 : 1);
  const beside = DAY_BESIDE.exec(plain);
  if (beside) return counted('1', beside[1], beside[2] === 'before' ? -1 : 1);
  const weeks = WEEKS.exec(plain);
  if (weeks) return counted(weeks[2]!, 'weeks', weeks[1] === '-' ? -1 : 1);
  return DAY_ITSELF.test(plain) ? { days: 0, working: false } : undefined;
}

/** Whether a date cell names the launch and nothing else. */
export const isLaunchItself = (text: string) => ANCHOR_ALONE.test(text.trim());

function counted(number: string, unit: string | undefined, sign: 1 | -1): FromLaunch {
  const working = unit !== undefined && /work|business|wd|bd|weekday/.test(unit);
  const size = working || unit === undefined ? 1 : unit.startsWith('w') ? 7 : unit.startsWith('m') ? 30 : 1;
  // “-0” is no day of its own.
  return { days: sign * (WORDS[number] ?? Number(number)) * size + 0, working };
}

/** About the day so many working days from another one: by Monday to Friday, as long as nobody knows whose working days they are. */
export function workingDaysFrom(day: number, count: number, isWeekend: (day: number) => boolean): number {
  const step = count < 0 ? -1 : 1;
  let [at, left] = [day, Math.abs(count)];
  while (left > 0) {
    at += step;
    if (!isWeekend(at)) left -= 1;
  }
  return at;
}

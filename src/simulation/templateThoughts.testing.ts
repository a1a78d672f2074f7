import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { dayOf } from '#campaign/calendar.ts';
import { isContact } from '#campaign/contacts.ts';
import { isMessage } from '#campaign/sending.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { assume, START, touchpoint } from './campaigns.testing.ts';
import { expectedOf } from './expected.testing.ts';
import { immediateForecastOf } from './forecast/immediate.ts';
import { compile } from './plan/compile.ts';
import { once, type Thought } from './thoughts.testing.ts';
import { written } from './written.testing.ts';

/** Thought experiments with every template, and what its goals ask. */

const isPush = ({ tactic }: Touchpoint) => isMessage(tacticById(tactic));

/** A template, and what becomes of it under changes. */
function settingOf(template: (typeof TEMPLATES)[number]) {
  const given = template.build({ start: START });
  const expectedWith = (changes: Partial<Campaign>) => expectedOf({ ...given, ...changes });
  const chancesWith = (changes: Partial<Campaign>) =>
    immediateForecastOf(compile({ ...given, ...changes })).goals.map(({ probability }) => probability);
  const base = once(() => expectedWith({}));
  const chances = once(() => chancesWith({}));
  return {
    template,
    given,
    chances,
    base,
    expectedWith,
    chancesWith,
    /** Active learners on the last day, against the template as it is. */
    endWith: (changes: Partial<Campaign>) => expectedWith(changes).end / base().end,
  };
}
type Setting = ReturnType<typeof settingOf>;

const SETTINGS = TEMPLATES.filter(({ id }) => id !== 'blank').map(settingOf);

/** The same thought with every template. */
const everywhere = (
  change: string,
  counted: string,
  unit: Thought['unit'],
  allowed: Thought['allowed'],
  measured: (setting: Setting) => number,
): Thought => ({ change: `${change}, every template`, counted, unit, allowed, measured: () => SETTINGS.map(measured) });

/** More messages, than the template has or than these instead: fewer active learners, and no goal that is likelier. */
function more(
  change: string,
  added: (given: Campaign) => Touchpoint[],
  insteadOf?: (given: Campaign) => Touchpoint[],
  note?: string,
): Thought[] {
  const withThem = ({ given }: Setting, those: typeof added) => ({
    touchpoints: [...given.touchpoints, ...those(given)],
  });
  const thoughts = [
    everywhere(change, 'active at the end', 'times', [0, 1], (setting) => {
      const before = insteadOf ? setting.endWith(withThem(setting, insteadOf)) : 1;
      return setting.endWith(withThem(setting, added)) / before;
    }),
    everywhere(change, 'chance of the goal that gains most', 'in chance', [-Infinity, 0.02], (setting) => {
      const before = insteadOf ? setting.chancesWith(withThem(setting, insteadOf)) : setting.chances();
      const after = setting.chancesWith(withThem(setting, added));
      return Math.max(...after.map((chance, goal) => chance - before[goal]!));
    }),
  ];
  return note === undefined ? thoughts : thoughts.map((each) => ({ ...each, note }));
}

const repeated = (touchpoints: Touchpoint[], times: number) =>
  Array.from({ length: times }, (_, time) => touchpoints.map((each) => ({ ...each, id: `${each.id} ${time}` }))).flat();
const inAWeek = (count: number, channel: Touchpoint['channel']) => () =>
  Array.from({ length: count }, (_, index) => touchpoint('x', 35 + (index % 5), { channel }));

/** The plan with so many copies of its first personal message, sent once. */
function copied({ given, expectedWith }: Setting, count: number) {
  const first = given.touchpoints.find(({ channel, tactic }) => isContact(channel, tacticById(tactic)))!;
  const rest = given.touchpoints.filter((each) => each !== first);
  const { tie: _, ...message } = { ...first, cadence: 'once' as const, days: 1 };
  const day = dayOf(first.start) - dayOf(given.start);
  return { day, ...expectedWith({ touchpoints: [...rest, ...repeated([message], count)] }) };
}
const copies = new Map<Setting, ReturnType<typeof copied>[]>();
/** None, one and twenty of them. */
function copiesOf(setting: Setting) {
  let made = copies.get(setting);
  if (!made) copies.set(setting, (made = [0, 1, 20].map((count) => copied(setting, count))));
  return made as [none: (typeof made)[0], one: (typeof made)[0], twenty: (typeof made)[0]];
}

const textless = ({ touchpoints }: Campaign) =>
  touchpoints.map((each) => ({ ...each, message: { ...each.message, subject: '', body: '' } }));
const sized = ({ segments }: Campaign, times: number) =>
  segments.map(({ inflow, ...each }) => ({
    ...each,
    size: Math.round(each.size * times),
    ...(inflow !== undefined && { inflow: inflow * times }),
  }));
const withoutPull = ({ given }: Setting) => ({ touchpoints: given.touchpoints.filter(isPush) });
const withoutChampions = ({ given }: Setting) => ({
  touchpoints: given.touchpoints.filter(({ tactic }) => tactic !== 'champion-programme'),
  assumptions: [...given.assumptions, ...assume({ 'champions.rate': 0 })],
});

const COPIES = '20 copies of the first personal message on its day, instead of one';

export const TEMPLATE_THOUGHTS: readonly Thought[] = [
  ...more('Each message twice', ({ touchpoints }) => repeated(touchpoints.filter(isPush), 1)),
  ...more('Each message five times', ({ touchpoints }) => repeated(touchpoints.filter(isPush), 4)),
  ...more('20 more mails in a week', inAWeek(20, 'email')),
  ...more('20 more texts in a week, instead of one', inAWeek(20, 'text'), inAWeek(1, 'text')),
  ...more(
    '20 more texts in a week, instead of none',
    inAWeek(20, 'text'),
    undefined,
    'Texts are a channel that most of these plans leave out: a first one adds .05 to .2 to a goal, five add most, and twenty less than five.',
  ),
  everywhere(
    COPIES,
    'active, on the day of the second week after it where it is most',
    'times',
    [0, 1.15],
    (setting) => {
      const [, one, twenty] = copiesOf(setting);
      return Math.max(
        ...[7, 8, 9, 10, 11, 12, 13].map((later) => twenty.active[one.day + later]! / one.active[one.day + later]!),
      );
    },
  ),
  everywhere(COPIES, 'opt out by it on its day', 'times', [15, Infinity], (setting) => {
    const [none, one, twenty] = copiesOf(setting);
    const lost = ({ on }: typeof one) => on('optedOut', one.day) - none.on('optedOut', one.day);
    return lost(twenty) / lost(one);
  }),
  everywhere('No pull', 'active at the end', 'times', [0, 0.65], (setting) => setting.endWith(withoutPull(setting))),
  everywhere(
    'No champions, nor a programme for them',
    'active at the end',
    'points',
    [-25, 0],
    (setting) => setting.expectedWith(withoutChampions(setting)).end - setting.base().end,
  ),
  everywhere('Six more steps in the way', 'active at the end', 'times', [0.1, 0.75], ({ given, endWith }) =>
    endWith({ segments: given.segments.map((each) => ({ ...each, frictionSteps: each.frictionSteps + 6 })) }),
  ),
  everywhere('A year after the plan has ended', 'active', 'times', [0, 0.1], ({ given, endWith }) =>
    endWith({ days: given.days + 365 }),
  ),
  everywhere('A hundred times as many people', 'active at the end', 'times', [0.95, 1.05], ({ given, endWith }) =>
    endWith({ segments: sized(given, 100) }),
  ),
  everywhere('Messages without a word', 'active at the end', 'times', [1, 1], ({ given, endWith }) =>
    endWith({ touchpoints: textless(given) }),
  ),
  everywhere('A cap of 0, dropping what is beyond it', 'active at the end', 'times', [0, 1], ({ given, endWith }) =>
    endWith({ contact: { ...given.contact, capPerWeek: 0, atCap: 'drop' } }),
  ),
  everywhere(
    'Quiet hours all day, for messages that all go out at 9',
    'active at the end',
    'times',
    [0, 1],
    (setting) => {
      const { given, expectedWith } = setting;
      const touchpoints = given.touchpoints.map((each) => ({
        ...each,
        time: { zone: 'segment' as const, at: '09:00' },
      }));
      const quiet = { ...given.contact, quietFrom: '00:00', quietUntil: '23:59' };
      return expectedWith({ touchpoints, contact: quiet }).end / expectedWith({ touchpoints }).end;
    },
  ),
];

/** What the goals of templates asked under the model that never forgot and rewarded repetition (engine 4), in their order. */
const BEFORE: Record<string, readonly number[]> = {
  'new-lms-launch': [0.95, 0.42, 0.26, 750],
  'compliance-refresh': [0.6, 0.3, 0.95],
  'leadership-academy': [0.36, 0.28, 30],
  'data-literacy': [0.92, 0.45, 1300],
  'culture-of-learning': [0.48, 0.36, 180],
  'career-push-and-pull': [34, 16, 7],
};

const asked = (target: number, unit: string) => (unit === 'share' ? `${Math.round(100 * target)} %` : String(target));

/** Every template as a row: its goals with what they asked before and their chances, and what is left of it without its pull. */
export function templateRows(): { head: string[]; rows: string[][] } {
  return {
    head: ['Template', 'Goals: learners asked for (before), chance', 'Active at the end', 'Without its pull'],
    rows: SETTINGS.map((setting) => {
      const { template, given, chances, base, expectedWith } = setting;
      const goals = given.goals.map(({ name, target, unit }, place) => {
        const before = BEFORE[template.id]?.[place];
        const was = before === undefined ? '' : ` (${asked(before, unit)})`;
        return `${name}: ${asked(target, unit)}${was}, ${written(chances()[place]!)}`;
      });
      const [end, pushed] = [base(), expectedWith(withoutPull(setting))].map((each) => `${written(each.end)} %`);
      return [template.name, goals.join('; '), end!, pushed!];
    }),
  };
}

/** The chances of all goals of all templates. */
export const chancesOfTemplates = () =>
  SETTINGS.flatMap(({ given, chances }) =>
    given.goals.map(({ name }, place) => ({ name: `${given.name}: ${name}`, chance: chances()[place]! })),
  );

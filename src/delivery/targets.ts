import { allAtWork } from '#campaign/atWork.ts';
import { quote } from '#campaign/checks/finding.ts';
import { isGoing, type Campaign } from '#campaign/document.ts';
import { bothAnswersOf, withoutContradictions } from '#campaign/decisions.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { Refusal } from '#campaign/refusal.ts';
import { isRepeated } from '#campaign/sending.ts';
import { sayLeftOut } from '#campaign/shelf.ts';
import { oneLine } from '#campaign/text.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { waitingInWords } from '#language/decisionPoints.ts';
import { english } from '#language/formats.ts';
import { excerptInWords, excerptOf, isNarrowing } from './excerpt.ts';
import type { Export, ExportContext, Problem, Writer } from './export.ts';
import type { Part } from './bundle/bundle.ts';
import { INDEX_NAME } from './fileIndex.ts';
import { IMPORTERS, type ImporterId } from './importers/columns.ts';
import { fileNameOfPart } from './names.ts';

/** Every target of `export`, in the order in which people are shown them. The window and the command line list them from here. */

export interface Target {
  /** What it is called. */
  name: string;
  /** What comes out and what it is good for, in one sentence. */
  description: string;
  /** Of each file, without a dot. */
  extension: string;
  /** One file for the plan, or one a message. Many files are best handed over in one archive (`zipFiles`). */
  files: 'one' | 'many';
  /** Whether a file of that name tells what was exported. People go on working with these exports, so that a later one has to say what is gone. */
  tells?: (name: string) => boolean;
  /** Whether it can count days from everyone's own start, for a rolling plan. */
  countsDays?: true;
  /** Loads the target's code when it is first used. */
  load: () => Promise<Writer>;
}

const isIndex = (name: string) => name === INDEX_NAME;

const importers = Object.fromEntries(
  (Object.keys(IMPORTERS) as ImporterId[]).map((id): [ImporterId, Target] => {
    const { name, description } = IMPORTERS[id];
    const load = async () => (await import('./importers/writer.ts')).writerFor(id);
    return [id, { name, description, extension: `${id}.csv`, files: 'one', load }];
  }),
) as Record<ImporterId, Target>;

export const TARGETS = {
  ics: {
    name: 'Calendar',
    description:
      'One iCalendar file with every message, slot, phase and goal, for Outlook, Google and Apple calendars. Bring it in by Import: opened by a double-click, Outlook makes a calendar of its own.',
    extension: 'ics',
    files: 'one',
    tells: (name) => /\.ics$/i.test(name),
    load: async () => (await import('./ics/calendar.ts')).writeCalendar,
  },
  csv: {
    name: 'CSV',
    description: 'The schedule as a table, one row a message, safe to open in a spreadsheet.',
    extension: 'csv',
    files: 'one',
    countsDays: true,
    load: async () => (await import('./csv/csv.ts')).writeCsv,
  },
  xlsx: {
    name: 'Excel workbook',
    description: 'Schedule, phases, audience, goals, events and assumptions, each on a sheet of its own.',
    extension: 'xlsx',
    files: 'one',
    countsDays: true,
    load: async () => (await import('./xlsx/workbook.ts')).writeWorkbook,
  },
  slack: {
    name: 'Slack messages',
    description: 'One Block Kit file a message, ready to be scheduled once a channel is chosen, and an index.',
    extension: 'json',
    files: 'many',
    tells: isIndex,
    load: async () => (await import('./slack/slack.ts')).writeSlack,
  },
  teams: {
    name: 'Teams cards',
    description: 'One Adaptive Card a message, ready to be posted to a Teams workflow, and an index.',
    extension: 'json',
    files: 'many',
    tells: isIndex,
    load: async () => (await import('./teams/teams.ts')).writeTeams,
  },
  eml: {
    name: 'Email drafts',
    description:
      'One draft a message in the look of the brand, to be opened in a mail program, addressed and sent, and an index.',
    extension: 'eml',
    files: 'many',
    tells: isIndex,
    load: async () => (await import('./eml/eml.ts')).writeEmail,
  },
  html: {
    name: 'Mail HTML',
    description: 'One page a message as its mail looks, for mailing systems that take HTML, and an index.',
    extension: 'html',
    files: 'many',
    tells: isIndex,
    load: async () => (await import('./eml/pages.ts')).writeMailPages,
  },
  ...importers,
  moodle: {
    name: 'Moodle groups',
    description: 'The segments as groups of a course, for “Import groups”.',
    extension: 'moodle.csv',
    files: 'one',
    load: async () => (await import('./moodle/moodle.ts')).writeMoodleGroups,
  },
  xapi: {
    name: 'xAPI statements',
    description: 'What is scheduled for when, for a learning record store.',
    extension: 'xapi.json',
    files: 'one',
    load: async () => (await import('./xapi/xapi.ts')).writeStatements,
  },
  json: {
    name: 'Plan',
    description: 'The plan itself as a file that the studio opens.',
    extension: 'tandem.json',
    files: 'one',
    countsDays: true,
    load: async () => (await import('./json/json.ts')).writeJson,
  },
  png: {
    name: 'Picture',
    description: 'The timeline as a picture, for slides, chats and walls.',
    extension: 'png',
    files: 'one',
    countsDays: true,
    load: async () => (await import('./png/png.ts')).writePicture,
  },
  all: {
    name: 'Everything',
    description: 'All of these in one archive, with a manifest that lists every file and its hash.',
    extension: 'all.zip',
    files: 'one',
    load: () => Promise.resolve(writeEverything),
  },
} as const satisfies Record<string, Target>;

export type TargetId = keyof typeof TARGETS;

/** How the files of a target are known that tell of an export; undefined where nothing has to be taken back. */
export const tellingOf = (target: TargetId): Target['tells'] => (TARGETS[target] as Target).tells;

/** Whether a target can count days from everyone's own start. */
export const countsDays = (target: TargetId): boolean => (TARGETS[target] as Target).countsDays === true;

export const TARGET_IDS = Object.keys(TARGETS) as TargetId[];

/** Series of which no send is left stand in no file. */
const neverSent = (campaign: Campaign): Problem[] =>
  allAtWork(campaign)
    .touchpoints.filter(
      (touchpoint) => isGoing(touchpoint) && isRepeated(touchpoint) && occurrenceDays(touchpoint).length === 0,
    )
    .map(({ id, name }) => ({ touchpointId: id, message: `${quote(name)} is left out: none of its sends is left.` }));

/** What waits for both answers of one decision stands in no file either. */
const neverDecidedFor = ({ decisions, touchpoints }: Campaign): Problem[] =>
  touchpoints.filter(isGoing).flatMap((touchpoint) => {
    const decision = bothAnswersOf(touchpoint, decisions);
    if (!decision) return [];
    const message = `${quote(touchpoint.name)} is left out: it waits for both answers of the decision point ${quote(decision.name)}, so that it never happens.`;
    return [{ touchpointId: touchpoint.id, message }];
  });

/** What waits for a decision is in the files all the same: nobody knows yet. */
const undecided = (campaign: Campaign): Problem[] =>
  campaign.touchpoints.filter(isGoing).flatMap((touchpoint) => {
    const condition = waitingInWords(campaign, touchpoint, english);
    if (condition === '') return [];
    const message = `${quote(touchpoint.name)} happens ${condition}. Take it out where it is decided otherwise.`;
    return [{ touchpointId: touchpoint.id, message }];
  });

/** A table has no column for what something waits for, so that a plan read from it sends it in any case. */
const unconditional = ({ decisions }: Campaign, target: TargetId, ownDays = false): Problem[] =>
  decisions.length > 0 && (target === 'csv' || target === 'xlsx') && !ownDays
    ? [
        {
          message: `Tables hold no decision points: what waits for one stands in them as if it were sent in any case, and comes back so when they are imported. The campaign file (${TARGETS.json.extension}) keeps them.`,
        },
      ]
    : [];

/** Of a rolling plan: whose dates these are. */
function ofFirstDay(campaign: Campaign, target: TargetId, ownDays = false): Problem[] {
  if (!hasOwnDays(campaign)) return [];
  const { start, days } = campaign;
  if (ownDays) {
    const weekday = english.date(start, 'weekday');
    const last = english.number(days - 1);
    return [
      {
        message: `Days are counted from everyone’s own start: day 0 is that day, a ${weekday}, and day ${last} the last. Events stay on their dates.`,
      },
    ];
  }
  // It holds for all of them.
  if (target === 'png') return [];
  const message = `Everyone starts on a day of their own: these are the dates of those who start on ${english.date(start, 'long')}. Choose another cohort for the dates of later ones.`;
  return [{ message }];
}

function requireOwnDays(campaign: Campaign, target: TargetId): void {
  if (!hasOwnDays(campaign))
    throw new Refusal(
      'badInput',
      'In this plan everyone starts on the first day, so that its dates hold for all. Leave out that days be counted from everyone’s own start.',
    );
  if (countsDays(target)) return;
  const able = TARGET_IDS.filter(countsDays);
  throw new Refusal(
    'badInput',
    `Only tables, lists and pictures (${able.join(', ')}) count days from everyone’s own start. Choose one of them, or the dates of a cohort.`,
  );
}

/** The files of one target, and what a person should know about them. `context.now` is the only clock. */
export async function exportCampaign(campaign: Campaign, target: TargetId, context: ExportContext): Promise<Export> {
  if (context.ownDays) requireOwnDays(campaign, target);
  const write: Writer = await TARGETS[target].load();
  const excerpt = context.excerpt && isNarrowing(context.excerpt) ? context.excerpt : undefined;
  if (target === 'json' && !context.ownDays) {
    if (excerpt)
      throw new Refusal(
        'badInput',
        'The plan as a file is always the whole plan. Choose everything, or another target.',
      );
    return write(campaign, context);
  }
  if (excerpt) return exportExcerpt(campaign, target, { ...context, excerpt }, write);
  const { excerpt: _, ...whole } = context;
  const { files, problems } = await write(campaign, whole);
  if (target === 'all' || target === 'moodle') return { files, problems };
  return { files, problems: [...planProblems(campaign, target, context.ownDays), ...problems] };
}

/** The same of what was chosen; of what is left out nothing is said but that it is. */
async function exportExcerpt(
  campaign: Campaign,
  target: TargetId,
  context: ExportContext & { excerpt: Excerpt },
  write: Writer,
): Promise<Export> {
  const chosen = excerptOf(campaign, context.excerpt);
  const words = excerptInWords(campaign, context.excerpt);
  // What was exported before is taken back, though nothing is left.
  if (chosen.touchpoints.length === 0 && context.earlier === undefined)
    return {
      files: [],
      problems: [
        { message: `Nothing of the plan is in this excerpt (${words}), so nothing was exported. Choose more.` },
      ],
    };
  const { files: made, problems } = await write(campaign, context);
  // Files of one message or one event are called after it.
  const isOne = (TARGETS[target] as Target).files === 'one' && context.organizer === undefined;
  const files = isOne ? made.map((file) => ({ ...file, name: fileNameOfPart(file.name, campaign, words) })) : made;
  if (target === 'all') return { files, problems };
  const ids = new Set(chosen.touchpoints.map(({ id }) => id));
  return {
    files,
    problems: [
      { message: `This is not the whole plan: ${words}.` },
      ...planProblems(chosen, target, context.ownDays),
      ...problems.filter(({ touchpointId }) => touchpointId === undefined || ids.has(touchpointId)),
    ],
  };
}

/** Every other target, one after another, and what each had to say. */
async function writeEverything(campaign: Campaign, context: ExportContext): Promise<Export> {
  const parts: Part[] = [];
  for (const target of TARGET_IDS) {
    // An excerpt is no plan to go on with.
    if (target === 'all' || (target === 'json' && context.excerpt)) continue;
    const { files } = TARGETS[target] as Target;
    parts.push({ target, isFolder: files === 'many', made: await exportCampaign(campaign, target, context) });
  }
  return (await import('./bundle/bundle.ts')).bundleOf(campaign, parts, context);
}

/** What a person should know of a plan, whatever it is written for: each on one line, however things are called. */
function planProblems(campaign: Campaign, target: TargetId, ownDays?: boolean): Problem[] {
  const ideas = sayLeftOut(campaign);
  return [
    ...(ideas === undefined ? [] : [{ message: ideas }]),
    ...ofFirstDay(campaign, target, ownDays),
    ...unconditional(campaign, target, ownDays),
    ...neverSent(campaign),
    ...neverDecidedFor(campaign),
    ...undecided(withoutContradictions(campaign)),
  ].map((problem) => ({ ...problem, message: oneLine(problem.message) }));
}

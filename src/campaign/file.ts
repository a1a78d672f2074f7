import { z } from 'zod';
import { campaignSchema, FORMAT_VERSION, type Campaign } from './document.ts';
import { integrityProblems } from './collections.ts';
import { idOfFormat1 } from './identity.ts';
import { strayException } from './occurrences.ts';
import { firstProblem } from './problems.ts';
import { Refusal } from './refusal.ts';
import { tiedInCircle, withTrueTies } from './ties.ts';

/** Reading and writing `*.tandem.json`. One canonical text for one document, so that files can be diffed. */

/** Larger files are refused before they are parsed. */
export const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/** Why a text is not a campaign: what happened, where, and what to do. */
export class CampaignFileError extends Refusal {
  readonly place: string;
  constructor(message: string, place: string) {
    super('badInput', message);
    this.place = place;
  }
}

/** Steps from an older version to the next one, by the version they start from. */
const migrations: Record<number, (older: Record<string, unknown>) => Record<string, unknown>> = {
  // A campaign has an id; touchpoints may have a status and a length in minutes.
  1: (older) => ({ ...older, version: 2, id: idOfFormat1(older) }),
  // Touchpoints without a date have a list of their own.
  2: (older) => ({ ...older, version: 3, ideas: [] }),
  // A series may have several weekdays, or one of each month.
  3: (older) => ({ ...older, version: 4 }),
  // A campaign may have decision points, for which touchpoints wait.
  4: (older) => ({ ...older, version: 5, decisions: [] }),
  // There may be working calendars, and a campaign may be rolling.
  5: (older) => ({ ...older, version: 6, calendars: [] }),
  // A touchpoint may hang from an anchor, and there are milestones.
  6: (older) => ({ ...older, version: 7 }),
  // A series may follow the working days of its audience, and a campaign says which engine its figures are of.
  7: (older) => ({ ...older, version: 8 }),
};

/**
 * The canonical text: keys in the order of the schema, two spaces, one line feed at the end.
 * `parseCampaign(serializeCampaign(c))` equals `c`.
 */
export function serializeCampaign(campaign: Campaign): string {
  return `${JSON.stringify(canonical(campaign), null, 2)}\n`;
}

/** SHA-256 of the canonical text, in hex: the same for two files that say the same. `hashOf` of the engine is of what a forecast depends on. */
export function contentHash(campaign: Campaign): Promise<string> {
  return sha256(new TextEncoder().encode(serializeCampaign(campaign)));
}

/** In hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same document with its keys in the order of the schema and nothing undefined. */
export function canonical(campaign: Campaign): Campaign {
  return campaignSchema.parse(JSON.parse(JSON.stringify(campaign)));
}

/** A campaign from the text of a file. Throws CampaignFileError with one sentence that names the place and the cure. */
export function parseCampaign(text: string): Campaign {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (start.trim() === '')
    throw new CampaignFileError('The file is empty. Choose a campaign saved by the studio (*.tandem.json).', 'start');
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch (error) {
    const position = positionOf(error);
    throw new CampaignFileError(
      `The file is not JSON, or it was cut short${position ? ` (${position})` : ''}. Save it again from the studio, or mend it there.`,
      position ?? 'the text',
    );
  }
  return campaignFrom(value);
}

/** A campaign from a parsed value, older versions brought up to date. Throws CampaignFileError. */
export function campaignFrom(value: unknown): Campaign {
  if ((value as { format?: unknown } | null)?.format === 'tandem-schedule')
    throw new CampaignFileError(
      'This is a schedule by own days, which does not hold the whole plan. Choose the campaign it was made from (*.tandem.json).',
      'format',
    );
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    (value as { format?: unknown }).format !== 'tandem-campaign'
  ) {
    throw new CampaignFileError(
      'This is not a Tandem campaign: "format" is not "tandem-campaign". Choose a *.tandem.json file; a spreadsheet is brought in by “import plan”.',
      'format',
    );
  }
  // How editors attach the schema that `tandem schema` prints; nothing of the plan.
  const { $schema: _, ...fields } = value as Record<string, unknown>;
  let current = fields;
  const version = current['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new CampaignFileError('The campaign has no valid "version". Save it again from the studio.', 'version');
  }
  if (version > FORMAT_VERSION) {
    throw new CampaignFileError(
      `This campaign was saved by a newer studio (file version ${version}; this studio reads up to ${FORMAT_VERSION}). Update the studio, then open it again.`,
      'version',
    );
  }
  for (let from = version; from < FORMAT_VERSION; from++) current = migrations[from]!(current);
  const parsed = campaignSchema.safeParse(current);
  if (!parsed.success) {
    const { place, problem, more } = firstProblem(parsed.error);
    throw new CampaignFileError(`At ${place}: ${problem}.${more} Correct it there, or open a sound copy.`, place);
  }
  const [first, ...others] = [
    ...integrityProblems(parsed.data),
    ...strayExceptions(parsed.data),
    ...circles(parsed.data),
  ];
  if (first) {
    const more = others.length ? ` (and ${others.length} more)` : '';
    throw new CampaignFileError(
      `At ${first.path}: ${first.problem}${more}. Correct it there, or open a sound copy.`,
      first.path,
    );
  }
  return withTrueTies(parsed.data);
}

/** Exceptions for days on which their series sends nothing: no command would leave them so. */
const strayExceptions = ({ touchpoints }: Campaign) =>
  touchpoints.flatMap((touchpoint, index) => {
    const stray = strayException(touchpoint);
    return stray ? { path: `touchpoints.${index}.exceptions`, problem: `its series has no send on ${stray.on}` } : [];
  });

/** What hangs from itself: no command would leave it so. */
function circles(campaign: Campaign) {
  const circle = tiedInCircle(campaign);
  return circle === undefined ? [] : [{ path: 'touchpoints', problem: circle.replace(/\.$/, '') }];
}

/** The published JSON Schema of a campaign file. */
export function campaignJsonSchema(): Record<string, unknown> {
  const { properties, ...schema } = z.toJSONSchema(campaignSchema, { io: 'input' });
  const attached = { type: 'string', description: 'Address of this schema, for editors; ignored' };
  return { ...schema, properties: { $schema: attached, ...properties }, title: 'Tandem campaign' };
}

/** Where the text stops being JSON, as far as the runtime says: it does not always. */
function positionOf(error: unknown): string | undefined {
  const told = /line (\d+) column (\d+)/.exec(error instanceof Error ? error.message : '');
  return told ? `line ${told[1]}, column ${told[2]}` : undefined;
}

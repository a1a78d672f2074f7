import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { profileSchema, type Profile, type PublishedTarget } from '#contract/publishing.ts';
import { quietOfWorkingHours } from '#delivery/quietEdges.ts';
import { readAddresses } from './addresses.ts';
import { withoutSecrets } from './failure.ts';
import { requireAddress, type Reach } from './outbound.ts';
import { secretAt } from './secrets.ts';
import type { Connection, Target } from './target.ts';
import { PUBLISHING_TARGETS } from './targets.ts';

/** Profiles are checked whole before they are kept: what is wrong with one is said now, not at nine on a Monday. */

/** Options that every target has; the others are the target's own. */
export const COMMON_OPTIONS = z.strictObject({
  lanes: z.string().optional().describe('lanes to publish, by id or name, with commas'),
  segments: z.string().optional().describe('segments to publish for, by id or name, with commas'),
  channels: z.string().optional().describe('channels to publish, with commas, or all'),
  quiet: z
    .enum(['hold', 'nearest'])
    .optional()
    .describe('what is in the quiet hours waits for their end, or takes their nearest edge'),
  workingHours: z
    .string()
    .optional()
    .describe('hours to send in, such as 08:00-18:00, instead of the quiet hours of the plan'),
  ratePerMinute: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'write a whole number from 1 to 99999')
    .optional()
    .describe('most messages a minute'),
  addresses: z.string().optional().describe('CSV file of addresses: segment,address,name'),
});

/** The target's code, loaded. */
export async function targetOf(id: PublishedTarget): Promise<Target> {
  const entry = PUBLISHING_TARGETS[id];
  if (!entry) throw new Refusal('badInput', `The studio publishes to: ${Object.keys(PUBLISHING_TARGETS).join(', ')}.`);
  return entry.load();
}

/** Names of parameters under which addresses carry their secret. */
const SECRET_PARAMETER = /^(sig|signature|token|access_token|auth|key|api_?key|code|secret|password|pass|pwd)$/i;

/** A profile that can be kept. Throws Refusal with what is wrong and what to write instead. */
export async function checkedProfile(given: unknown, allowLoopback: boolean): Promise<Profile> {
  const read = profileSchema.safeParse(given);
  if (!read.success) throw unfit(read.error);
  const profile = read.data;
  const target = await targetOf(profile.target);
  const { url, secretRef, options } = profile;
  if (target.needs.url && url === undefined)
    throw new Refusal('badInput', `A profile for ${target.id} needs an address. Say where it goes.`, 'url');
  if (target.needs.secret && secretRef === undefined)
    throw new Refusal(
      'badInput',
      `A profile for ${target.id} needs a secret. Put it into an environment variable, and name that.`,
      'secret',
    );
  if (url !== undefined) {
    target.requireUrl?.(url, allowLoopback);
    checkAddress(url, target.needs.url, { profile, allowLoopback });
  }
  const common = Object.fromEntries(Object.entries(options).filter(([name]) => name in COMMON_OPTIONS.shape));
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => !(name in COMMON_OPTIONS.shape)));
  for (const [schema, some] of [
    [COMMON_OPTIONS, common],
    [target.options, own],
  ] as const) {
    const checked = schema.safeParse(some);
    if (!checked.success) throw unfit(checked.error, profile.target);
  }
  if (options['workingHours'] !== undefined) quietOfWorkingHours(options['workingHours']);
  if (target.needs.addresses) {
    if (options['addresses'] === undefined)
      throw new Refusal(
        'badInput',
        `A profile for ${target.id} needs a file of addresses. Name it by its whole path, such as /srv/audience.csv.`,
        'addresses',
      );
    await readAddresses(options['addresses']);
  }
  return profile;
}

function checkAddress(url: string, isNeeded: boolean, reach: Reach): void {
  // A folder is named by its path, a mail server by a scheme of its own; the targets look at those themselves.
  if (!/^https?:/i.test(url)) {
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i.test(url))
      throw new Refusal(
        'badInput',
        'The address holds a name or a password. Take them out of it, and hand the secret over by itself.',
        'secret',
      );
    return;
  }
  const { searchParams } = requireAddress(url, reach);
  const secret = [...searchParams.keys()].find((name) => SECRET_PARAMETER.test(name));
  if (secret !== undefined)
    throw new Refusal(
      'badInput',
      `The address holds a secret (“${secret}=…”), which would be kept as plain text. ${isNeeded ? 'Take it out, and hand it over by itself.' : 'Leave the address empty, and hand all of it over as the secret.'}`,
      'secret',
    );
}

function unfit(error: z.ZodError, target?: string): Refusal {
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return new Refusal(
      'badInput',
      `A profile${target === undefined ? '' : ` for ${target}`} has no option “${oneLine(issue.keys[0]!)}”. Take it out, or mend its name.`,
      'options',
    );
  const path =
    issue?.path
      .map(String)
      .join('.')
      .replace(/^options\./, '') ?? '';
  const field = path === 'secretRef' ? 'secret' : path || 'options';
  return new Refusal(
    'badInput',
    `The profile’s ${field} cannot be used: ${oneLine(issue?.message ?? 'not valid')}.`,
    field,
  );
}

/** What sending through a profile needs: its secret as it is handed over, else from where it stands. Throws Refusal where it is not there. */
export async function connectionOf(
  profile: Profile,
  given: Pick<Connection, 'now' | 'signal' | 'allowLoopback'>,
  handedOver?: string,
): Promise<Connection> {
  const secret = handedOver ?? (profile.secretRef === undefined ? undefined : await secretAt(profile.secretRef));
  return { profile, secret, ...given };
}

/** Tries a profile. Whatever goes wrong is said without the secret. Throws Refusal. */
export async function tried(target: Target, connection: Connection): Promise<{ sentence: string }> {
  try {
    return await target.test(connection);
  } catch (error) {
    if (error instanceof Refusal)
      throw new Refusal(error.code, withoutSecrets(error.message, [connection.secret]), error.field);
    throw new Refusal(
      'refused',
      'The connection failed in a way that the studio does not know. Check the address and the options of the profile.',
    );
  }
}

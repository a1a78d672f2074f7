import { z } from 'zod';
import type { Profile } from '#contract/publishing.ts';
import type { Segment } from '#campaign/document.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Connection } from '../target.ts';

/** Options of profiles that may be set for each segment by itself: `channel=…` for all, `channel.sales=…` for one. */

/** A strict schema of options, those in `each` also with a dot and the id of a segment, which its JSON Schema lists. */
export function optionsOf<Shape extends z.ZodRawShape>(shape: Shape, each: readonly (keyof Shape & string)[] = []) {
  const whole = z.looseObject(shape).superRefine((options, context) => {
    for (const [name, value] of Object.entries(options)) {
      if (Object.hasOwn(shape, name)) continue;
      const base = each.find((one) => name.startsWith(`${one}.`) && name.length > one.length + 1);
      if (base === undefined) {
        context.addIssue({ code: 'unrecognized_keys', keys: [name], input: options });
        continue;
      }
      const checked = z.safeParse(shape[base]!, value);
      for (const { message } of checked.error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [name], message, input: value });
    }
  });
  return whole.meta({ each });
}

/** What a form asks first: there is no use of the target without it, or seldom. */
export const ASKED = { isAsked: true } as const;

/** An option as a segment has it: its own, else that of all. */
export const optionFor = ({ options }: Profile, name: string, segmentId: string | undefined): string | undefined =>
  (segmentId ? options[`${name}.${segmentId}`] : undefined) ?? options[name];

/** What stops a profile that says for some segment nowhere to go. */
export const missingOption = (name: string, example: string, segment: Segment | undefined) => ({
  message: segment
    ? `The profile names no ${name} for “${oneLine(segment.name)}”. Name one for it or for everyone, such as ${example}.`
    : `The profile names no ${name}. Name one, such as ${example}.`,
  stops: true as const,
  field: segment ? `${name}.${segment.id}` : name,
});

/** Who a person is to a server: `user` beside the secret, or a secret that has both as user:password. */
export function credentialsOf(
  { options: { user } }: Profile,
  secret: string | undefined,
): { user: string; password: string } | undefined {
  if (secret === undefined) return undefined;
  if (user !== undefined) return { user, password: secret };
  const colon = secret.indexOf(':');
  return colon > 0 ? { user: secret.slice(0, colon), password: secret.slice(colon + 1) } : undefined;
}

export const withoutName = () =>
  new Refusal('badInput', 'The profile does not say whose password it is. Name the user.', 'user');

/** Of what teams run themselves (outbound.ts). */
export const NETWORK = {
  network: z
    .enum(['internet', 'own'])
    .optional()
    .describe('own: its server may be in your own, private network; internet where absent'),
};

/** How one signs in by HTTP. */
export const SIGN_IN = {
  user: z.string().min(1).optional().describe('name to sign in with; the secret is the password').meta(ASKED),
  auth: z.enum(['basic', 'bearer']).optional().describe('how the secret is handed over; basic where absent'),
};

/** The header that signs in; none where there is no secret. Throws Refusal. */
export function authorizationOf({ profile, secret }: Pick<Connection, 'profile' | 'secret'>): Record<string, string> {
  if (secret === undefined) return {};
  if (profile.options['auth'] === 'bearer') return { authorization: `Bearer ${secret}` };
  const known = credentialsOf(profile, secret);
  if (!known) throw withoutName();
  return { authorization: `Basic ${Buffer.from(`${known.user}:${known.password}`, 'utf8').toString('base64')}` };
}

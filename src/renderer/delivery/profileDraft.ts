import type { ProfileForm } from '#contract/publish.ts';
import type { Profile } from '#contract/publishing.ts';

/** What is typed about a profile, before it is one. */

export type SecretPlace = 'keychain' | 'environment' | 'none';

export interface Draft {
  name: string;
  url: string;
  place: SecretPlace;
  /** Never shown again: empty where the one that is kept stays. */
  secret: string;
  variable: string;
  /** Those that a field stands for. */
  options: Record<string, string>;
  /** All others, one a line: name=value. */
  others: string;
}

const ENVIRONMENT = 'env:';

/** An option of one segment alone. */
export const ofSegment = (option: string, segmentId: string): string => `${option}.${segmentId}`;

/** What a form begins with: a profile as it is, or nothing. */
export function draftOf(
  { needs, options: known }: ProfileForm,
  profile: Profile | undefined,
  segments: readonly { id: string }[],
): Draft {
  const fields = new Set(
    known.flatMap(({ name, isEach }) => [name, ...(isEach ? segments.map(({ id }) => ofSegment(name, id)) : [])]),
  );
  const { name = '', url = '', secretRef, options = {} } = profile ?? {};
  const isVariable = secretRef?.startsWith(ENVIRONMENT) ?? false;
  const isNone = profile ? secretRef === undefined : !needs.secret;
  const entries = Object.entries(options);
  return {
    name,
    url,
    place: isNone ? 'none' : isVariable ? 'environment' : 'keychain',
    secret: '',
    variable: isVariable ? secretRef!.slice(ENVIRONMENT.length) : '',
    options: Object.fromEntries(entries.filter(([option]) => fields.has(option))),
    others: entries
      .filter(([option]) => !fields.has(option))
      .map((pair) => pair.join('='))
      .join('\n'),
  };
}

/** Where the secret stands that a changed profile goes on with. */
const keptIn = (before: Profile | undefined): string | undefined =>
  before?.secretRef?.startsWith(ENVIRONMENT) ? undefined : before?.secretRef;

/** Whether a secret is to be in the keychain and none was typed, or is there. */
export const lacksSecret = ({ place, secret }: Draft, before: Profile | undefined): boolean =>
  place === 'keychain' && secret === '' && keptIn(before) === undefined;

/** What the studio is asked to keep. */
export function givenIn(
  { name, url, place, secret, variable, options, others }: Draft,
  target: Profile['target'],
  before: Profile | undefined,
): { profile: Profile; secret?: string } {
  const secretRef = place === 'environment' ? `${ENVIRONMENT}${variable}` : place === 'keychain' && keptIn(before);
  return {
    profile: {
      name: name.trim(),
      target,
      ...(url !== '' && { url }),
      ...(secretRef && { secretRef }),
      options: { ...options, ...optionsIn(others) },
    },
    ...(place === 'keychain' && secret !== '' && { secret }),
  };
}

/** `channel.sales=C123`, one a line; a line without a sign of equality names an option that is empty, which the studio refuses. */
const optionsIn = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [name = '', ...rest] = line.split('=');
        return [name.trim(), rest.join('=').trim()];
      }),
  );

import { Refusal } from '#campaign/refusal.ts';

/** Secrets are looked up where a reference points, when they are needed, and are kept nowhere else: in the environment or in the system's keychain. */

/** Where people have put secrets; it stays, whatever the application is called. */
const SERVICE = 'Tandem Studio';

const isKeychain = (reference: string) => reference.startsWith('keychain:');
const nameIn = (reference: string) => reference.slice(reference.indexOf(':') + 1);

/** The secret that a reference points at. Throws Refusal where it is not there. */
export async function secretAt(
  reference: string,
  environment: Record<string, string | undefined> = process.env,
): Promise<string> {
  const name = nameIn(reference);
  const secret = isKeychain(reference) ? await inKeychain(name) : environment[name]?.trim();
  if (secret) return secret;
  throw new Refusal(
    'badInput',
    isKeychain(reference)
      ? `The keychain of this machine has no secret “${name}”. Put it there, or change the profile so that it names an environment variable.`
      : `The environment variable ${name} is not set, and the profile’s secret stands there. Set it, then try again.`,
    'secret',
  );
}

/** Puts a secret into the keychain and gives the reference to it. Throws Refusal where there is no keychain: it is written nowhere else. */
export async function keepSecret(name: string, secret: string): Promise<string> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    await new AsyncEntry(SERVICE, name).setPassword(secret);
  } catch {
    throw noKeychain();
  }
  return `keychain:${name}`;
}

/** Takes a secret of the keychain away; one that is not there, or elsewhere, is left. */
export async function forgetSecret(reference: string): Promise<void> {
  if (!isKeychain(reference)) return;
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    await new AsyncEntry(SERVICE, nameIn(reference)).deletePassword();
  } catch {
    // There is nothing to take away, or nobody to ask.
  }
}

async function inKeychain(name: string): Promise<string | undefined> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    return (await new AsyncEntry(SERVICE, name).getPassword()) ?? undefined;
  } catch {
    throw noKeychain();
  }
}

const noKeychain = () =>
  new Refusal(
    'refused',
    'This machine has no keychain that can be opened, and secrets are not written to files. Hand the secret over in an environment variable.',
    'secret',
  );

/** Chromium refuses pages on a scheme that it does not know, so that `app://studio/x` is shown under an https address. */

const SHOWN = /^https:\/\/([^/]+)\.([a-z]+)\.electron\.invalid(\/|$)/;

export function shown(address: string): string {
  const match = /^([a-z]+):\/\/([^/]+)(.*)$/.exec(address);
  if (!match || ['http', 'https', 'file'].includes(match[1]!)) return address;
  return `https://${match[2]}.${match[1]}.electron.invalid${match[3] || '/'}`;
}

export function fromShown(address: string): string {
  return address.replace(SHOWN, (_all, host: string, scheme: string, slash: string) => `${scheme}://${host}${slash}`);
}

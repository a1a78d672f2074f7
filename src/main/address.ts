/** The window's pages have an origin of their own, which no file of the disk and no web site shares. */

export const SCHEME = 'app';
export const PAGE_ORIGIN = `${SCHEME}://studio`;

/** The path of one of the studio's own addresses (`/index.html`), or undefined for any other address. */
export function ownPath(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  // URL's own `origin` is "null" for a scheme of one's own.
  const { protocol, host, pathname, username } = new URL(address);
  return `${protocol}//${host}` === PAGE_ORIGIN && username === '' ? pathname : undefined;
}

/** Whether an address may be handed to the person's web browser. */
export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}

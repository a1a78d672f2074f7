import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is turned away. */
export interface Denial {
  status: number;
  message: string;
}

/** Compares in the same time wherever the two differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/**
 * Whether a request may be answered at all. Another site in the same browser can reach 127.0.0.1 too: by its own name that
 * resolves there (Host), by script or form (Origin, Sec-Fetch-Site). Another port of this machine is another site.
 */
export function denialOfSite(request: IncomingMessage, address: string): Denial | undefined {
  if (request.headers.host !== new URL(address).host) {
    return { status: 421, message: `This studio answers at ${address} only.` };
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== address) {
    return { status: 403, message: 'Another site may not call the studio.' };
  }
  const from = request.headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none') {
    return { status: 403, message: 'Another site may not open the studio. Copy its address into the address bar.' };
  }
  return undefined;
}

/** Whether a call carries the token of this run. */
export function denialOfToken(request: IncomingMessage, token: string): Denial | undefined {
  if (isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return undefined;
  return {
    status: 401,
    message:
      'This page does not belong to the studio that is running now. Open the address that it printed when it started.',
  };
}

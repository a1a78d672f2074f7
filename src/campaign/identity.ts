/** What a campaign is known by for good, wherever its file goes and whatever it is called. */

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Twelve letters and digits by chance: two windows never choose the same. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** The id of a campaign that has just been made: from a template, a spreadsheet, or as a copy of another. */
export const newCampaignId = (): string => `campaign-${randomId()}`;

/**
 * The id of a file of format 1, which had none: by what seldom changes, so that the same plan keeps its id through a new name or an edit,
 * and two plans that were made from one template for different starts have different ones.
 */
export function idOfFormat1(older: Record<string, unknown>): string {
  const segments = Array.isArray(older['segments']) ? (older['segments'] as unknown[]) : [];
  const named = segments.map((segment) => {
    const { id, name } = (segment ?? {}) as Record<string, unknown>;
    return [id, name];
  });
  return `campaign-${fingerprint(JSON.stringify([older['start'], older['timeZone'], named]))}`;
}

const FNV_OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const FNV_PRIME = 0x0000000001000000000000000000013bn;

/** FNV-1a of 128 bits: the platform's own digests come as promises, and reading a file does not wait. Guards against chance, not against people. */
function fingerprint(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * FNV_PRIME);
  return hash.toString(36).padStart(25, '0');
}

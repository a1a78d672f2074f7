import { t } from '../text/text.ts';
import { Refusal } from '#campaign/refusal.ts';

/** From a picture file to a logo that a campaign can carry. */

const TYPES = ['image/png', 'image/jpeg', 'image/webp'];
/** The largest file that is kept as it is, in bytes. */
const LARGEST_BYTES = 500 * 1024;
/** Longest edges that a picture is brought down to, in pixels, until it fits. */
const EDGES = [800, 512, 320, 200];

/** The picture as a data address of at most 500 KB. Throws Refusal. */
export async function logoFrom(file: File): Promise<string> {
  const picture = await decode(file);
  try {
    if (TYPES.includes(file.type) && file.size <= LARGEST_BYTES) return await asAddress(file);
    for (const edge of EDGES) {
      const smaller = await drawn(picture, edge);
      if (smaller && smaller.size <= LARGEST_BYTES) return await asAddress(smaller);
    }
  } finally {
    picture.close();
  }
  throw new Refusal('badInput', t('brand.logoTooLarge', { file: file.name }));
}

async function decode(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch {
    throw new Refusal('badInput', t('brand.logoBad', { file: file.name }));
  }
}

function drawn(picture: ImageBitmap, edge: number): Promise<Blob | null> {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  // PNG keeps what is see-through.
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(blob);
  });
}

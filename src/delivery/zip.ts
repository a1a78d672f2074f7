import { zipSync } from 'fflate';
import type { ExportFile } from './export.ts';

/** The first moment that a zip archive can hold; a fixed one, so that the same files give the same bytes. */
const FIXED_TIME = '1980-01-01T00:00:00';

/** All files of an export in one archive. */
export function zipFiles(files: readonly Pick<ExportFile, 'name' | 'bytes'>[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { mtime: FIXED_TIME, level: 6 });
}

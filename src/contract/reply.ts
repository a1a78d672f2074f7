import { z } from 'zod';

/**
 * `refused` is for good; `unavailable` is for now: the library is locked, may not be written, or its disk is full. `gone` is the library's file.
 * Neither of the two changed anything, so what was asked can be asked again as it is.
 */
export const ERROR_CODES = [
  'badInput',
  'notFound',
  'conflict',
  'refused',
  'unavailable',
  'gone',
  'cancelled',
  'internal',
] as const;
export const errorSchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  field: z.string().optional().describe('What is to be filled in otherwise, where that is known'),
});
export type StudioFailure = z.infer<typeof errorSchema>;

/** The answer to every call: a value, or what happened and what to do. */
export type Reply = { value: unknown } | { error: StudioFailure };

/** What a door lends to the window, as `window.studio` or over HTTP. */
export interface Bridge {
  call(method: string, input: unknown): Promise<Reply>;
  subscribe(listener: (event: unknown) => void): () => void;
  /** Where a file lies that somebody chose; only the desktop application knows. */
  pathOf?(file: File): string;
}

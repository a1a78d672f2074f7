import type { TouchpointRead } from '#contract/intake.ts';
import { formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';

/** The days of a touchpoint that was read, or that it waits on the shelf for some. */
export const dayWords = ({ start, days }: Pick<TouchpointRead, 'start' | 'days'>): string =>
  start === null ? t('intake.onShelf') : formatSpan({ start, days });

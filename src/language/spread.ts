import type { Formats } from './formats.ts';

/**
 * What makes the bands of a forecast wide, as shares of the variance of the last day, in one sentence for window, report and command line; undefined where
 * nothing does.
 */
export function spreadInWords(
  { chance, parameters, campaign }: { chance: number; parameters: number; campaign: number },
  { share }: Pick<Formats, 'share'>,
): string | undefined {
  const whole = chance + parameters + campaign;
  if (whole === 0) return undefined;
  const of = (part: number) => share(part / whole);
  return `Of the spread on the last day, ${of(parameters)} is what nobody knows yet about these people and tactics, ${of(campaign)} is how the campaign turns out, and ${of(chance)} is chance.`;
}

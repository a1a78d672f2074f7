import type { Segment, Touchpoint } from '#campaign/document.ts';
import type { RenderedMessage } from '#campaign/message.ts';
import { oneLine } from '#campaign/text.ts';
import { cutToFit } from './cutting.ts';

/** What keeps a touchpoint's messages from being right for everybody, as phrases that follow its name. */
export function messageFaults(
  touchpoint: Touchpoint,
  rendered: readonly { segments: readonly Segment[]; message: RenderedMessage }[],
): string[] {
  const faults: string[] = [];
  for (const token of new Set(rendered.flatMap(({ message }) => message.missing))) {
    const lacking = rendered.filter(({ message }) => message.missing.includes(token));
    const names = segmentNames(lacking.flatMap(({ segments }) => segments));
    const whom = lacking.length < rendered.length ? ` for ${names}` : '';
    faults.push(
      `keeps ${token}, because the plan has no value for it${whom}. Fill it in, or take it out of the message`,
    );
  }
  if (rendered.some(({ message }) => message.callToAction && message.callToAction.link === undefined)) {
    faults.push(
      touchpoint.message.callToAction?.url.trim() === ''
        ? 'has a button without an address, so no link is exported. Give the button its web address'
        : 'has a button whose address is not exported. Only whole addresses of up to 2,000 characters that start with https://, http:// or mailto: are',
    );
  }
  return faults;
}

/** Names of segments in quotes, as many as a sentence bears. */
export function segmentNames(segments: readonly Segment[]): string {
  return cutToFit(segments.map(({ name }) => `“${oneLine(name)}”`).join(', '), 300);
}

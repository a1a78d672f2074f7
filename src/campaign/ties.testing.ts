import { fullCampaign } from './arbitrary.testing.ts';
import type { Campaign, Tie, Touchpoint } from './document.ts';

/** Touchpoints that hang from something, for one segment. */

const { eventId: _event, tie: _tie, ...bare } = fullCampaign.touchpoints[3]!;

export const make = (id: string, start: string, tie?: Tie, more: Partial<Touchpoint> = {}): Touchpoint => ({
  ...bare,
  id,
  name: id,
  start,
  segments: ['a'],
  ...more,
  ...(tie && { tie }),
});

export const startsOf = ({ touchpoints }: Campaign) =>
  Object.fromEntries(touchpoints.map(({ id, start }) => [id, start]));

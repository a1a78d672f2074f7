import type { Place } from './place.ts';
import { registry } from '../kit/registry.ts';

/** Going to what stands in the plan. The timeline registers how, while it is drawn. */

/** Something that stands on the timeline, or a lane. */
type Revealed = Place | { kind: 'lane'; id: string };
type Reveal = (place: Revealed | null) => void;

const { register, current } = registry<Reveal>();
export const registerReveal = register;

/** Brings an item into view and gives it the focus; the timeline itself gets it where there is none. */
export const reveal: Reveal = (place) => current()?.(place);

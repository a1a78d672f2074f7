import type { Assumption, Campaign } from '#campaign/document.ts';
import { PARAMETERS, type Parameter } from '#campaign/parameters.ts';
import { formats } from '../locale.ts';
import { holdsAll } from '../text/plain.ts';
import { knows, t } from '../text/text.ts';

/** The model's parameters as a person looks through them: in groups, searched, with what was put in their place. */

export interface ParameterRow {
  parameter: Parameter;
  /** The campaign's own assumptions about it: everyone's first. */
  own: Assumption[];
}

export interface ParameterGroup {
  id: string;
  title: string;
  parameters: ParameterRow[];
}

export const formatParameter = formats.plain;

/** The parameters that match a search, in groups: what is about everybody first, channels after it. */
export function parameterGroups(
  { assumptions }: Pick<Campaign, 'assumptions'>,
  search: string,
  only: 'all' | 'own',
): ParameterGroup[] {
  const groups = new Map<string, ParameterGroup>();
  for (const parameter of PARAMETERS) {
    const id = groupOf(parameter);
    const title = groupTitle(id);
    const own = assumptions
      .filter((assumption) => assumption.parameter === parameter.id)
      .toSorted((a, b) => Number(a.segmentId !== undefined) - Number(b.segmentId !== undefined));
    if (only === 'own' && own.length === 0) continue;
    if (!holdsAll(search, [title, parameter.name, parameter.about, parameter.id])) continue;
    const group = groups.get(id) ?? { id, title, parameters: [] };
    groups.set(id, group);
    group.parameters.push({ parameter, own });
  }
  const isChannel = (group: ParameterGroup) => group.id.startsWith('channels.');
  return [...groups.values()].toSorted((a, b) => Number(isChannel(a)) - Number(isChannel(b)));
}

/** `channels.email.reach` belongs to `channels.email`, `habit.lapse` to `habit`. */
const groupOf = ({ id }: Parameter) => id.slice(0, id.lastIndexOf('.'));

function groupTitle(id: string): string {
  const key = id.startsWith('channels.') ? id.replace('channels.', 'channel.') : `settings.group.${id}`;
  return knows(key) ? t(key) : id;
}

const SCALES = {
  identity: { to: (value: number) => value, from: (value: number) => value },
  log: { to: Math.log, from: Math.exp },
  logit: { to: (value: number) => Math.log(value / (1 - value)), from: (value: number) => 1 / (1 + Math.exp(-value)) },
};

/** The likely interval about a value that has none of its own: as far off, on the parameter's scale, as the model's is. */
export function impliedInterval(parameter: Parameter, value: number): readonly [number, number] {
  const { to, from } = SCALES[parameter.transform];
  const [least, most] = parameter.range;
  const shift = to(value) - to(parameter.value);
  if (!Number.isFinite(shift)) return [value, value];
  const end = (likely: number) => Math.min(most, Math.max(least, from(to(likely) + shift)));
  return [end(parameter.likely[0]), end(parameter.likely[1])];
}

/** Whether the model draws it anew for every run, or always takes the same value. */
export const isSampled = ({ likely, value }: Parameter) => likely[0] !== value || likely[1] !== value;

/** Where a value stands, 0 to 1, on a line on which the model's likely interval takes the middle half. */
export function placeOnLine(parameter: Parameter, value: number): number {
  const { to } = SCALES[parameter.transform];
  const [low, high] = [to(parameter.likely[0]), to(parameter.likely[1])];
  const place = 0.25 + ((to(value) - low) / (high - low)) * 0.5;
  return Number.isNaN(place) ? 0.5 : Math.min(1, Math.max(0, place));
}

/** A fitting step for a value's number field: a tenth of its leading digit. */
export function stepFor(value: number): number {
  if (value === 0) return 0.01;
  return 10 ** Math.max(-6, Math.floor(Math.log10(Math.abs(value))) - 1);
}

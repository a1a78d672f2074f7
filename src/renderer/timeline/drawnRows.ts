import type { RowBox } from './layout.ts';
import { registry } from '../kit/registry.ts';

/** The rows as they are drawn, for keys and actions; none while the timeline is not there. */

type Rows = () => readonly RowBox[];

const { register, current } = registry<Rows>();
export const registerRows = register;

export const drawnRows = (): readonly RowBox[] | null => current()?.() ?? null;

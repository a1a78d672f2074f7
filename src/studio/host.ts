import type { Input, Method, Output } from '#contract/contract.ts';
import type { StudioEvent } from '#contract/events.ts';

/** What a shell lends to the application. */
export interface Host {
  version: string;
  dataFolder: string;
  now: () => Date;
  emit: (event: StudioEvent) => void;
  /** Who works here; the machine's account, where nothing is said. */
  person?: string;
}

/** One function a method of the contract. */
export type Calls = { [M in Method]: (input: Input<M>) => Output<M> | Promise<Output<M>> };

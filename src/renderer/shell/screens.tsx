import { lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';
import type { ScreenId } from '../navigation/address.ts';

/** What lies beside the plan, each loaded when it is first opened, or when the window has nothing else to do. */

interface ScreenProps {
  onImport: () => void;
}

interface DialogProps {
  /** The open campaign. */
  id: string;
  onClose: () => void;
}

interface Part<Props> {
  view: LazyExoticComponent<ComponentType<Props>>;
  load: () => Promise<unknown>;
}

function part<Props>(load: () => Promise<(props: Props) => ReactNode>): Part<Props> {
  return { load, view: lazy(async (): Promise<{ default: ComponentType<Props> }> => ({ default: await load() })) };
}

export const SCREEN_PARTS: Record<Exclude<ScreenId, 'plan'>, Part<ScreenProps>> = {
  audience: part<ScreenProps>(async () => (await import('../audience/Audience.tsx')).Audience),
  goals: part<ScreenProps>(async () => (await import('../goals/Goals.tsx')).Goals),
  decide: part<ScreenProps>(async () => (await import('../decide/Decide.tsx')).Decide),
  brand: part<ScreenProps>(async () => (await import('../brand/Brand.tsx')).Brand),
  settings: part<ScreenProps>(async () => (await import('../settings/Settings.tsx')).Settings),
};

export type DialogId = 'help' | 'export' | 'importPlan' | 'importAudience';
export const DIALOG_PARTS: Record<DialogId, Part<DialogProps>> = {
  help: part<DialogProps>(async () => (await import('./Help.tsx')).Help),
  export: part<DialogProps>(async () => (await import('../delivery/ExportDialog.tsx')).ExportDialog),
  importPlan: part<DialogProps>(async () => {
    const { ImportPlan } = await import('../intake/ImportPlan.tsx');
    return ({ id, onClose }) => <ImportPlan into={id} onClose={onClose} onDone={onClose} />;
  }),
  importAudience: part<DialogProps>(async () => (await import('../intake/ImportAudience.tsx')).ImportAudience),
};

/** Loads all of them while nobody waits, so that a studio that stops meanwhile leaves the window whole. Returns how to call it off. */
export function loadPartsWhenIdle(): () => void {
  const waiting = [...Object.values(SCREEN_PARTS), ...Object.values(DIALOG_PARTS)].map(({ load }) => load);
  let handle = 0;
  const next = () => {
    const load = waiting.shift();
    if (!load) return;
    handle = window.requestIdleCallback(() => {
      // What cannot be loaded now is asked for again when it is opened.
      void load()
        .catch(() => undefined)
        .finally(next);
    });
  };
  next();
  return () => {
    waiting.length = 0;
    window.cancelIdleCallback(handle);
  };
}

import { createElement, useEffect, useState, type ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import type { ScreenId } from '../navigation/address.ts';
import type { OverlayId } from '../navigation/overlay.ts';

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
  view: (props: Props) => ReactNode;
  load: () => Promise<unknown>;
}

type View<Props> = (props: Props) => ReactNode;

/** A part that shows itself once it is loaded. Where that fails it says so and can be asked again: the rest of the window goes on. */
function part<Props extends object>(fetch: () => Promise<View<Props>>): Part<Props> {
  let known: View<Props> | undefined;
  const load = async () => (known ??= await fetch());
  function PartView(props: Props) {
    const [state, setState] = useState(known ? 'here' : 'coming');
    useEffect(() => {
      if (state !== 'coming') return;
      let isLeft = false;
      load().then(
        () => isLeft || setState('here'),
        () => isLeft || setState('failed'),
      );
      return () => void (isLeft = true);
    }, [state]);
    if (known) return createElement(known, props);
    // Nothing is shown for the moment that loading takes.
    if (state !== 'failed') return null;
    return (
      <div className="part-failed" role="alert">
        <p>{t('shell.partFailed')}</p>
        <Button onPress={() => setState('coming')}>{t('app.retry')}</Button>
      </div>
    );
  }
  return { load, view: PartView };
}

export const SCREEN_PARTS: Record<Exclude<ScreenId, 'plan'>, Part<ScreenProps>> = {
  audience: part<ScreenProps>(async () => (await import('../audience/Audience.tsx')).Audience),
  goals: part<ScreenProps>(async () => (await import('../goals/Goals.tsx')).Goals),
  decide: part<ScreenProps>(async () => (await import('../decide/Decide.tsx')).Decide),
  brand: part<ScreenProps>(async () => (await import('../brand/Brand.tsx')).Brand),
  settings: part<ScreenProps>(async () => (await import('../settings/Settings.tsx')).Settings),
};

export const OVERLAY_PARTS: Record<OverlayId, Part<DialogProps>> = {
  finder: part<DialogProps>(async () => (await import('./Finder.tsx')).Finder),
  help: part<DialogProps>(async () => (await import('./Help.tsx')).Help),
  export: part<DialogProps>(async () => (await import('../delivery/ExportDialog.tsx')).ExportDialog),
  importPlan: part<DialogProps>(async () => {
    const { ImportPlan } = await import('../intake/ImportPlan.tsx');
    return ({ id, onClose }) => <ImportPlan into={id} onClose={onClose} onDone={onClose} />;
  }),
  nameVersion: part<DialogProps>(async () => (await import('../history/NameVersion.tsx')).NameVersion),
  importAudience: part<DialogProps>(async () => (await import('../intake/ImportAudience.tsx')).ImportAudience),
};

export const TABLE_PART = part<object>(async () => (await import('../table/Table.tsx')).Table);

export const DAY_PART = part<{ date: string }>(async () => (await import('../day/DayPanel.tsx')).DayPanel);

/** Loads all of them while nobody waits, so that a studio that stops meanwhile leaves the window whole. Returns how to call it off. */
export function loadPartsWhenIdle(): () => void {
  const waiting = [...Object.values(OVERLAY_PARTS), TABLE_PART, DAY_PART, ...Object.values(SCREEN_PARTS)].map(
    ({ load }) => load,
  );
  let stop = () => undefined as void;
  const next = () => {
    const load = waiting.shift();
    if (!load) return;
    // What cannot be loaded now is asked for again when it is opened.
    const begin = () =>
      void load()
        .catch(() => undefined)
        .finally(next);
    stop = whenIdle(begin);
  };
  next();
  return () => {
    waiting.length = 0;
    stop();
  };
}

/** Does something while nobody waits, or soon where the browser (Safari) cannot say when that is. Returns how to call it off. */
function whenIdle(work: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(work);
    return () => window.cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, SOON_MILLISECONDS);
  return () => clearTimeout(timer);
}

const SOON_MILLISECONDS = 200;

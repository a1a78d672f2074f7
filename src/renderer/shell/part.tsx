import { createElement, useEffect, useState, type ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';

export interface Part<Props> {
  view: (props: Props) => ReactNode;
  load: () => Promise<unknown>;
}

type View<Props> = (props: Props) => ReactNode;

/** A part that shows itself once it is loaded. Where that fails it says so and can be asked again: the rest of the window goes on. */
export function part<Props extends object>(fetch: () => Promise<View<Props>>): Part<Props> {
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

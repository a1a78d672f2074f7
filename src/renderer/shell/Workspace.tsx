import { PRODUCT } from '#contract/product.ts';
import { useEffect } from 'react';
import { actionOf } from '../actions/actions.ts';
import { ContextMenu } from '../actions/ContextMenu.tsx';
import { followEffects } from '../effects/effects.ts';
import { tellEarlierEngine } from '../forecast/earlierEngine.ts';
import { followSession } from '../forecast/forecastState.ts';
import { useSession } from '../session/session.ts';
import { followStanding } from '../standing/standing.ts';
import { followMoves } from '../ties/followMoves.ts';
import { closeOverlay } from '../navigation/overlay.ts';
import { go, useAddress } from '../navigation/useAddress.ts';
import { Plan } from './Plan.tsx';
import { PlanSheet } from './PlanSheet.tsx';
import { SCREEN_PARTS } from './screens.tsx';
import { SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { usePrinting } from './usePrinting.ts';

/** One open campaign. */
export function Workspace({ onLeave }: { onLeave: () => void }) {
  const screen = useAddress((address) => address.screen);
  const isPrinting = usePrinting();
  const name = useSession((state) => state.open?.campaign.name);
  const id = useSession((state) => state.open?.id);
  // Everything below is rendered anew when the words change; the timeline keeps rendered parts, so it starts afresh.
  const vocabulary = useSession((state) => state.open?.campaign.vocabulary);

  useEffect(() => followSession(), [id]);
  useEffect(() => followEffects(), [id]);
  useEffect(() => followMoves(), [id]);
  useEffect(() => tellEarlierEngine(), [id]);
  useEffect(() => (id === undefined ? undefined : followStanding(id)), [id]);
  useEffect(() => {
    document.title = `${name ?? ''} · ${PRODUCT}`;
    return () => {
      document.title = PRODUCT;
    };
  }, [name]);

  useKeys();
  // What lies over a campaign goes with it.
  useEffect(() => closeOverlay, [id]);

  // What the native menu has the window do.
  useEffect(() => {
    const onMenu = (event: Event) => {
      const { isPossible, run } = actionOf((event as CustomEvent<string>).detail);
      if (isPossible()) run();
    };
    window.addEventListener('studio-menu', onMenu);
    return () => window.removeEventListener('studio-menu', onMenu);
  }, []);

  const Screen = screen === 'plan' ? null : SCREEN_PARTS[screen].view;
  return (
    <div className="workspace">
      <SkipLink isPlan={screen === 'plan'} />
      <TopBar screen={screen} onScreen={(next) => go({ screen: next })} onLeave={onLeave} />
      {Screen === null ? (
        <Plan key={vocabulary} />
      ) : (
        <main className="page" tabIndex={-1}>
          <Screen />
        </main>
      )}
      {isPrinting && screen === 'plan' ? <PlanSheet /> : null}
      <ContextMenu />
    </div>
  );
}

import { useCallback, useEffect, useState } from 'react';
import { followEffects } from '../effects/effects.ts';
import { followSession } from '../forecast/forecastState.ts';
import { SendDialog } from '../series/SendDialog.tsx';
import { redo, undo, useSession } from '../session/session.ts';
import { go, usePlace } from '../navigation/place.ts';
import { Plan } from './Plan.tsx';
import { PlanSheet } from './PlanSheet.tsx';
import { DIALOG_PARTS, FINDER_PART, loadPartsWhenIdle, SCREEN_PARTS, type DialogId } from './screens.tsx';
import { SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { usePrinting } from './usePrinting.ts';

/** One open campaign. */
export function Workspace({ onLeave }: { onLeave: () => void }) {
  const screen = usePlace((place) => place.screen);
  const isPrinting = usePrinting();
  const [dialog, setDialog] = useState<DialogId | null>(null);
  const [isFinding, setFinding] = useState(false);
  const name = useSession((state) => state.open?.campaign.name);
  const id = useSession((state) => state.open?.id);
  // Everything below is rendered anew when the words change; the timeline keeps rendered parts, so it starts afresh.
  const vocabulary = useSession((state) => state.open?.campaign.vocabulary);

  useEffect(() => followSession(), [id]);
  useEffect(() => followEffects(), [id]);
  useEffect(loadPartsWhenIdle, []);
  useEffect(() => {
    document.title = `${name ?? ''} · Tandem Studio`;
    return () => {
      document.title = 'Tandem Studio';
    };
  }, [name]);

  const openExport = useCallback(() => setDialog('export'), []);
  const openHelp = useCallback(() => setDialog('help'), []);
  const openFinder = useCallback(() => setFinding(true), []);
  useKeys({ onExport: openExport, onHelp: openHelp, onFind: openFinder });

  // Undo and redo of the native menu.
  useEffect(() => {
    const onMenu = (event: Event) => ((event as CustomEvent).detail === 'redo' ? redo() : undo());
    window.addEventListener('studio-menu', onMenu);
    return () => window.removeEventListener('studio-menu', onMenu);
  }, []);

  const Screen = screen === 'plan' ? null : SCREEN_PARTS[screen].view;
  const Dialog = dialog && DIALOG_PARTS[dialog].view;
  return (
    <div className="workspace">
      <SkipLink isPlan={screen === 'plan'} />
      <TopBar
        screen={screen}
        onScreen={(next) => go({ screen: next })}
        onLeave={onLeave}
        onHelp={openHelp}
        onFind={openFinder}
        onExport={openExport}
        onImport={() => setDialog('importPlan')}
      />
      {Screen === null ? (
        <Plan key={vocabulary} />
      ) : (
        <main className="page" tabIndex={-1}>
          <Screen onImport={() => setDialog('importAudience')} />
        </main>
      )}
      {isPrinting && screen === 'plan' ? <PlanSheet /> : null}
      {Dialog && id !== undefined ? <Dialog id={id} onClose={() => setDialog(null)} /> : null}
      <SendDialog />
      {isFinding ? (
        <FINDER_PART.view
          onExport={openExport}
          onImport={() => setDialog('importPlan')}
          onHelp={openHelp}
          onClose={() => setFinding(false)}
        />
      ) : null}
    </div>
  );
}

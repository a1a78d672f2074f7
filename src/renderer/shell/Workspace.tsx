import { useCallback, useEffect, useState } from 'react';
import { Audience } from '../audience/Audience.tsx';
import { Brand } from '../brand/Brand.tsx';
import { Decide } from '../decide/Decide.tsx';
import { ExportDialog } from '../delivery/ExportDialog.tsx';
import { followSession } from '../forecast/forecastState.ts';
import { Goals } from '../goals/Goals.tsx';
import { ImportAudience } from '../intake/ImportAudience.tsx';
import { ImportPlan } from '../intake/ImportPlan.tsx';
import { redo, undo, useSession } from '../session/session.ts';
import { Settings } from '../settings/Settings.tsx';
import { Help } from './Help.tsx';
import { go, usePlace } from './place.ts';
import { Plan } from './Plan.tsx';
import { PlanSheet } from './PlanSheet.tsx';
import { SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { usePrinting } from './usePrinting.ts';

type Dialog = 'help' | 'export' | 'importPlan' | 'importAudience';

/** One open campaign. */
export function Workspace({ onLeave }: { onLeave: () => void }) {
  const screen = usePlace((place) => place.screen);
  const isPrinting = usePrinting();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const name = useSession((state) => state.open?.campaign.name);
  const id = useSession((state) => state.open?.id);
  // Everything below is rendered anew when the words change; the timeline keeps rendered parts, so it starts afresh.
  const vocabulary = useSession((state) => state.open?.campaign.vocabulary);

  useEffect(() => followSession(), [id]);
  useEffect(() => {
    document.title = `${name ?? ''} · Tandem Studio`;
    return () => {
      document.title = 'Tandem Studio';
    };
  }, [name]);

  const openExport = useCallback(() => setDialog('export'), []);
  const openHelp = useCallback(() => setDialog('help'), []);
  useKeys({ onExport: openExport, onHelp: openHelp });

  // Undo and redo of the native menu.
  useEffect(() => {
    const onMenu = (event: Event) => ((event as CustomEvent).detail === 'redo' ? redo() : undo());
    window.addEventListener('studio-menu', onMenu);
    return () => window.removeEventListener('studio-menu', onMenu);
  }, []);

  const close = () => setDialog(null);
  return (
    <div className="workspace">
      <SkipLink isPlan={screen === 'plan'} />
      <TopBar
        screen={screen}
        onScreen={(next) => go({ screen: next })}
        onLeave={onLeave}
        onHelp={openHelp}
        onExport={openExport}
        onImport={() => setDialog('importPlan')}
      />
      {screen === 'plan' ? (
        <Plan key={vocabulary} />
      ) : (
        <main className="page" tabIndex={-1}>
          {screen === 'audience' ? <Audience onImport={() => setDialog('importAudience')} /> : null}
          {screen === 'goals' ? <Goals /> : null}
          {screen === 'decide' ? <Decide /> : null}
          {screen === 'brand' ? <Brand /> : null}
          {screen === 'settings' ? <Settings /> : null}
        </main>
      )}
      {isPrinting && screen === 'plan' ? <PlanSheet /> : null}
      {dialog === 'help' ? <Help onClose={close} /> : null}
      {dialog === 'export' ? <ExportDialog onClose={close} /> : null}
      {dialog === 'importPlan' ? <ImportPlan into={id ?? null} onClose={close} onDone={close} /> : null}
      {dialog === 'importAudience' ? <ImportAudience onClose={close} /> : null}
    </div>
  );
}

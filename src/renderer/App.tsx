import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { explain, subscribe } from './bridge/studio.ts';
import { followProgress } from './forecast/forecastState.ts';
import { followImportProgress } from './intake/importState.ts';
import { Button } from './kit/controls.tsx';
import { NoticeArea } from './kit/NoticeArea.tsx';
import { ImportPlan } from './intake/ImportPlan.tsx';
import { Library } from './library/Library.tsx';
import { locale } from './locale.ts';
import { closeCampaign, follow, isAnythingUnsent, openCampaign, useSession } from './session/session.ts';
import { loadTheme } from './shell/theme.ts';
import { Workspace } from './shell/Workspace.tsx';
import { t } from './text/text.ts';
import './shell/shell.css';

/** The address names the open campaign, so that a reload or a second window opens the same one. */
const idInAddress = () => /^#campaign=([\w-]+)$/.exec(window.location.hash)?.[1] ?? null;

export function App() {
  const [wanted, setWanted] = useState(idInAddress);
  const [failure, setFailure] = useState<{ opening: string | null; text: string } | null>(null);
  const [isImporting, setImporting] = useState(false);
  const openId = useSession((state) => state.open?.id ?? null);

  useEffect(() => {
    loadTheme().catch((error: unknown) => setFailure({ opening: null, text: explain(error) }));
    const onAddress = () => setWanted(idInAddress());
    // What is still on its way would be lost with the window.
    const onLeave = (event: BeforeUnloadEvent) => {
      if (isAnythingUnsent()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    window.addEventListener('hashchange', onAddress);
    const unsubscribe = subscribe((event) => {
      follow(event);
      followProgress(event);
      followImportProgress(event);
    });
    return () => {
      window.removeEventListener('hashchange', onAddress);
      window.removeEventListener('beforeunload', onLeave);
      unsubscribe();
    };
  }, []);

  useEffect(() => {
    if (wanted === null) closeCampaign();
    else openCampaign(wanted).catch((error: unknown) => setFailure({ opening: wanted, text: explain(error) }));
  }, [wanted]);

  // A failure is about what was wanted then.
  const problem = failure && (failure.opening === null || failure.opening === wanted) ? failure.text : null;
  const open = (id: string) => {
    window.location.hash = `campaign=${id}`;
  };
  const leave = () => {
    window.location.hash = '';
  };

  return (
    <I18nProvider locale={locale}>
      {problem !== null ? (
        <main className="full-page">
          <h1>{t('app.failed')}</h1>
          <p>{problem}</p>
          <div className="button-row">
            <Button onPress={() => window.location.reload()}>{t('app.retry')}</Button>
            {wanted === null ? null : <Button onPress={leave}>{t('shell.back')}</Button>}
          </div>
        </main>
      ) : wanted === null ? (
        <Library onOpen={open} onImport={() => setImporting(true)} />
      ) : openId === wanted ? (
        <Workspace key={openId} onLeave={leave} />
      ) : (
        <main className="full-page">
          <p>{t('app.loading')}</p>
        </main>
      )}
      {isImporting ? <ImportPlan into={null} onClose={() => setImporting(false)} onDone={open} /> : null}
      <NoticeArea />
    </I18nProvider>
  );
}

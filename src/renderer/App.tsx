import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { explain, subscribe } from './bridge/studio.ts';
import { FileDrop } from './drop/FileDrop.tsx';
import { hasCorrections } from './intake/importState.ts';
import { ConfirmDialog } from './kit/confirm.tsx';
import { Button } from './kit/controls.tsx';
import { NoticeArea } from './kit/NoticeArea.tsx';
import { keepFocusNear } from './kit/focus.ts';
import { commitTyping } from './kit/typing.ts';
import { Library } from './library/Library.tsx';
import { closeCampaign, follow, isAnythingUnsent, openCampaign, useSession } from './session/session.ts';
import { LIBRARY } from './navigation/address.ts';
import { showDayOf } from './navigation/day.ts';
import { followAddress, go, selectFromAddress, useAddress } from './navigation/useAddress.ts';
import { loadPreferences } from './navigation/preferences.ts';
import { Overlay } from './shell/overlays.tsx';
import { CALENDAR_PART, loadPartsWhenIdle } from './shell/screens.tsx';
import { Workspace } from './shell/Workspace.tsx';
import { t } from './text/text.ts';
import './shell/shell.css';

/** After this long without the studio's first answer the window says so. */
const PATIENCE_MILLISECONDS = 5000;

export function App() {
  const wanted = useAddress((address) => address.campaign);
  const isCalendar = useAddress((address) => address.calendar);
  const screen = useAddress((address) => address.screen);
  const [failure, setFailure] = useState<{ opening: string | null; text: string } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const openId = useSession((state) => state.open?.id ?? null);
  const isSlow = useIsSlow(attempt, (text) => setFailure({ opening: null, text }));
  // A failure is about what was wanted then.
  const problem = failure && (failure.opening === null || failure.opening === wanted) ? failure.text : null;

  useEffect(() => {
    // What is still on its way, or set right in a list and not brought in, would be lost with the window.
    const onLeave = (event: BeforeUnloadEvent) => {
      commitTyping();
      if (isAnythingUnsent() || hasCorrections()) event.preventDefault();
    };
    // A tab that goes out of sight may never come back.
    const onHide = () => {
      if (document.visibilityState === 'hidden') commitTyping();
    };
    window.addEventListener('beforeunload', onLeave);
    window.addEventListener('pagehide', commitTyping);
    document.addEventListener('visibilitychange', onHide);
    const stopFollowing = followAddress(showDayOf);
    const unsubscribe = subscribe(follow);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      window.removeEventListener('pagehide', commitTyping);
      document.removeEventListener('visibilitychange', onHide);
      stopFollowing();
      unsubscribe();
    };
  }, []);

  useEffect(keepFocusNear, []);
  useEffect(loadPartsWhenIdle, []);

  // The studio is there, or there again: what failed is tried once more.
  const hasProblem = problem !== null;
  useEffect(() => {
    if (!hasProblem) return;
    return subscribe(({ type }) => {
      if (type !== 'library.changed') return;
      setFailure(null);
      setAttempt((count) => count + 1);
    });
  }, [hasProblem]);

  useEffect(() => {
    if (wanted === null) closeCampaign();
    else
      openCampaign(wanted).then(selectFromAddress, (error: unknown) =>
        setFailure({ opening: wanted, text: explain(error) }),
      );
  }, [wanted, attempt]);

  const isOpen = wanted !== null && openId === wanted;
  const open = (id: string) => go({ ...LIBRARY, campaign: id });
  const leave = () => go(LIBRARY);

  return (
    // Words are English. What is written as the person's locale does says so itself: fields of dates, and locale.ts.
    <I18nProvider locale="en">
      {problem !== null ? (
        <main className="full-page">
          <h1>{t('app.failed')}</h1>
          <p>{problem}</p>
          <div className="button-row">
            <Button onPress={() => window.location.reload()}>{t('app.retry')}</Button>
            {wanted === null ? null : <Button onPress={leave}>{t('shell.back')}</Button>}
          </div>
        </main>
      ) : isSlow ? (
        <main className="full-page">
          <h1>{t('app.slow')}</h1>
          <p role="alert">{t('app.slowText')}</p>
          <Button onPress={() => window.location.reload()}>{t('app.retry')}</Button>
        </main>
      ) : wanted === null ? (
        isCalendar ? (
          <CALENDAR_PART.view />
        ) : (
          <Library onOpen={open} />
        )
      ) : isOpen ? (
        <Workspace key={openId} onLeave={leave} />
      ) : (
        <main className="full-page">
          <p>{t('app.loading')}</p>
        </main>
      )}
      <FileDrop
        on={isOpen ? (screen === 'audience' ? 'audience' : 'plan') : isCalendar ? 'calendar' : 'library'}
        onOpen={open}
      />
      <Overlay />
      <ConfirmDialog />
      <NoticeArea />
    </I18nProvider>
  );
}

/** Makes the first call, and says whether its answer is long in coming. */
function useIsSlow(attempt: number, onFailure: (text: string) => void): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MILLISECONDS);
    loadPreferences()
      .catch((error: unknown) => onFailure(explain(error)))
      .finally(() => {
        clearTimeout(timer);
        setSlow(false);
      });
    return () => clearTimeout(timer);
    // The failure is told to whoever listens when it comes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [attempt]);
  return isSlow;
}

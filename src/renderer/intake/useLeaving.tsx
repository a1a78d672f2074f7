import { useState, type ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import { hasCorrections } from './importState.ts';

/** Asks before what was chosen and set right is lost. `leave` does its act at once where nothing would be. */
export function useLeaving(): { leave: (act: () => void) => void; question: ReactNode } {
  const [act, setAct] = useState<(() => void) | null>(null);
  const stay = () => setAct(null);
  return {
    leave: (wanted) => (hasCorrections() ? setAct(() => wanted) : wanted()),
    question: act ? (
      <Dialog
        title={t('intake.leaveTitle')}
        isOpen
        size="small"
        keepOnOutsideClick
        onClose={stay}
        actions={
          <>
            <Button
              onPress={() => {
                stay();
                act();
              }}
            >
              {t('intake.leave')}
            </Button>
            <Button look="main" onPress={stay}>
              {t('intake.stay')}
            </Button>
          </>
        }
      >
        <p>{t('intake.leaveText')}</p>
      </Dialog>
    ) : null,
  };
}

import { confirmed } from '../kit/confirm.tsx';
import { t } from '../text/text.ts';
import { hasCorrections } from './importState.ts';

/** Asks before what was chosen and set right is lost; does it at once where nothing would be. */
export async function leave(act: () => void): Promise<void> {
  const isMeant =
    !hasCorrections() ||
    (await confirmed({
      title: t('intake.leaveTitle'),
      text: t('intake.leaveText'),
      yes: t('intake.leave'),
      no: t('intake.stay'),
      proposes: 'no',
    }));
  if (isMeant) act();
}

import { earlierEngine, ENGINE_VERSION } from '#campaign/engine.ts';
import { earlierEngineInWords } from '#language/engine.ts';
import { notify, withdraw } from '../kit/notices.ts';
import { execute, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';

/** Says of the open campaign that its figures so far were another engine's, until somebody goes on with this one. Withdrawn by the returned function. */
export function tellEarlierEngine(): () => void {
  const campaign = useSession.getState().open?.campaign;
  const earlier = campaign && earlierEngine(campaign);
  if (earlier !== undefined)
    notify({
      tone: 'problem',
      about: 'engine',
      text: earlierEngineInWords(earlier),
      action: {
        label: t('forecast.goOnWithEngine', { engine: ENGINE_VERSION }),
        run: () => void execute({ type: 'setDetails', changes: { engine: ENGINE_VERSION } }),
      },
    });
  return () => withdraw('engine');
}

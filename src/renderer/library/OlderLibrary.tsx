import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { report } from './campaigns.ts';
import { useAnswer } from './useAnswer.ts';

/** Says where the library lacks what the studio had stored, and how a backup is put in its place. */
export function OlderLibrary() {
  const { answer } = useAnswer('studio.about');
  if (!answer?.older) return null;
  const { changes, library, newestBackup } = answer.older;
  return (
    <div className="library-problem" role="alert">
      <div>
        <p>{t('library.older', { count: changes })}</p>
        {newestBackup === null ? (
          <p>{t('library.olderNoBackup', { library })}</p>
        ) : (
          <>
            <p>{t('library.olderBackup', { backup: newestBackup })}</p>
            <code>{`tandem library restore "${newestBackup}" --data "${answer.dataFolder}"`}</code>
          </>
        )}
      </div>
      <Button onPress={() => report(call('library.acceptOlder', {}))}>{t('library.acceptOlder')}</Button>
    </div>
  );
}

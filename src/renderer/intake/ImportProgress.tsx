import { Progress } from '../kit/Progress.tsx';
import { t } from '../text/text.ts';
import { useImportProgress } from './importState.ts';

export function ImportProgress() {
  const { job, share } = useImportProgress();
  return job === null ? null : <Progress share={share} label={t('intake.reading')} />;
}

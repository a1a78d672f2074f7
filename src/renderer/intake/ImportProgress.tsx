import { Label, ProgressBar } from 'react-aria-components';
import { t } from '../text/text.ts';
import { useImportProgress } from './importState.ts';

export function ImportProgress() {
  const { job, share } = useImportProgress();
  if (job === null) return null;
  return (
    <ProgressBar className="progress" value={share * 100}>
      {({ percentage, valueText }) => (
        <>
          <Label>{t('intake.reading')}</Label>
          <span className="faint figure">{valueText}</span>
          <span className="progress-track">
            <i style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

import { Label, ProgressBar } from 'react-aria-components';
import './progress.css';

/** How far a long work is, as a share, with what is being done. */
export function Progress({ share, label }: { share: number; label: string }) {
  return (
    <ProgressBar className="progress" value={share * 100}>
      {({ percentage, valueText }) => (
        <>
          <Label>{label}</Label>
          <span className="faint figure">{valueText}</span>
          <span className="progress-track">
            <i style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

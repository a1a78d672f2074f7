import { t } from '../text/text.ts';
import { goToTimeline } from '../navigation/panes.ts';

/** The first stop of the Tab key: past the top bar and the tactics, to the work. */
export function SkipLink({ isPlan }: { isPlan: boolean }) {
  return (
    <button
      type="button"
      className="skip-link"
      onClick={() => (isPlan ? goToTimeline() : document.querySelector<HTMLElement>('main')?.focus())}
    >
      {t(isPlan ? 'shell.skipToTimeline' : 'shell.skipToScreen')}
    </button>
  );
}

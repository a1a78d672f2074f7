import { t } from '../text/text.ts';

/** How many touchpoints push and how many pull, in words and as a two-tone bar. */
export function Mix({ push, all }: { push: number; all: number }) {
  if (all === 0) return <span className="faint">{t('library.mixNone')}</span>;
  return (
    <span className="campaign-mix">
      <span className="campaign-mix-bar" aria-hidden>
        {push > 0 ? <span className="campaign-mix-push" style={{ flexGrow: push }} /> : null}
        {all > push ? <span className="campaign-mix-pull" style={{ flexGrow: all - push }} /> : null}
      </span>
      <span className="figure">{t('library.mix', { push, pull: all - push })}</span>
    </span>
  );
}

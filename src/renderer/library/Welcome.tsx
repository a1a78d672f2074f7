import { X } from 'lucide-react';
import { IconButton } from '../kit/controls.tsx';
import { t } from '../text/text.ts';

/** What push and pull are and how to begin, for the first time. */
export function Welcome({ onPutAway }: { onPutAway: () => void }) {
  return (
    <section className="welcome" aria-label={t('library.welcome')}>
      <div className="welcome-idea">
        <h2>{t('library.welcome')}</h2>
        <p className="welcome-push">
          <svg viewBox="0 0 40 24" aria-hidden>
            <path d="M2 3h26l9 9-9 9H2z" />
          </svg>
          <span>{t('library.welcomePush')}</span>
        </p>
        <p className="welcome-pull">
          <svg viewBox="0 0 40 24" aria-hidden>
            <path d="M37 4.5H12a7.5 7.5 0 0 0 0 15h25z" />
          </svg>
          <span>{t('library.welcomePull')}</span>
        </p>
      </div>
      <ol className="welcome-steps">
        {([1, 2, 3] as const).map((step) => (
          <li key={step}>
            <span className="welcome-number figure" aria-hidden>
              {step}
            </span>
            <span>
              <strong>{t(`library.step${step}`)}</strong>
              <span className="soft">{t(`library.step${step}Text`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <IconButton label={t('library.putAway')} onPress={onPutAway}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}

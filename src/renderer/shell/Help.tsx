import { HELP } from '../actions/help.ts';
import { Dialog } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';

/** The keys, and the two words that everything turns on. */

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('shell.help')} onClose={onClose}>
      {/* A stop of the Tab key, from where the arrow keys scroll. */}
      <div className="help" tabIndex={0} role="region" aria-label={t('shell.help')}>
        <section className="help-words">
          <p>
            <i className="swatch swatch-push" aria-hidden /> <strong>{t('direction.push')}</strong> {t('help.push')}
          </p>
          <p>
            <i className="swatch swatch-pull" aria-hidden /> <strong>{t('direction.pull')}</strong> {t('help.pull')}
          </p>
        </section>
        {HELP.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.rows.map(({ keys, does }) => (
                <div key={does}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{t(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('help.bands')}</h3>
          <p>{t('help.bandsText')}</p>
        </section>
      </div>
    </Dialog>
  );
}

import { Dialog } from '../kit/overlays.tsx';
import { COMMAND_KEY, keysOf, MOVE_KEY } from '../kit/shortcuts.ts';
import { t, type MessageKey } from '../text/text.ts';

/** The keys, and the two words that everything turns on. */

const GROUPS: { title: MessageKey; keys: { keys: string[]; does: MessageKey }[] }[] = [
  {
    title: 'help.timeline',
    keys: [
      { keys: ['← → ↑ ↓'], does: 'help.walk' },
      { keys: ['Alt+← →'], does: 'help.moveDay' },
      { keys: ['Alt+Shift+← →'], does: 'help.moveWeek' },
      { keys: ['Alt+↑ ↓'], does: 'help.moveLane' },
      { keys: ['Shift+← →'], does: 'help.resize' },
      { keys: [', .'], does: 'help.sends' },
      { keys: ['← →', 'Shift+← →'], does: 'help.fold' },
      { keys: [MOVE_KEY], does: 'help.lift' },
      { keys: [`Shift+${MOVE_KEY}`], does: 'help.moveToDate' },
      { keys: ['Enter'], does: 'help.details' },
      { keys: ['Delete'], does: 'help.delete' },
      { keys: [keysOf('duplicate')], does: 'help.duplicate' },
      { keys: [keysOf('copy')], does: 'help.copy' },
      { keys: [keysOf('cut')], does: 'help.cut' },
      { keys: [keysOf('paste')], does: 'help.paste' },
      { keys: [keysOf('all')], does: 'help.all' },
      { keys: ['Shift+click'], does: 'help.several' },
      { keys: [COMMAND_KEY === '⌘' ? 'Alt+drag' : 'Ctrl+drag'], does: 'help.dragCopy' },
      { keys: ['Shift+drag'], does: 'help.workdays' },
      { keys: ['+', '−', '0'], does: 'help.zoom' },
      { keys: [`${COMMAND_KEY}+wheel`], does: 'help.wheel' },
      { keys: ['Esc'], does: 'help.escape' },
    ],
  },
  {
    title: 'help.everywhere',
    keys: [
      { keys: [keysOf('find')], does: 'help.find' },
      { keys: [keysOf('undo')], does: 'help.undo' },
      { keys: [keysOf('redo')], does: 'help.redo' },
      { keys: [keysOf('export')], does: 'help.export' },
      { keys: ['F6', 'Shift+F6'], does: 'help.parts' },
      { keys: ['?'], does: 'help.help' },
    ],
  },
];

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('shell.help')} isOpen onClose={onClose}>
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
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.keys.map(({ keys, does }) => (
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

import { useState } from 'react';
import type { Connectable } from '#contract/publish.ts';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import { ProfileDialog } from './ProfileDialog.tsx';
import { Trouble } from './Trouble.tsx';
import { useTargets } from './useTargets.ts';

/** Adds a profile: what is published to, then what that needs. */
export function AddProfile({ onClose }: { onClose: () => void }) {
  const { targets, problem } = useTargets();
  const [chosen, setChosen] = useState<Connectable | null>(null);
  if (chosen) return <ProfileDialog target={chosen} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Dialog
      title={t('publishing.connectTitle')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('shell.cancel')}</Button>}
    >
      {problem === null ? null : <Trouble text={problem} />}
      <p>{t('publishing.connectLead')}</p>
      <ul className="connectables">
        {targets.map((target) => (
          <li key={target.id}>
            <button type="button" className="connectable" onClick={() => setChosen(target)}>
              <strong>{target.name}</strong>
              <span className="soft">{target.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { ImportAudience } from '../intake/ImportAudience.tsx';
import { ImportPlan } from '../intake/ImportPlan.tsx';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { openCampaignFiles } from '../library/campaigns.ts';
import { t } from '../text/text.ts';
import { refusalOf, sortDropped, type Dropped, type Place } from '../intake/sortFiles.ts';
import { useFileDrop } from './useFileDrop.ts';
import './drop.css';

interface FileDropProps {
  place: Place;
  /** The open campaign; null in the library. */
  into: string | null;
  onOpen: (id: string) => void;
}

/** Files dropped anywhere on the window: a plan, a people list or campaigns, or a word that they cannot be taken. */
export function FileDrop({ place, into, onOpen }: FileDropProps) {
  const [taken, setTaken] = useState<Extract<Dropped, { files: File[] }> | null>(null);
  const close = () => setTaken(null);
  const isOver = useFileDrop((files) => {
    // Another dialog holds work under way.
    if (document.querySelector('.scrim')) return notify({ tone: 'problem', text: t('drop.busy') });
    const dropped = sortDropped(files, place);
    if (dropped.type === 'no') {
      notify({ tone: 'problem', text: refusalOf(dropped) });
    } else if (dropped.type === 'campaigns' && place === 'library') void openCampaignFiles(dropped.files, onOpen);
    else setTaken(dropped);
  });
  const [first] = taken?.files ?? [];
  return (
    <>
      {isOver ? (
        <div className="drop" aria-hidden>
          <div>
            <FileUp />
            <strong>{t(`drop.${place}`)}</strong>
            <span className="soft">{t(place === 'library' ? 'drop.libraryKinds' : 'drop.kinds')}</span>
          </div>
        </div>
      ) : null}
      {taken?.type === 'plan' ? (
        <ImportPlan
          into={into}
          given={first}
          onClose={close}
          onDone={(id) => (into === null ? onOpen(id) : undefined)}
        />
      ) : null}
      {taken?.type === 'audience' ? <ImportAudience given={first} onClose={close} /> : null}
      {taken?.type === 'campaigns' ? (
        <Dialog
          title={t('drop.open', { count: taken.files.length })}
          isOpen
          size="small"
          onClose={close}
          actions={
            <>
              <Button onPress={close}>{t('shell.cancel')}</Button>
              <Button
                look="main"
                onPress={() => {
                  close();
                  void openCampaignFiles(taken.files, onOpen);
                }}
              >
                {t('drop.openNow', { count: taken.files.length })}
              </Button>
            </>
          }
        >
          <p>{t('drop.openText', { count: taken.files.length, name: first?.name ?? '' })}</p>
        </Dialog>
      ) : null}
    </>
  );
}

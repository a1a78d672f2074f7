import { FileUp } from 'lucide-react';
import { confirmed } from '../kit/confirm.tsx';
import { notify } from '../kit/notices.ts';
import { addPlans } from '../calendar/addPlans.ts';
import { openCampaignFiles } from '../library/campaigns.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { t } from '../text/text.ts';
import { refusalOf, sortDropped, type LandedOn } from '../intake/sortFiles.ts';
import { useFileDrop } from './useFileDrop.ts';
import './drop.css';

interface FileDropProps {
  on: LandedOn;
  onOpen: (id: string) => void;
}

/** Files dropped anywhere on the window: a plan, a people list or campaigns, or a word that they cannot be taken. */
export function FileDrop({ on, onOpen }: FileDropProps) {
  const isOver = useFileDrop((files) => {
    // Another dialog holds work under way.
    if (document.querySelector('.scrim')) return notify({ tone: 'problem', text: t('drop.busy') });
    const dropped = sortDropped(files, on);
    if (dropped.type === 'others') void addPlans(dropped.files);
    else if (dropped.type === 'no') {
      notify({ tone: 'problem', text: refusalOf(dropped) });
    } else if (dropped.type === 'campaigns' && on === 'library') void openCampaignFiles(dropped.files, onOpen);
    else if (dropped.type === 'campaigns') void askToOpen(dropped.files, onOpen);
    else openOverlay(dropped.type === 'plan' ? 'importPlan' : 'importAudience', { given: dropped.files[0] });
  });
  return (
    <>
      {isOver ? (
        <div className="drop" aria-hidden>
          <div>
            <FileUp />
            <strong>{t(`drop.${on}`)}</strong>
            <span className="soft">
              {t(on === 'library' ? 'drop.libraryKinds' : on === 'calendar' ? 'drop.calendarKinds' : 'drop.kinds')}
            </span>
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Opens campaigns; from within another one only if that is meant. */
async function askToOpen(files: File[], onOpen: (id: string) => void): Promise<void> {
  const count = files.length;
  const isMeant = await confirmed({
    title: t('drop.open', { count }),
    text: t('drop.openText', { count, name: files[0]?.name ?? '' }),
    yes: t('drop.openNow', { count }),
    no: t('shell.cancel'),
    proposes: 'yes',
  });
  if (isMeant) void openCampaignFiles(files, onOpen);
}

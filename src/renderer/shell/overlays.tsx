import type { ReactNode } from 'react';
import { BulkDialog } from '../arranging/BulkFields.tsx';
import { MoveDialog } from '../arranging/MoveDialog.tsx';
import { LIBRARY } from '../navigation/address.ts';
import { closeOverlay, useOverlay, type OverlayId, type Overlays } from '../navigation/overlay.ts';
import { go } from '../navigation/useAddress.ts';
import { SendDialog } from '../series/SendDialog.tsx';
import { useSession } from '../session/session.ts';
import { PlanIdea } from '../shelf/PlanIdea.tsx';
import { Finder } from './Finder.tsx';
import { part, type Part } from './part.tsx';

/** The views of the dialogs, loaded as screens are where they are large. Whoever opens one says so in navigation/overlay.ts. */

interface DialogProps {
  onClose: () => void;
}

type Dialog<Id extends OverlayId> = Part<Overlays[Id] & DialogProps>;

const here = <Props,>(view: (props: Props) => ReactNode): Part<Props> => ({ view, load: () => Promise.resolve() });

export const OVERLAY_PARTS: { [Id in OverlayId]: Dialog<Id> } = {
  moveTo: here(MoveDialog),
  send: here(SendDialog),
  planIdea: here(PlanIdea),
  // Whoever asks for it types on at once.
  finder: here(Finder),
  moved: part(async () => (await import('../ties/MovedDialog.tsx')).MovedDialog),
  fullWeek: part(async () => (await import('../contactLoad/FullWeek.tsx')).FullWeek),
  moveCampaign: part(async () => (await import('../settings/MoveCampaign.tsx')).MoveCampaign),
  help: part(async () => (await import('./Help.tsx')).Help),
  export: part(async () => (await import('../delivery/ExportDialog.tsx')).ExportDialog),
  addProfile: part(async () => (await import('../delivery/AddProfile.tsx')).AddProfile),
  changeProfile: part(async () => (await import('../delivery/ProfileDialog.tsx')).ProfileDialog),
  dryRun: part(async () => (await import('../delivery/DryRun.tsx')).DryRun),
  importPlan: part(async () => {
    const { ImportPlan } = await import('../intake/ImportPlan.tsx');
    return function ImportHere({ given, asNew, onClose }: Overlays['importPlan'] & DialogProps) {
      const into = useSession((session) => session.open?.id ?? null);
      const onDone = (id: string) => (into === null ? open(id) : onClose());
      return <ImportPlan into={into} given={given} asNew={asNew} onClose={onClose} onDone={onDone} />;
    };
  }),
  returnedTable: part(async () => (await import('../intake/ReturnedTable.tsx')).ReturnedTable),
  importAudience: part(async () => (await import('../intake/ImportAudience.tsx')).ImportAudience),
  newCampaign: part(async () => {
    const { NewCampaign } = await import('../library/NewCampaign.tsx');
    return ({ onClose, start }: Overlays['newCampaign'] & DialogProps) => (
      <NewCampaign start={start} onClose={onClose} onCreated={open} />
    );
  }),
  nameVersion: part(async () => (await import('../history/NameVersion.tsx')).NameVersion),
  changeSeveral: here(BulkDialog),
  readers: part(async () => (await import('../preview/ReadersDialog.tsx')).ReadersDialog),
};

function open(id: string): void {
  closeOverlay();
  go({ ...LIBRARY, campaign: id });
}

/** The dialog that is open, if any. */
export function Overlay() {
  const overlay = useOverlay((state) => state.overlay);
  if (!overlay) return null;
  const View = OVERLAY_PARTS[overlay.id].view as (props: DialogProps) => ReactNode;
  return <View key={overlay.count} {...overlay.about} onClose={closeOverlay} />;
}

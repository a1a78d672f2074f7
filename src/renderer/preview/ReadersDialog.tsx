import { Dialog } from '../kit/overlays.tsx';
import { itemById, useCampaign } from '../session/shown.ts';
import { Readers } from './Readers.tsx';

/** What its readers get of a touchpoint, or would get of an idea. */
export function ReadersDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const campaign = useCampaign();
  const touchpoint = itemById(campaign, 'touchpoint', id) ?? itemById(campaign, 'idea', id);
  if (!touchpoint) return null;
  return (
    <Dialog title={touchpoint.name} onClose={onClose}>
      <Readers campaign={campaign} touchpoint={touchpoint} />
    </Dialog>
  );
}

import { X } from 'lucide-react';
import { IconButton } from '../kit/controls.tsx';
import { goToTimeline, hidePane } from '../navigation/panes.ts';
import { t } from '../text/text.ts';

/** Gives the timeline the room of the details. */
export function CloseDetails() {
  return (
    <IconButton
      label={t('inspector.close')}
      onPress={() => {
        hidePane('details');
        goToTimeline();
      }}
    >
      <X aria-hidden />
    </IconButton>
  );
}

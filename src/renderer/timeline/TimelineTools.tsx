import { Maximize2, Minus, Plus } from 'lucide-react';
import { Button, IconButton } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import { ADDED, type Added } from './add.ts';

/** What can be done to the view and to the timeline as a whole. */

/** One press of a zoom button or key. */
export const ZOOM_STEP = 1.4;

interface TimelineToolsProps {
  canShowToday: boolean;
  onZoom: (factor: number) => void;
  onWhole: () => void;
  onToday: () => void;
  onAdd: (kind: Added) => void;
}

export function TimelineTools({ canShowToday, onZoom, onWhole, onToday, onAdd }: TimelineToolsProps) {
  return (
    <div className="timeline-tools" role="toolbar" aria-label={t('timeline.toolbar')}>
      <IconButton label={t('timeline.zoomOut')} keys="−" onPress={() => onZoom(1 / ZOOM_STEP)}>
        <Minus aria-hidden />
      </IconButton>
      <IconButton label={t('timeline.zoomIn')} keys="+" onPress={() => onZoom(ZOOM_STEP)}>
        <Plus aria-hidden />
      </IconButton>
      <IconButton label={t('timeline.fit')} keys="0" onPress={onWhole}>
        <Maximize2 aria-hidden />
      </IconButton>
      <Button look="quiet" isDisabled={!canShowToday} onPress={onToday}>
        {t('timeline.today')}
      </Button>
      <Menu
        label={t('timeline.add')}
        entries={ADDED.map((kind) => ({ id: kind, label: t(`timeline.add.${kind}`), onAction: () => onAdd(kind) }))}
      >
        <Button look="quiet">{t('timeline.add')}</Button>
      </Menu>
    </div>
  );
}

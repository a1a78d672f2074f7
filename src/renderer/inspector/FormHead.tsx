import { Archive, CalendarArrowUp, Copy, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { MoreMenu } from '../actions/MoreMenu.tsx';
import { IconButton } from '../kit/controls.tsx';
import { keysOf, MOVE_KEY } from '../kit/shortcuts.ts';
import { t } from '../text/text.ts';
import { deleteIdea, putOnShelf } from '../shelf/shelving.ts';
import { isPlaced } from '../items/place.ts';
import { duplicateItems } from '../arranging/duplicate.ts';
import { removeItems } from '../timeline/keys.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { Landing } from './Landing.tsx';
import { CloseDetails } from './CloseDetails.tsx';

/** Head of a form: what it is, and what can be done to it as a whole. */
export function FormHead({
  kind,
  ids,
  title,
  children,
}: {
  kind: string;
  ids: string[];
  title: string;
  children?: ReactNode;
}) {
  return (
    <header className="inspector-head">
      <h2>{title}</h2>
      {children}
      {kind === 'touchpoint' ? (
        <IconButton label={t('inspector.duplicate')} keys={keysOf('duplicate')} onPress={() => duplicateItems(ids)}>
          <Copy aria-hidden />
        </IconButton>
      ) : null}
      {kind === 'touchpoint' ? (
        <IconButton label={t('shelf.put')} onPress={() => putOnShelf(ids)}>
          <Archive aria-hidden />
        </IconButton>
      ) : null}
      {kind === 'idea' ? (
        <IconButton label={t('inspector.delete')} onPress={() => deleteIdea(ids[0]!)}>
          <Trash2 aria-hidden />
        </IconButton>
      ) : null}
      {isPlaced(kind) ? (
        <IconButton
          label={t('move.open')}
          keys={`Shift+${MOVE_KEY}`}
          onPress={() => openOverlay('moveTo', { kind, ids })}
        >
          <CalendarArrowUp aria-hidden />
        </IconButton>
      ) : null}
      {isPlaced(kind) ? (
        <IconButton label={t('inspector.delete')} keys="Del" onPress={() => removeItems(kind, ids)}>
          <Trash2 aria-hidden />
        </IconButton>
      ) : null}
      <MoreMenu ground={kind === 'lane' ? 'lane' : 'item'} name={title} />
      <CloseDetails />
      {isPlaced(kind) && ids.length === 1 ? <Landing place={{ kind, id: ids[0]! }} /> : null}
    </header>
  );
}

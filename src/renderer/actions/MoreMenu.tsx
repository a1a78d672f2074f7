import { Ellipsis } from 'lucide-react';
import { IconButton } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import type { Ground } from './action.ts';
import { entriesOn } from './entries.tsx';

/** The same menu as by the right button, for one press: beside the name of what is selected. */
export function MoreMenu({ ground, name }: { ground: Ground; name: string }) {
  const label = t('action.about', { name });
  // The details are open already.
  const entries = entriesOn(ground).filter(({ id }) => id !== 'details');
  if (entries.length === 0) return null;
  return (
    <Menu label={label} entries={entries}>
      <IconButton label={label}>
        <Ellipsis aria-hidden />
      </IconButton>
    </Menu>
  );
}

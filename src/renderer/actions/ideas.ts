import { CalendarPlus } from 'lucide-react';
import { useSession } from '../session/session.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { t } from '../text/text.ts';
import type { Action } from './action.ts';

/** What is about the idea that is selected, besides what touchpoints have too. */

const idea = () => {
  const { selection } = useSession.getState().open ?? {};
  return selection?.kind === 'idea' ? selection.ids[0] : undefined;
};

export const IDEA_ACTIONS: readonly Action[] = [
  {
    id: 'planIdea',
    words: () => t('shelf.planOn'),
    icon: CalendarPlus,
    on: ['idea'],
    isPossible: () => idea() !== undefined,
    run: () => openOverlay('planIdea', { id: idea()! }),
  },
];

import { call, explain } from '../bridge/studio.ts';
import { notify } from '../kit/notices.ts';
import { commitTyping } from '../kit/typing.ts';
import { executeWithOffer } from '../session/offers.ts';
import { isSettled, useSession } from '../session/session.ts';
import { t } from '../text/text.ts';

/** Makes the campaign what it was at a revision, as one step more: nothing of the history is lost. Says why where it cannot. */
export async function goBackTo(revision: number, what: string): Promise<boolean> {
  commitTyping();
  const asked = useSession.getState().open;
  if (!asked) return false;
  const refuse = (text: string) => {
    notify({ tone: 'problem', text });
    return false;
  };
  if (!isSettled()) return refuse(t('history.unsaved'));
  try {
    const { commands } = await call('campaign.wayBack', { id: asked.id, revision: asked.revision, to: revision });
    const now = useSession.getState().open;
    if (now?.id !== asked.id) return false;
    if (now.revision !== asked.revision || !isSettled()) return refuse(t('history.overtaken'));
    if (commands.length === 0) return false;
    return executeWithOffer({ type: 'batch', action: 'goBack', commands }, t('history.wentBack', { what }));
  } catch (error) {
    return refuse(explain(error));
  }
}

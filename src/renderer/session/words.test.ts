import { afterEach, describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { t } from '../text/text.ts';
import { closeCampaign, follow, useSession } from './session.ts';

// The session asks the studio over the window; nothing is asked here.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const open = (vocabulary: 'learning' | 'career') =>
  useSession.setState({
    open: {
      id: 'one',
      campaign: { ...fullCampaign, vocabulary },
      revision: 1,
      history: { undo: null, redo: null },
      draft: null,
      selection: null,
      saving: 'saved',
    },
  });

afterEach(closeCampaign);

describe('the words of the window', () => {
  it('follow the campaign that is open, and are the usual ones in the library', () => {
    open('career');
    expect(t('metric.active')).toBe('In talks');
    closeCampaign();
    expect(t('metric.active')).toBe('In active use');
  });

  it('follow a change of the kind, here or in another window, before anything is rendered because of it', () => {
    open('learning');
    const heard: string[] = [];
    const stop = useSession.subscribe(() => heard.push(t('metric.active')));
    follow({
      type: 'campaign.changed',
      id: 'one',
      revision: 2,
      command: { type: 'setDetails', changes: { vocabulary: 'career' } },
      history: { undo: null, redo: null },
    });
    stop();
    expect(heard).toEqual(['In talks']);
  });
});

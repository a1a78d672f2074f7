import { afterEach, describe, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { t } from '../text/text.ts';
import { closeCampaign, follow, openCampaign, useSession } from './session.ts';

// The window's way to the studio, which only opens one campaign here.
const asked = vi.hoisted(() => {
  const state = { vocabulary: 'learning' as 'learning' | 'career', campaign: {} as object };
  const call = async () => ({
    value: {
      id: 'one',
      revision: 1,
      step: '',
      history: { undo: null, redo: null },
      campaign: { ...state.campaign, vocabulary: state.vocabulary },
    },
  });
  vi.stubGlobal('window', { studio: { call } });
  return state;
});
asked.campaign = fullCampaign;

const open = (vocabulary: 'learning' | 'career') => {
  asked.vocabulary = vocabulary;
  return openCampaign('one');
};

afterEach(closeCampaign);

describe('the words of the window', () => {
  it('follow the campaign that is open, and are the usual ones in the library', async () => {
    await open('career');
    expect(t('metric.active')).toBe('In talks');
    closeCampaign();
    expect(t('metric.active')).toBe('In active use');
  });

  it('follow a change of the kind, here or in another window, before anything is rendered because of it', async () => {
    await open('learning');
    const heard: string[] = [];
    const stop = useSession.subscribe(() => heard.push(t('metric.active')));
    follow({
      type: 'campaign.changed',
      id: 'one',
      revision: 2,
      step: 'there',
      entry: 'there',
      kind: 'do',
      actor: { person: '', window: 'another' },
      at: '2027-01-01T00:00:00.000Z',
      command: { type: 'setDetails', changes: { vocabulary: 'career' } },
      history: { undo: null, redo: null },
    });
    stop();
    expect(heard).toEqual(['In talks']);
  });
});

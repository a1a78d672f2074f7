import { describe, expect, it } from 'vitest';
import { dayOf } from '../calendar.ts';
import { hearings } from './hearing.ts';
import { segment, soundWith, touchpoint } from './sound.testing.ts';

describe('what a segment hears', () => {
  const segments = [
    segment({ id: 'de', language: 'de' }),
    segment({ id: 'pl', language: 'pl', channels: ['text'] }),
    segment({ id: 'none', language: 'fr', channels: ['poster'] }),
  ];
  const campaign = soundWith({
    segments,
    touchpoints: [
      touchpoint('launch-email', '2027-01-13', { id: 'mail', message: { subject: '', body: '', language: 'de-AT' } }),
      touchpoint('text-reminder', '2027-01-12', { id: 'text', cadence: 'weekly', days: 14 }),
      touchpoint('one-click-link', '2027-01-11', { id: 'link', days: 42 }),
    ],
  });

  it('is counted send by send, by language, with the first', () => {
    const heard = hearings(campaign);
    const first = { touchpointId: 'text', name: campaign.touchpoints[1]!.name, day: dayOf('2027-01-12') };
    expect(heard.get('de')).toEqual({ touchpoints: 3, messages: 3, own: 1, other: 0, unsaid: 2, first, launch: first });
    expect(heard.get('pl')).toEqual({ touchpoints: 1, messages: 2, own: 0, other: 0, unsaid: 2, first, launch: first });
    expect(heard.get('none')).toEqual({
      touchpoints: 0,
      messages: 0,
      own: 0,
      other: 0,
      unsaid: 0,
      launch: null,
    });
  });

  it('has no launch to miss where nothing is launched', () => {
    const { launch } = hearings({ ...campaign, phases: [] }).get('none')!;
    expect(launch).toBeUndefined();
    expect(hearings({ ...campaign, vocabulary: 'career' }).get('none')!.launch).toBeUndefined();
  });
});

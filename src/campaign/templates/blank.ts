import { templateFrom } from './build.ts';

export const BLANK = templateFrom({
  id: 'blank',
  name: 'Blank campaign',
  summary: 'One lane, four phases and 500 learners. Everything else is yours.',
  description: '',
  audience: 'Everyone',
  timeZone: 'UTC',
  seed: 1,
  brand: {
    name: '',
    promise: '',
    primaryColour: '#2f4b7c',
    accentColour: '#d9822b',
    voice: '',
    signOff: '',
  },
  phases: [
    { id: 'launch', name: 'Launch', kind: 'launch', weeks: 2, pushAim: 0.8 },
    { id: 'awareness', name: 'Awareness', kind: 'awareness', weeks: 3, pushAim: 0.6 },
    { id: 'activation', name: 'Activation', kind: 'activation', weeks: 4, pushAim: 0.4 },
    { id: 'culture', name: 'Culture', kind: 'culture', weeks: 3, pushAim: 0.2 },
  ],
  lanes: [{ id: 'touchpoints', name: 'Touchpoints' }],
  segments: [
    {
      id: 'everyone',
      name: 'Everyone',
      size: 500,
      timeZone: 'UTC',
      language: 'en',
      channels: [],
      frictionSteps: 3,
      preferredTime: '09:00',
    },
  ],
  goals: [],
  events: [],
  steps: [],
});

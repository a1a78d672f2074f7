import type { Tactic } from '../tactic.ts';

/** For whatever the catalogue does not have: a plain message and a plain presence. */
export const CUSTOM: readonly Tactic[] = [
  {
    id: 'custom-push',
    name: 'Push of your own',
    direction: 'push',
    form: 'message',
    description: 'Any message that you send out. It counts as an average message on its channel.',
    whenToUse: 'When you bring something to people that is not in this list.',
    channel: 'email',
    days: 1,
    cadence: 'once',
    effortHours: 2,
    phases: ['launch', 'awareness', 'activation', 'culture'],
    vocabulary: 'both',
    rows: [16],
    effect: {},
    source: 'The base rates of the channel, nothing added.',
    message: {
      subject: 'One thing from {{brand}}',
      body: '{{promise}}\n\nThere is something new. It takes five minutes, and the button takes you straight to it.',
      callToAction: 'Have a look',
    },
  },
  {
    id: 'custom-pull',
    name: 'Pull of your own',
    direction: 'pull',
    form: 'presence',
    description: 'Anything that is there for people to come to. It draws a small, steady number of first tries.',
    whenToUse: 'When you make something easier, nearer or more attractive in a way that is not in this list.',
    channel: 'platform',
    days: 28,
    cadence: 'once',
    effortHours: 4,
    phases: ['launch', 'awareness', 'activation', 'culture'],
    vocabulary: 'both',
    rows: [16],
    effect: { pull: 0.001 },
    source: 'Assumption: one in a thousand of those who know of it tries it each day because of this.',
    message: {
      subject: 'Here when you need it',
      body: '{{brand}} has this ready for you, whenever you need it. No sign-up, no search.',
      callToAction: 'Have a look',
    },
  },
];

import { ACTION_WORDS } from '#language/actions.ts';

export const finder = {
  'finder.title': ACTION_WORDS.find,
  'finder.placeholder': 'A touchpoint, an action, a tactic, or a day such as Feb 9',
  'finder.list': 'What answers to it',
  'finder.none': 'Nothing answers to “{typed}”.',
  'finder.section.actions': 'Actions',
  'finder.section.dates': 'Days',
  'finder.section.plan': 'In the plan',
  'finder.section.audience': 'Segments',
  'finder.section.tactics': 'Tactics to add',
  'finder.screen': 'Go to {screen}',
  'finder.goTo': 'Go to {day}',
  'finder.add': 'Add {name}',
  'finder.kind.touchpoint': 'Touchpoint',
  'finder.kind.idea': 'Idea on the shelf',
  'finder.kind.phase': 'Phase',
  'finder.kind.event': 'Event',
  'finder.kind.goal': 'Goal',
  'finder.kind.lane': 'Lane',
  'finder.kind.segment': 'Segment',
  'finder.kind.assumption': 'Assumption',
} as const;

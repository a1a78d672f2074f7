import { EXPECTED_WAY } from '#campaign/decisions.ts';
import { DECISION_POINTS, OTHERWISE, THEN, THEN_FOLLOWS } from '#language/decisionPoints.ts';

/** Decision points: what is measured on a date decides how the plan goes on. */
export const decisions = {
  'decisions.title': 'Decision point',
  'decisions.heading': DECISION_POINTS,
  'decisions.condition': 'If {condition}, what waits for “then” is sent; if not, what waits for “otherwise”.',
  'decisions.branch.then': THEN,
  'decisions.branch.otherwise': OTHERWISE,
  'decisions.lead.then': 'If {condition}, these are sent:',
  'decisions.lead.otherwise': 'If not, these are sent:',
  'decisions.nothing': 'Nothing yet: the plan goes on without anything more.',
  'decisions.add.then': 'Add to “then”',
  'decisions.add.otherwise': 'Add to “otherwise”',
  'decisions.choose': 'Choose a touchpoint',
  'decisions.takeOut': 'Let “{name}” happen whatever is decided',
  'decisions.date': 'Measured at the end of',
  'decisions.rolling':
    'Decided once, on this date, by all who have started by then. It holds for everyone who gets to what waits for it.',
  'decisions.below': 'Fewer than',
  'decisions.value': 'What deciding is worth',
  'decisions.share': THEN_FOLLOWS,
  'decisions.noThreshold':
    'No threshold was found that does better, for any of these goals, than always the same branch.',
  'decisions.toBeSimulated': 'Known once the plan has been simulated.',
  'decisions.waits': 'Happens',
  'decisions.always': 'Whatever is decided',
  'decisions.onlyThen': 'Only if “{name}” says then',
  'decisions.onlyOtherwise': 'Only if “{name}” says otherwise',
  'decisions.expectedWay': EXPECTED_WAY,
  'decisions.made.one': 'Decision point “{name}” added; {count} touchpoint waits for it.',
  'decisions.made.other': 'Decision point “{name}” added; {count} touchpoints wait for it.',
} as const;

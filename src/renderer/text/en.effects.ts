export const effects = {
  'effects.sign.harms': '{spoken}, harms the plan',
  'effects.sign.little': '{spoken}, may add little beside the others',
  'effects.harms': 'Harms: it changes the learners in active use by {count} ({low} to {high})',
  'effects.little':
    'May add little beside the others: it changes the learners in active use by {count} ({low} to {high})',
};

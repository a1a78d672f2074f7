export const effects = {
  'effects.sign.harms': '{spoken}, harms the plan',
  'effects.sign.little': '{spoken}, may add nothing',
  'effects.harms': 'Harms: it changes the learners in active use by {count} ({low} to {high})',
  'effects.little': 'May add nothing: it changes the learners in active use by {count} ({low} to {high})',
};

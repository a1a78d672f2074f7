export const effects = {
  'effects.sign.harms': '{spoken}, harms the plan',
  'effects.sign.little': '{spoken}, may add nothing',
  'effects.harms': 'Harms: without it the plan would have {count} more in active use ({low} to {high})',
  'effects.little': 'May add nothing: without it the plan would lose {count} in active use ({low} to {high})',
};

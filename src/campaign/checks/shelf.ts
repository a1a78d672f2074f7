import { sayLeftOut } from '../shelf.ts';
import type { Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** Ideas without a date: nothing of them is sent or forecast, and whoever reads the plan is to know. */
export function findOnShelf({ campaign }: Plan): Found[] {
  const message = sayLeftOut(campaign);
  return message === undefined
    ? []
    : [
        {
          rule: 'ideas',
          severity: 'advice',
          message,
          cure: 'Plan them on a date, or leave them there until their time comes.',
        },
      ];
}

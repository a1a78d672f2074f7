import { expect, it } from 'vitest';
import { lengthIn, unitOfHeading } from './lengths.ts';

it.each([
  ['Duration (weeks)', '3', { days: 21 }],
  ['Dauer (Wochen)', '3', { days: 21 }],
  ['Duration (hours)', '2', { minutes: 120 }],
  ['Length in min', '90', { minutes: 90 }],
  ['Days', '5', { days: 5 }],
  ['Duration', '5', { days: 5 }],
  ['Duration', '30 min', { minutes: 30 }],
  ['Duration', '1h30', { minutes: 90 }],
  ['Duration', '1.5 hours', { minutes: 90 }],
  ['Duration', '01:30', { minutes: 90 }],
  ['Duration', '2 weeks', { days: 14 }],
  ['Duration', '10 working days', { days: 12 }],
  ['Durée', '2 semaines', { days: 14 }],
  ['Dauer', '45 Minuten', { minutes: 45 }],
  ['Duration', 'half day', { minutes: 240 }],
  ['Duration', 'long', undefined],
])('below “%s”, %s is %j', (heading, cell, length) => {
  expect(lengthIn(cell, unitOfHeading(heading))).toEqual(length);
});

import { expect, it } from 'vitest';
import { isRange, lengthIn, unitOfHeading } from './lengths.ts';

it.each([
  ['Duration (weeks)', '3', { days: 21 }],
  ['Dauer (Wochen)', '3', { days: 21 }],
  ['Duration (hours)', '2', { minutes: 120 }],
  ['Length in min', '90', { minutes: 90 }],
  ['Days', '5', { days: 5 }],
  ['Duration', '5', { days: 5 }],
  ['Duration', '30 min', { minutes: 30 }],
  ['Duration', '1h30', { minutes: 90 }],
  ['Dauer', '1 Std. 30 Min.', { minutes: 90 }],
  ['Duração', '2 horas e 30 minutos', { minutes: 150 }],
  ['Duration', '1.5 hours', { minutes: 90 }],
  ['Duration', '01:30', { minutes: 90 }],
  ['Duration', '2 weeks', { days: 14 }],
  ['Duration', '10 working days', { days: 12 }],
  ['Durée', '2 semaines', { days: 14 }],
  ['Dauer', '45 Minuten', { minutes: 45 }],
  ['Duration', 'half day', { minutes: 240 }],
  ['Days', '0.5', { minutes: 240 }],
  ['Duration', 'long', undefined],
])('below “%s”, %s is %j', (heading, cell, length) => {
  expect(lengthIn(cell, unitOfHeading(heading))).toEqual(length);
});

it.each([
  ['2-3 days', { days: 2 }],
  ['2 – 3 Tage', { days: 2 }],
  ['60-90 min', { minutes: 60 }],
  ['30–45 Minuten', { minutes: 30 }],
  ['2 to 3 hours', { minutes: 120 }],
  ['2 bis 3 Stunden', { minutes: 120 }],
  ['2 à 3 heures', { minutes: 120 }],
  ['1 a 2 semanas', { days: 7 }],
  ['1h-1h30', { minutes: 60 }],
  ['1.5-2 h', { minutes: 90 }],
])('%s is the shorter of two lengths', (cell, length) => {
  expect([isRange(cell), lengthIn(cell)]).toEqual([true, length]);
});

it.each(['ganztägig', 'ganzer Tag', 'journée entière', 'todo el día', 'dia inteiro', 'hele dag'])(
  '%s is a day',
  (cell) => {
    expect([isRange(cell), lengthIn(cell)]).toEqual([false, { days: 1 }]);
  },
);

it.each(['halber Tag', 'demi-journée', 'media jornada', 'medio día', 'halve dag'])('%s is half a day', (cell) => {
  expect([isRange(cell), lengthIn(cell)]).toEqual([false, { minutes: 240 }]);
});

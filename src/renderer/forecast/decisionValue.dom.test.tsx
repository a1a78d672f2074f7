// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { useSession } from '../session/session.ts';
import type { Forecast } from './change.ts';
import { DecisionValue } from './DecisionValue.tsx';
import { useForecast } from './forecastState.ts';

vi.hoisted(() => {
  Object.assign(window, { studio: { call: () => new Promise(() => undefined), subscribe: () => () => undefined } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

it('says that a value is to be simulated, and nothing where the date is not among the days that are', () => {
  const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
  const dates = Array.from({ length: campaign.days }, (_, day) => addDays(campaign.start, day));
  useForecast.setState({ forecast: { dates } as Forecast });
  useSession.setState({ open: { campaign } as NonNullable<ReturnType<typeof useSession.getState>['open']> });
  const shown = (day: number) => {
    const date = addDays(campaign.start, day);
    const decision = {
      id: 'd',
      name: 'Rescue',
      date,
      metric: 'active',
      below: 0.1,
      unit: 'share',
      segments: [],
    } as const;
    const place = document.createElement('div');
    const root = createRoot(place);
    act(() => root.render(<DecisionValue decision={{ ...decision, segments: [] }} />));
    const { textContent } = place;
    act(() => root.unmount());
    return textContent;
  };
  expect(shown(campaign.days - 1)).toContain('Known once the plan has been simulated.');
  expect(shown(campaign.days)).toBe('');
  expect(shown(-1)).toBe('');
});

// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayOf } from '#campaign/calendar.ts';
import { openDay } from './day.ts';
import { showDetails, showHistory, useIsHistory, usePanesInView, type Pane } from './panes.ts';
import { go, useAddress } from './useAddress.ts';
import { showTray, TRAYS } from './tray.ts';

/** The panes as the window reads them. */

vi.hoisted(() => {
  Object.assign(window, { studio: { call: () => Promise.resolve({}), subscribe: () => () => undefined } });
  // Room for everything.
  window.matchMedia = () =>
    ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }) as never;
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

const seen = { panes: {} as Record<Pane, boolean>, isHistory: false };
function Reader() {
  seen.panes = usePanesInView();
  seen.isHistory = useIsHistory();
  return null;
}

let root: Root;
beforeEach(() => {
  root = createRoot(document.createElement('div'));
  act(() => root.render(createElement(Reader)));
  go({ campaign: 'one' });
});
afterEach(() => act(() => root.unmount()));

describe('panes', () => {
  it('show the details in the place of the history, whoever asks', () => {
    for (const show of [showDetails, () => openDay(dayOf('2027-01-12'))]) {
      act(showHistory);
      expect(seen).toMatchObject({ isHistory: true, panes: { details: true } });
      act(show);
      expect(seen).toMatchObject({ isHistory: false, panes: { details: true } });
    }
  });

  it('leave the room beside a table to the details; the tray brings the timeline with it', () => {
    for (const tray of TRAYS) {
      act(() => go({ screen: 'plan', view: 'table' }));
      expect(seen.panes).toEqual({ timeline: true, forecast: false, tactics: false, details: true });
      act(() => showTray(tray));
      expect(useAddress.getState().view).toBe('timeline');
      expect(seen.panes.tactics).toBe(true);
    }
  });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { shortcutOf, SHORTCUTS, type Pressed } from '../kit/shortcuts.ts';
import { openCampaign, select, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { useAddress } from '../navigation/useAddress.ts';
import { useNotices } from '../kit/notices.ts';
import { closeOverlay, useOverlay } from '../navigation/overlay.ts';
import { askWhichSends, skipSend } from '../series/edits.ts';
import { selectedSend, selectSend } from '../series/selectedSend.ts';
import { registerReveal } from '../items/reveal.ts';
import { registerRows } from '../timeline/drawnRows.ts';
import { onTimelineKey } from '../timeline/keys.ts';
import { registerSteering } from '../viewport/viewport.ts';
import { ACTIONS, actionFor, actionOf, actionsOn, keysIn } from './actions.ts';
import { HELP } from './help.ts';

/** Keys, help, menus and finder are held against the one table. */

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  return held;
});

const LETTERS: Record<string, string> = {
  undo: 'z',
  redo: 'y',
  save: 's',
  find: 'k',
  export: 'e',
  print: 'p',
  duplicate: 'd',
  all: 'a',
  copy: 'c',
  cut: 'x',
  paste: 'v',
};
const press = (held: Partial<Pressed>): Pressed => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
/** The keys of an action as they are pressed. */
const pressOf = (id: string) => {
  const { shortcut, key, hasShift = false } = actionOf(id);
  return press(shortcut ? { key: LETTERS[shortcut]!, ctrlKey: true } : { key: key!, shiftKey: hasShift });
};
const rows = HELP.flatMap((group) => group.rows);
const withKeys = ACTIONS.filter((action) => keysIn(action) !== undefined);

async function open(campaign: Campaign): Promise<void> {
  const plain = new PlainStudio(campaign, () => undefined);
  studio.answer = (method, input) => plain.answer(method, input);
  await openCampaign('one');
}
beforeEach(() => open(fullCampaign));
afterEach(() => {
  closeOverlay();
  useSession.setState({ open: null });
});

describe('the table of actions', () => {
  it('names each once, with a shortcut of its own', () => {
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const shortcut of SHORTCUTS) {
      expect(shortcutOf(press({ key: LETTERS[shortcut]!, ctrlKey: true })), shortcut).toBe(shortcut);
      expect(
        ACTIONS.filter((action) => action.shortcut === shortcut).map(({ id }) => id),
        shortcut,
      ).toHaveLength(1);
    }
    for (const action of ACTIONS) expect(action.words()).not.toBe('');
  });

  it('has every key in the help, and the help no other', () => {
    expect(rows.flatMap(({ action }) => action ?? []).toSorted()).toEqual(withKeys.map(({ id }) => id).toSorted());
    for (const { action, keys } of rows) if (action) expect(keys).toEqual([keysIn(actionOf(action))]);
  });

  it('does in the window what the help says', () => {
    const own = ACTIONS.filter(({ keysOf }) => keysOf === 'window');
    expect(own.length).toBeGreaterThan(5);
    for (const { id } of own) expect(actionFor(pressOf(id), document.body)?.action.id).toBe(id);
    expect(actionFor(press({ key: 'Delete' }), document.body)).toBeUndefined();
  });

  it('offers on each ground what can be done there', () => {
    const ids = (ground: Parameters<typeof actionsOn>[0]) => actionsOn(ground).map(({ id }) => id);
    expect(ids('item')).toEqual([]);
    select({ kind: 'touchpoint', ids: [fullCampaign.touchpoints[0]!.id] });
    expect(ids('item')).toEqual([
      'details',
      'openDay',
      'moveTo',
      'duplicate',
      'copy',
      'cut',
      'lock',
      'onlyIf',
      'shelve',
      'delete',
    ]);
    actionOf('lock').run();
    expect(actionOf('lock').words()).toBe('Unlock');
    select({ kind: 'goal', ids: [fullCampaign.goals[0]!.id] });
    expect(ids('item')).toEqual(['details', 'openDay', 'moveTo', 'delete']);
    select({ kind: 'lane', ids: [fullCampaign.lanes[0]!.id] });
    expect(ids('lane')).toEqual(expect.arrayContaining(['details', 'add-touchpoint', 'add-lane']));
    expect(ids('room')).toEqual(expect.arrayContaining(['add-touchpoint', 'selectAll']));
    expect(ids('axis')).toEqual(expect.arrayContaining(['add-goal', 'showWhole']));
    select({ kind: 'idea', ids: [fullCampaign.ideas[0]!.id] });
    expect(ids('idea')).toEqual(['planIdea', 'details', 'duplicate', 'delete']);
    expect(ids('send')).toEqual(['details']);
  });

  it('offers on a send what can be done to it, whether it was pointed at or is selected', () => {
    const { id, start } = fullCampaign.touchpoints[0]!;
    const ids = (here?: Parameters<typeof actionsOn>[1]) => actionsOn('send', here).map((action) => action.id);
    const send = { id, on: addDays(start, 7) };
    expect(ids({ send })).toEqual(['moveSend', 'skipSend', 'changeSend']);
    selectSend({ touchpointId: id, on: send.on });
    expect(ids()).toEqual(['moveSend', 'skipSend', 'changeSend', 'details']);
    actionOf('skipSend').run();
    expect(useOverlay.getState().overlay?.about).toEqual({ what: 'skip', ...send });
    skipSend({ what: 'skip', ...send }, 'this');
    expect(ids()).toEqual(['moveSend', 'bringBackSend', 'changeSend', 'resetSend', 'details']);
    actionOf('bringBackSend').run();
    expect(ids()).toEqual(['moveSend', 'skipSend', 'changeSend', 'details']);
    closeOverlay();
  });

  it('asks which sends are meant where the day or the time of a whole series is given anew', () => {
    const [series, , once] = fullCampaign.touchpoints as [Touchpoint, Touchpoint, Touchpoint];
    expect(askWhichSends(once, { start: '2027-01-20' })).toBe(false);
    expect(askWhichSends(series, { start: series.start, time: '09:00' })).toBe(false);
    expect(askWhichSends(series, { start: addDays(series.start, 2) })).toBe(true);
    expect(useOverlay.getState().overlay?.about).toMatchObject({ what: 'move', on: series.start, days: 2, known: {} });
    expect(askWhichSends(series, { time: null })).toBe(true);
    expect(useOverlay.getState().overlay?.about).toMatchObject({
      what: 'change',
      known: { time: { zone: 'segment' } },
    });
    closeOverlay();
  });
});

describe('keys on the timeline', () => {
  const base = fullCampaign.touchpoints[0]!;
  /** Three in a row, the middle one a series. */
  const [first, series, last]: [Touchpoint, Touchpoint, Touchpoint] = [
    { ...base, id: 'first', start: '2027-02-01', days: 2, cadence: 'once' },
    { ...base, id: 'series', start: '2027-02-08', days: 15, cadence: 'weekly' },
    { ...base, id: 'last', start: '2027-03-01', days: 2, cadence: 'once' },
  ];
  const row = { id: base.laneId, name: '', touchpoints: [first, series, last] };
  const reveal = vi.fn();
  const zoomed = vi.fn();
  const leave: (() => void)[] = [];

  beforeEach(async () => {
    await open({ ...fullCampaign, touchpoints: [first, series, last] });
    useAddress.setState({ campaign: 'one', screen: 'plan', day: null });
    vi.useFakeTimers();
    leave.push(
      registerReveal(reveal),
      registerRows(() => [{ row, top: 0, height: 40, isFolded: false }]),
      registerSteering({ zoom: zoomed, middleDay: () => 0 } as never),
    );
  });
  afterEach(() => {
    for (const off of leave.splice(0)) off();
    document.body.replaceChildren();
    vi.clearAllMocks();
    vi.useRealTimers();
  });

  const plan = () => useSession.getState().open!;
  const touchpoint = (id: string) => plan().campaign.touchpoints.find((one) => one.id === id);
  /** Presses a key on something as the window takes it: the timeline first, then what the table says. False where nobody does. */
  function pressed(held: Partial<Pressed>, id: string | null): boolean {
    const area = document.body.appendChild(document.createElement('div'));
    area.dataset['timelineScroller'] = '';
    const mark = area.appendChild(document.createElement('button'));
    if (id !== null) Object.assign(mark.dataset, { kind: 'touchpoint', id });
    let isTaken = false;
    const keys = press(held);
    const event = { ...keys, target: mark, preventDefault: () => (isTaken = true), stopPropagation: () => undefined };
    onTimelineKey(event as unknown as ReactKeyboardEvent, ({ id: next }) => reveal(next));
    const meant = isTaken ? undefined : actionFor(keys, mark);
    meant?.action.run(meant.here);
    vi.advanceTimersByTime(1000);
    return isTaken || meant !== undefined;
  }

  /** What each key brings, by the action that the help tells it of. */
  const BRINGS: Record<string, () => unknown> = {
    details: () => expect(plan().selection).toEqual({ kind: 'touchpoint', ids: ['series'] }),
    openDay: () => expect([useAddress.getState().day, plan().selection]).toEqual([series.start, null]),
    moveTo: () =>
      expect(useOverlay.getState().overlay).toMatchObject({
        id: 'moveTo',
        about: { kind: 'touchpoint', ids: ['series'] },
      }),
    previousSend: () => expect(selectedSend(series)?.number).toBe(3),
    nextSend: () => expect(selectedSend(series)?.number).toBe(1),
    duplicate: () => {
      const { ids } = plan().selection!;
      expect(touchpoint(ids[0]!)).toMatchObject({ name: series.name, start: addDays(series.start, 7) });
      expect(reveal).toHaveBeenCalledWith({ kind: 'touchpoint', id: ids[0] });
    },
    delete: () => {
      expect([touchpoint('series'), touchpoint('first')]).toEqual([undefined, first]);
      expect(plan().selection).toEqual({ kind: 'touchpoint', ids: ['last'] });
    },
    selectAll: () => expect(plan().selection?.ids).toEqual(['first', 'series', 'last']),
    zoomIn: () => expect(zoomed).toHaveBeenCalledWith('in'),
    zoomOut: () => expect(zoomed).toHaveBeenCalledWith('out'),
    showWhole: () => expect(zoomed).toHaveBeenCalledWith('whole'),
  };
  const own = ACTIONS.filter(({ keysOf }) => keysOf === 'item' || keysOf === 'timeline');

  it('are each told what they bring here', () => {
    expect(Object.keys(BRINGS).toSorted()).toEqual(own.map(({ id }) => id).toSorted());
  });

  it.each(own.map(({ id }) => id))('do what the table says: %s', (id) => {
    const hasOwnPlace = actionOf(id).keysOf === 'item';
    expect(pressed(pressOf(id), hasOwnPlace ? 'series' : null)).toBe(true);
    BRINGS[id]!();
  });

  it('are the same by other names, and no more than that', () => {
    expect(pressed({ key: 'Backspace' }, 'first')).toBe(true);
    expect(touchpoint('first')).toBeUndefined();
    expect(pressed({ key: 'в', code: 'KeyD' }, 'last')).toBe(true);
    expect(useAddress.getState().day).toBe(last.start);
    const none: Partial<Pressed>[] = [{ key: 'q' }, { key: 'Delete', metaKey: true }, { key: ',', altKey: true }];
    for (const held of none) expect(pressed(held, 'series'), held.key).toBe(false);
    expect(pressed({ key: '.' }, 'last')).toBe(false);
    select({ kind: 'touchpoint', ids: ['last'] });
    expect(pressed({ key: 'Delete' }, null)).toBe(false);
    expect(touchpoint('last')).toEqual(last);
  });

  it('walk, carry, stretch, choose and let go', () => {
    for (const { presses = [] } of rows) for (const held of presses) expect(pressed(held, 'series')).toBe(true);
    const after = (held: Partial<Pressed>, id: string) => {
      select({ kind: 'touchpoint', ids: [id] });
      pressed(held, id);
      return [touchpoint(id)?.start, touchpoint(id)?.days, plan().selection?.ids[0]];
    };
    const { start, days } = touchpoint('first')!;
    expect(after({ key: 'ArrowRight' }, 'first')).toEqual([start, days, 'series']);
    expect(after({ key: 'ArrowLeft' }, 'series')[2]).toBe('first');
    expect(after({ key: 'ArrowRight', altKey: true }, 'first')).toEqual([addDays(start, 1), days, 'first']);
    expect(after({ key: 'ArrowLeft', altKey: true, shiftKey: true }, 'first')).toEqual([
      addDays(start, -6),
      days,
      'first',
    ]);
    expect(after({ key: 'ArrowRight', shiftKey: true }, 'first')).toEqual([addDays(start, -6), days + 1, 'first']);
    expect(after({ key: ' ' }, 'first')[2]).toBeUndefined();
    expect(after({ key: 'Escape' }, 'first')[2]).toBeUndefined();
  });

  it('leave what is locked, with its sends, and say so', () => {
    const texts = () =>
      useNotices
        .getState()
        .notices.map(({ text }) => text)
        .join(' ');
    select({ kind: 'touchpoint', ids: ['series'] });
    actionOf('lock').run();
    const locked = touchpoint('series');
    for (const held of [
      { key: 'Delete' },
      { key: 'ArrowRight', altKey: true },
      { key: 'ArrowRight', shiftKey: true },
    ]) {
      useNotices.setState({ notices: [] });
      pressed(held, 'series');
      expect(texts(), held.key).toContain('is locked and stays where it is');
    }
    actionOf('shelve').run();
    selectSend({ touchpointId: 'series', on: series.start });
    pressed({ key: 'Delete' }, 'series');
    expect([touchpoint('series'), useOverlay.getState().overlay]).toEqual([locked, null]);
    useNotices.setState({ notices: [] });
    select({ kind: 'touchpoint', ids: ['first', 'series', 'last'] });
    pressed({ key: 'Delete' }, 'first');
    expect(plan().campaign.touchpoints).toEqual([locked]);
    expect(texts()).toBe('2 items deleted. 1 touchpoint is locked and stayed where it was.');
    expect(plan().selection).toEqual({ kind: 'touchpoint', ids: ['series'] });
  });

  it('are about a send while one is selected', () => {
    selectSend({ touchpointId: 'series', on: series.start });
    pressed({ key: 'Delete' }, 'series');
    expect(touchpoint('series')).toEqual(series);
    pressed({ key: 'Escape' }, 'series');
    expect([selectedSend(series), plan().selection?.ids]).toEqual([undefined, ['series']]);
  });
});

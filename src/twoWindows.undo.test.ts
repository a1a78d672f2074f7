import { describe, expect, it } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { windowsOnALibrary } from './twoWindows.testing.ts';

/** What undo and redo of one window do beside another one. */

const rig = windowsOnALibrary();
const { openWindow, settle, quiet, stored } = rig;

const subject = (text: string) =>
  ({ type: 'editTouchpoint', id: 'first', changes: { 'message.subject': text } }) as const;
const body = (text: string) => ({ type: 'editTouchpoint', id: 'first', changes: { 'message.body': text } }) as const;

const { subject: SUBJECT, body: BODY } = smallCampaign().touchpoints[0]!.message;

describe('undo', () => {
  it('takes back what this window did, beneath what another one did to something else since', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute({ type: 'moveTouchpoint', id: 'first', start: '2027-01-20' });
    await quiet();
    a.isHeld = true;
    a.session.undo();
    await settle();
    b.session.execute({ type: 'setDetails', changes: { description: 'Of the other window' } });
    await settle();
    await quiet();
    expect(await stored()).toMatchObject({ description: 'Of the other window' });
    expect((await stored()).touchpoints[0]!.start).toBe('2027-01-11');
    expect(a.session.useSession.getState().open!.history).toMatchObject({
      undo: null,
      redo: { name: 'Message first' },
    });
    expect([...a.told]).toEqual(['Undone: move “Message first”']);
    a.session.redo();
    await quiet();
    expect((await stored()).touchpoints[0]!.start).toBe('2027-01-20');
    for (const window of [a, b]) expect(serializeCampaign(window.shown())).toBe(serializeCampaign(await stored()));
  });

  it('says why it cannot where another window has changed the same since, and can where that is undone', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute(body('Mine'));
    await quiet();
    b.session.execute(body('Theirs'));
    await quiet();
    a.session.undo();
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Theirs');
    expect([...a.told]).toEqual([
      'Nothing was undone: another window has changed the text of the touchpoint “Message first” since. Undo that first, where it was done, or go back by the history.',
    ]);
    b.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Mine');
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe(BODY);
  });

  it('of something that another window deleted or builds on says so', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute({ type: 'addLane', item: { id: 'lane-3', name: 'Posters' } });
    await quiet();
    b.session.execute({ type: 'moveTouchpoint', id: 'second', start: '2027-02-01', laneId: 'lane-3' });
    await quiet();
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[1]!.laneId).toBe('lane-3');
    expect(a.notices()).toEqual([expect.stringContaining('another window has changed the lane “Posters” since')]);
    a.session.execute(body('Mine'));
    await quiet();
    b.session.execute({ type: 'removeTouchpoint', id: 'first' });
    await quiet();
    a.session.undo();
    await quiet();
    expect(a.notices().at(-1)).toContain('another window has changed the touchpoint “Message first” since');
  });

  it('does again beneath what another window did since, or says why it cannot', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute(body('Mine'));
    await quiet();
    a.session.undo();
    await quiet();
    a.isHeld = true;
    a.session.redo();
    b.session.execute(subject('Of the other window'));
    await settle();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'Of the other window', body: 'Mine' });
    a.session.undo();
    await quiet();
    b.session.execute(body('Theirs'));
    await quiet();
    a.session.redo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Theirs');
    expect(a.notices()).toEqual([expect.stringContaining('Nothing was done again: another window has changed')]);
  });

  it('pressed in two windows at once takes back what each of them did', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute(body('Mine'));
    await quiet();
    b.session.execute(subject('Theirs'));
    await settle();
    await quiet();
    a.isHeld = b.isHeld = true;
    a.session.undo();
    b.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: SUBJECT, body: BODY });
    expect([...a.told, ...b.told]).toEqual(Array(2).fill('Undone: change “Message first”'));
  });

  it('of a new window takes back its own first, then what the same person had done before it was opened', async () => {
    const a = await openWindow();
    a.session.execute(body('Before'));
    await quiet();
    const b = await openWindow();
    a.session.execute(subject('After'));
    b.session.execute({ type: 'setDetails', changes: { description: 'Its own' } });
    await quiet();
    expect(b.session.useSession.getState().open!.history.undo).toMatchObject({ action: 'setDetails' });
    b.session.undo();
    await quiet();
    b.session.undo();
    await quiet();
    expect(await stored()).toMatchObject({ description: '' });
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'After', body: BODY });
    expect(b.session.useSession.getState().open!.history.undo).toBeNull();
    // The first window hears that one of its steps is undone already.
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: SUBJECT, body: BODY });
    expect(a.session.useSession.getState().open!.history.undo).toBeNull();
  });

  it('whose answer is lost is not called the doing of another window that changed something since', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.session.execute(body('First'));
    await quiet();
    a.fates.push('answerLost');
    a.isHeld = true;
    a.session.undo();
    a.session.execute(body('Second'));
    // The host takes the undo back and the answer is lost; the other window is faster than the second try.
    await settle();
    await a.waiting.shift()!();
    b.session.execute(subject('Of the other window'));
    await settle();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'Of the other window', body: 'Second' });
    expect(a.notices()).toEqual([]);
  });

  it.each(['answerLost', 'callLost'] as const)('and redo happen once where the %s', async (fate) => {
    const a = await openWindow();
    for (const text of ['One', 'Two', 'Three']) a.session.execute({ type: 'setDetails', changes: { name: text } });
    await quiet();
    a.fates.push(fate);
    a.session.undo();
    await quiet();
    expect([a.shown().name, (await stored()).name]).toEqual(['Two', 'Two']);
    a.session.undo();
    await quiet();
    a.fates.push(fate);
    a.session.redo();
    await quiet();
    expect([a.shown().name, (await stored()).name]).toEqual(['Two', 'Two']);
  });

  it('pressed several times before any answer takes back as many', async () => {
    const a = await openWindow();
    for (const text of ['One', 'Two', 'Three']) a.session.execute({ type: 'setDetails', changes: { name: text } });
    a.fates.push('kept', 'answerLost', 'kept', 'kept', 'answerLost');
    a.session.undo();
    a.session.undo();
    await quiet();
    expect([a.shown().name, (await stored()).name]).toEqual(['One', 'One']);
    expect(a.notices()).toEqual([]);
  });
});

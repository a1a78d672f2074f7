import { describe, expect, it } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { windowsOnALibrary } from './twoWindows.testing.ts';

/** Two studios on one library, and what a window hears while its studio is slow, gone, or back again. */

const rig = windowsOnALibrary();
const { openWindow, settle, quiet, stored } = rig;

const subject = (text: string) =>
  ({ type: 'editTouchpoint', id: 'first', changes: { 'message.subject': text } }) as const;
const body = (text: string) => ({ type: 'editTouchpoint', id: 'first', changes: { 'message.body': text } }) as const;
const { message: MESSAGE } = smallCampaign().touchpoints[0]!;

describe('two studios on one library', () => {
  it('undo takes back what was done through the own one, whatever was done through the other since', async () => {
    const [a, b] = [await openWindow(), await openWindow(await rig.startHost())];
    a.session.execute(body('Through the first'));
    await quiet();
    b.session.execute({ type: 'setDetails', changes: { description: 'Through the second' } });
    await quiet();
    expect(a.session.useSession.getState().open!.history.undo).toMatchObject({ action: 'editTouchpoint' });
    a.session.undo();
    await quiet();
    expect(await stored()).toMatchObject({ description: 'Through the second' });
    expect((await stored()).touchpoints[0]!.message.body).toBe(MESSAGE.body);
    expect(serializeCampaign(b.shown())).toBe(serializeCampaign(await stored()));
  });

  it('undo takes back nothing where the other studio changed the same and was not heard of yet', async () => {
    const other = await rig.startHost();
    const a = await openWindow();
    a.session.execute(body('Through the first'));
    await quiet();
    const { revision } = await other.store.open(rig.id);
    const actor = { person: 'grace', window: 'elsewhere' };
    await other.store.execute(rig.id, revision, body('Through the second'), { actor });
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Through the second');
    expect(a.notices()).toEqual([expect.stringContaining('Nothing was undone: grace has changed')]);
  });

  it('keeps two fields of one message that were written through both', async () => {
    const other = await rig.startHost();
    const a = await openWindow();
    const { revision } = await other.store.open(rig.id);
    await other.store.execute(rig.id, revision, subject('Through the second'));
    a.session.execute(body('Through the first'));
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({
      subject: 'Through the second',
      body: 'Through the first',
    });
    expect(a.notices()).toEqual([]);
  });

  it('keeps both where one was down while the other went on', async () => {
    const [a, b] = [await openWindow(), await openWindow(await rig.startHost())];
    await rig.host.die();
    a.session.execute(body('Typed while it was down'));
    a.session.execute({ type: 'moveTouchpoint', id: 'second', start: '2027-02-02' });
    await settle();
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'failing' });
    b.session.execute(subject('Meanwhile'));
    await settle();
    await rig.host.comeBack();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'Meanwhile', body: 'Typed while it was down' });
    expect((await stored()).touchpoints[1]!.start).toBe('2027-02-02');
    for (const window of [a, b]) expect(serializeCampaign(window.shown())).toBe(serializeCampaign(await stored()));
    expect([a.notices(), b.notices()]).toEqual([[], []]);
  });
});

describe('what a window hears', () => {
  it('of another studio while its own edit is on the way is shown in the end', async () => {
    const [a, b] = [await openWindow(), await openWindow(await rig.startHost())];
    a.fates.push('answerLost');
    a.session.execute(body('Mine'));
    b.session.execute(subject('Theirs'));
    await quiet();
    expect(a.shown().touchpoints[0]!.message).toEqual({ subject: 'Theirs', body: 'Mine' });
  });

  it('is not undone by an older answer that comes after it', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isSlow = true;
    a.session.follow({ type: 'library.changed' });
    await settle();
    b.session.execute(subject('One'));
    await settle();
    expect(a.shown().touchpoints[0]!.message.subject).toBe('One');
    await a.letThrough();
    await quiet();
    expect(a.shown().touchpoints[0]!.message.subject).toBe('One');
  });

  it('of a studio that is down with nothing to store is no failure, and asked for again', async () => {
    const a = await openWindow();
    await rig.host.die();
    a.session.follow({ type: 'library.changed' });
    await settle();
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'saved' });
    await rig.host.comeBack();
    const { revision } = await rig.host.store.open(rig.id);
    await rig.host.store.execute(rig.id, revision, subject('Unheard of'));
    await settle();
    await settle();
    expect(a.shown().touchpoints[0]!.message.subject).toBe('Unheard of');
  });

  it('late of a campaign that it has left opens nothing in place of what is wanted now', async () => {
    const a = await openWindow();
    const second = await rig.host.store.create({ ...smallCampaign(), name: 'The second' });
    a.session.execute(body('Still on its way'));
    a.isHeld = true;
    a.session.closeCampaign();
    const back = a.session.openCampaign(rig.id);
    const next = a.session.openCampaign(second);
    await a.letThrough();
    await quiet();
    await Promise.all([back, next]);
    expect(a.shown().name).toBe('The second');
    expect((await stored()).touchpoints[0]!.message).toEqual({ ...MESSAGE, body: 'Still on its way' });
  });
});

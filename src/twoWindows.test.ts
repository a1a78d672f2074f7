import { renameSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { libraryFile } from '#store/files.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { Refusal } from '#campaign/refusal.ts';
import { windowsOnALibrary } from './twoWindows.testing.ts';

/** What windows of one studio, and of two on one library, do to each other: one case at a time, staged. twoWindows.random.test.ts mixes them. */

const rig = windowsOnALibrary();
const { openWindow, settle, quiet, stored } = rig;

const subject = (text: string) =>
  ({ type: 'editTouchpoint', id: 'first', changes: { 'message.subject': text } }) as const;
const body = (text: string) => ({ type: 'editTouchpoint', id: 'first', changes: { 'message.body': text } }) as const;

const { body: BODY } = smallCampaign().touchpoints[0]!.message;

describe('what waits behind something that is given up', () => {
  it('takes nothing else back: undo of an edit that went with what it stood on', async () => {
    const a = await openWindow();
    a.session.execute({ type: 'setDetails', changes: { name: 'Kept' } });
    a.session.execute({ type: 'addTouchpoint', item: { ...(await stored()).touchpoints[0]!, id: 'brief' } });
    await quiet();
    a.isHeld = true;
    a.session.undo();
    a.session.execute({ type: 'moveTouchpoint', id: 'brief', start: '2027-02-02' });
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints.some(({ id: other }) => other === 'brief')).toBe(false);
    expect([a.shown().name, (await stored()).name]).toEqual(['Kept', 'Kept']);
  });

  it('is not called the doing of another window where only an answer was lost', async () => {
    const a = await openWindow();
    a.fates.push('answerLost', 'kept', 'callLost');
    a.session.execute(body('First'));
    a.session.execute(body('Second'));
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Second');
    expect(a.notices()).toEqual([]);
  });
});

describe('a batch that holds nothing', () => {
  it('is done without a step: undo takes back what was done before it', async () => {
    const a = await openWindow();
    a.session.execute(body('First'));
    const { execute, undo, useSession } = a.session;
    const { undo: before } = useSession.getState().open!.history;
    expect(execute({ type: 'batch', action: 'goBack', commands: [] })).toBe(true);
    expect(useSession.getState().open!.history.undo).toBe(before);
    await quiet();
    expect(useSession.getState().open!.revision).toBe(1);
    undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe(BODY);
  });
});

describe('a library whose file has gone', () => {
  it('keeps what is done in the window, and says so once with an offer to save it', async () => {
    const a = await openWindow();
    const { library } = rig;
    renameSync(library, `${library}-away`);
    a.session.execute(body('Nowhere to put this'));
    await settle();
    await settle();
    expect(a.notices()).toEqual([expect.stringContaining('is no longer there')]);
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'unstored' });
    expect(a.shown().touchpoints[0]!.message.body).toBe('Nowhere to put this');
    renameSync(`${library}-away`, library);
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Nowhere to put this');
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'saved' });
  });
});

describe('a library that takes nothing for a while', () => {
  /** Lets three edits, an undo and a redo wait until `letGo`, and finds all of it stored then. */
  async function expectKept(why: string, letGo: () => void): Promise<void> {
    const a = await openWindow();
    a.session.execute(body('Kept in the window'));
    a.session.execute(subject('This too'));
    a.session.undo();
    a.session.redo();
    for (let times = 0; times < 4; times++) await settle();
    expect(a.notices()).toEqual([expect.stringContaining(why)]);
    expect(a.notices()[0]).toContain('stored as soon as');
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'waiting' });
    expect(a.session.isAnythingUnsent()).toBe(true);
    letGo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'This too', body: 'Kept in the window' });
    expect(serializeCampaign(a.shown())).toBe(serializeCampaign(await stored()));
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'saved' });
    expect(a.notices().filter((text) => text.includes(why))).toEqual([]);
  }

  it('because another program holds its lock keeps what is done, says why and stores it later', async () => {
    const other = new SqliteDatabase(libraryFile(rig.library));
    other.exec('BEGIN IMMEDIATE');
    await expectKept('Another program is using the library', () => other.close());
  });

  it.each(['full', 'unreadable'] as const)('because its disk is %s keeps what is done', async (code) => {
    const refusing = vi.spyOn(rig.host.store, 'execute').mockRejectedValue(new Refusal(code, 'It cannot be written.'));
    await expectKept('It cannot be written.', () => refusing.mockRestore());
  });
});

describe('a studio that stays away', () => {
  it('says after the second missing answer what to do, offers a file, and takes that back when all is stored', async () => {
    const a = await openWindow();
    await rig.host.die();
    a.session.execute(body('Typed without a studio'));
    for (let times = 0; times < 4; times++) await settle();
    expect(a.notices()).toEqual([expect.stringContaining('does not answer')]);
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'failing' });
    await rig.host.comeBack();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Typed without a studio');
    expect(a.notices()).toEqual([]);
  });

  it('says nothing of one answer that is missing', async () => {
    const a = await openWindow();
    a.fates.push('callLost');
    a.session.execute(body('Asked twice'));
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Asked twice');
    expect([...a.told]).toEqual([]);
  });
});

describe('a campaign that another window deletes', () => {
  it('gives back what was typed and not stored, and offers all of it as a file', async () => {
    const a = await openWindow();
    a.isHeld = true;
    a.session.execute(body('Words that took an hour'));
    a.session.execute(subject('And a minute'));
    await rig.host.store.remove(rig.id);
    await quiet();
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'gone' });
    expect(a.notices()).toEqual([expect.stringMatching(/was deleted.*“Words that took an hour\n\nAnd a minute”/s)]);
  });

  it('goes on where it is restored, and shows only what is stored', async () => {
    const a = await openWindow();
    a.isHeld = true;
    a.session.execute(body('Given back'));
    await rig.host.store.remove(rig.id);
    await quiet();
    await rig.host.store.restore(rig.id);
    a.session.follow({ type: 'library.changed' });
    await quiet();
    expect(a.session.useSession.getState().open).toMatchObject({ saving: 'saved' });
    expect(serializeCampaign(a.shown())).toBe(serializeCampaign(await stored()));
    a.session.execute(body('Kept'));
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Kept');
  });

  it('takes the next edit where it was restored unheard of', async () => {
    const a = await openWindow();
    a.isHeld = true;
    a.session.execute(body('Given back'));
    await rig.host.store.remove(rig.id);
    await quiet();
    await rig.host.store.restore(rig.id);
    a.session.execute(subject('Kept'));
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toEqual({ subject: 'Kept', body: BODY });
    expect(serializeCampaign(a.shown())).toBe(serializeCampaign(await stored()));
  });
});

describe('what two windows do at once', () => {
  it('is kept where they change two fields of one message', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('The text'));
    await settle();
    b.session.execute(subject('The subject'));
    await settle();
    await quiet();
    expect((await stored()).touchpoints[0]!.message).toMatchObject({ subject: 'The subject', body: 'The text' });
    expect([a.notices(), b.notices()]).toEqual([[], []]);
  });

  it('is stored once and called kept where the answer to a batch is lost', async () => {
    const a = await openWindow();
    a.fates.push('answerLost');
    const before = await stored();
    a.session.execute({
      type: 'batch',
      action: 'duplicate',
      commands: [{ type: 'addTouchpoint', item: { ...before.touchpoints[0]!, id: 'copy' } }],
    });
    await quiet();
    expect((await stored()).touchpoints.length).toBe(before.touchpoints.length + 1);
    expect(a.notices()).toEqual([]);
  });

  it('is told where it is the same field, and undo brings the other back', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('Mine'));
    await settle();
    b.session.execute(body('Theirs'));
    await settle();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Mine');
    expect(a.notices()).toEqual([expect.stringContaining('Yours stands now; undo “change “Message first””')]);
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Theirs');
  });

  it('gives the words back that were written into what the other deleted', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute(body('Words that took an hour'));
    await settle();
    b.session.execute({ type: 'removeTouchpoint', id: 'first' });
    await settle();
    await quiet();
    expect(a.notices()).toEqual([expect.stringContaining('“Words that took an hour”')]);
  });

  it('drops what hangs on an addition that was refused, and says so once', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute({
      type: 'addTouchpoint',
      item: { ...(await stored()).touchpoints[0]!, id: 'mine', laneId: 'lane-2' },
    });
    a.session.execute({ type: 'moveTouchpoint', id: 'mine', start: '2027-02-02' });
    await settle();
    b.session.execute({ type: 'removeLane', id: 'lane-2' });
    await settle();
    await quiet();
    expect(a.notices()).toHaveLength(1);
    expect(serializeCampaign(a.shown())).toBe(serializeCampaign(await stored()));
  });

  it('gives the words back that were written into an addition that was refused', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute({
      type: 'addTouchpoint',
      item: { ...(await stored()).touchpoints[0]!, id: 'mine', laneId: 'lane-2' },
    });
    const changes = { 'message.body': 'Words that took an hour' };
    a.session.execute({ type: 'editTouchpoint', id: 'mine', changes });
    await settle();
    b.session.execute({ type: 'removeLane', id: 'lane-2' });
    await settle();
    await quiet();
    expect(a.notices().filter((text) => text.includes('“Words that took an hour”'))).toHaveLength(1);
  });

  it('is kept where they change two fields of the brand, of a segment or of the rules of contact', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    const edits = [
      [
        { type: 'editBrand', changes: { name: 'A' } },
        { type: 'editBrand', changes: { promise: 'B' } },
      ],
      [
        { type: 'editSegment', id: 'berlin', changes: { name: 'A' } },
        { type: 'editSegment', id: 'berlin', changes: { size: 7 } },
      ],
      [
        { type: 'setDetails', changes: { 'contact.quietFrom': '18:00' } },
        { type: 'setDetails', changes: { 'contact.capPerWeek': 5 } },
      ],
    ] as const;
    for (const [first, second] of edits) {
      a.isHeld = true;
      a.session.execute(first);
      await settle();
      b.session.execute(second);
      await settle();
      await quiet();
    }
    expect(await stored()).toMatchObject({
      brand: { name: 'A', promise: 'B' },
      segments: [{ name: 'A', size: 7 }, {}],
      contact: { quietFrom: '18:00', capPerWeek: 5 },
    });
    expect([a.notices(), b.notices()]).toEqual([[], []]);
  });

  it('is told where one deletes what the other has just written', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute({ type: 'removeTouchpoint', id: 'first' });
    await settle();
    b.session.execute(body('Words that took an hour'));
    await settle();
    await quiet();
    expect(a.notices()).toEqual([expect.stringContaining('undo “delete “Message first””')]);
    a.session.undo();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Words that took an hour');
  });

  it('is told where one moves several of which the other has just moved one', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    a.session.execute({
      type: 'batch',
      action: 'moveSeveral',
      commands: ['first', 'second'].map((id) => ({ type: 'moveTouchpoint', id, start: '2027-02-01' })),
    });
    await settle();
    b.session.execute({ type: 'moveTouchpoint', id: 'second', start: '2027-03-01' });
    await settle();
    await quiet();
    expect(a.notices()).toEqual([expect.stringContaining('Yours stands now')]);
  });

  it('is not told twice where one field was written twice', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    a.isHeld = true;
    for (const text of ['One', 'Two', 'Three']) a.session.execute(body(text));
    await settle();
    b.session.execute(body('Theirs'));
    await settle();
    await quiet();
    expect((await stored()).touchpoints[0]!.message.body).toBe('Three');
    expect(a.notices()).toHaveLength(1);
  });

  it('never lands on the other’s item of the same id', async () => {
    const [a, b] = [await openWindow(), await openWindow()];
    const item = { ...(await stored()).touchpoints[0]!, id: 'same' };
    a.isHeld = true;
    a.session.execute({ type: 'addTouchpoint', item: { ...item, name: 'Made by A' } });
    a.session.execute({ type: 'moveTouchpoint', id: 'same', start: '2027-03-03' });
    await settle();
    b.session.execute({ type: 'addTouchpoint', item: { ...item, name: 'Made by B' } });
    await settle();
    await quiet();
    expect((await stored()).touchpoints.at(-1)).toMatchObject({ name: 'Made by B', start: item.start });
    expect(a.notices()).toHaveLength(1);
  });

  it.each(['answerLost', 'callLost'] as const)('is done once where several are deleted and the %s', async (fate) => {
    const a = await openWindow();
    a.fates.push(fate);
    a.session.execute({
      type: 'batch',
      action: 'removeSeveral',
      commands: [
        { type: 'removeTouchpoint', id: 'first' },
        { type: 'removeTouchpoint', id: 'second' },
      ],
    });
    await quiet();
    expect((await stored()).touchpoints).toEqual([]);
    expect(a.notices()).toEqual([]);
    expect((await rig.host.store.open(rig.id)).revision).toBe(1);
  });
});

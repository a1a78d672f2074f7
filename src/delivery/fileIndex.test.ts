import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { contentHash } from '#campaign/file.ts';
import { indexIn } from './fileIndex.ts';
import { fileNamed, NOW, plan, segment, textOf, touchpoint } from './hostile.testing.ts';
import { exportCampaign } from './targets.ts';

const TARGETS = ['slack', 'teams', 'eml'] as const;

const rollout = plan({
  segments: [segment({ id: 'a' }), segment({ id: 'b', timeZone: 'Asia/Tokyo' })],
  touchpoints: [
    touchpoint({ id: 'welcome', name: 'Welcome', time: { zone: 'segment', at: '09:00' } }),
    touchpoint({ id: 'reminder', name: 'Reminder', start: '2027-01-20' }),
  ],
});
const moved = (by: number): Campaign => ({
  ...rollout,
  touchpoints: rollout.touchpoints.map((one) =>
    one.id === 'welcome' ? { ...one, start: addDays(one.start, by) } : one,
  ),
});

async function exported(campaign: Campaign, target: (typeof TARGETS)[number], earlier?: string, now = NOW) {
  const { files, problems } = await exportCampaign(campaign, target, {
    now,
    all: true,
    ...(earlier !== undefined && { earlier }),
  });
  const text = textOf(fileNamed(files, 'index.json'));
  return { text, index: indexIn(text)!, problems: problems.map(({ message }) => message) };
}

describe.each(TARGETS)('the index of an export to %s', (target) => {
  it('names what an earlier export had at another time, until it is past', async () => {
    const before = await exported(rollout, target);
    expect((await exported(rollout, target, before.text)).index).toEqual(before.index);
    const after = await exported(moved(2), target, before.text);
    expect(after.index.messages.map(({ id }) => id).toSorted()).toEqual(
      before.index.messages.map(({ id }) => id).toSorted(),
    );
    expect(after.index.withdrawn!.map(({ file, utc }) => [file, utc])).toEqual(
      before.index.messages.slice(0, 2).map(({ file, utc }) => [file, utc]),
    );
    expect(after.problems).toContain(
      '2 messages of “Welcome” in an earlier export are no longer planned, or not for that time. Take back what was scheduled from it; index.json lists it as withdrawn.',
    );
    const third = await exported(moved(4), target, after.text);
    expect(third.index.withdrawn).toHaveLength(4);
    expect((await exported(moved(4), target, after.text, '2027-02-01T00:00:00Z')).index.withdrawn).toBeUndefined();
  });

  it('names what reads otherwise than in an earlier export, though it goes out as planned there', async () => {
    const reworded = (body: string): Campaign => ({
      ...rollout,
      touchpoints: rollout.touchpoints.map((one) =>
        one.id === 'welcome' ? { ...one, name: 'Hello', message: { ...one.message, body } } : one,
      ),
    });
    const changed = ({ index }: Awaited<ReturnType<typeof exported>>) =>
      index.messages.filter((message) => message.isChanged).map(({ touchpoint: name }) => name);
    const before = await exported(rollout, target);
    const renamed = await exported(reworded('Start today.'), target, before.text);
    expect(changed(renamed)).toEqual([]);
    const after = await exported(reworded('Start tomorrow.'), target, before.text);
    expect(changed(after)).toEqual(['Hello', 'Hello']);
    expect(after.problems).toContain(
      '2 messages of “Hello” read otherwise than in an earlier export. Replace what was scheduled from it; index.json lists them as changed.',
    );
    expect(changed(await exported(reworded('Start tomorrow.'), target, after.text))).toEqual([]);
    // Of what is past there is nothing to replace, and an index of an earlier studio does not say what was read.
    expect(changed(await exported(reworded('Start tomorrow.'), target, before.text, '2027-02-01T00:00:00Z'))).toEqual(
      [],
    );
    const older = before.text.replaceAll('"fileHash"', '"other"');
    expect(changed(await exported(reworded('Start tomorrow.'), target, older))).toEqual([]);
  });

  it('says nothing of another plan, and reads no other text as one', async () => {
    const before = await exported(rollout, target);
    const other = await exported({ ...moved(2), id: 'another' }, target, before.text);
    expect(other.index.withdrawn).toBeUndefined();
    for (const text of ['', 'null', '[]', '{"campaign":"x","messages":[1]}', '{"messages":[]}', 'BEGIN:VCALENDAR'])
      expect(indexIn(text)).toBeUndefined();
  });

  it('leaves out what is cancelled, which then is withdrawn', async () => {
    const before = await exported(rollout, target);
    const off = {
      ...rollout,
      touchpoints: rollout.touchpoints.map((one) =>
        one.id === 'reminder' ? { ...one, status: 'cancelled' as const } : one,
      ),
    };
    const after = await exported(off, target, before.text);
    expect(after.index.messages.map(({ touchpoint: name }) => name)).toEqual(['Welcome', 'Welcome']);
    expect(after.index.withdrawn!.map(({ touchpoint: name }) => name)).toEqual(['Reminder']);
  });

  it('says of which state of the plan it is', async () => {
    const { index } = await exported(rollout, target);
    expect(index.contentHash).toBe(await contentHash(rollout));
    expect((await exported(moved(2), target)).index.contentHash).not.toBe(index.contentHash);
  });

  it('names the zone in a file name where it is not that of the plan', async () => {
    const { index } = await exported(rollout, target);
    const extension = target === 'eml' ? 'eml' : 'json';
    expect(index.messages.map(({ file }) => file)).toEqual([
      `2027-01-12-0900-Tokyo-Welcome-Segment-b.${extension}`,
      `2027-01-12-0900-Welcome-Segment-a.${extension}`,
      `2027-01-20-0900-Reminder.${extension}`,
    ]);
  });

  it('says what to take back when nothing is left to send', async () => {
    const before = await exported(rollout, target);
    const none = await exported({ ...rollout, touchpoints: [] }, target, before.text);
    expect(none.index.messages).toEqual([]);
    expect(none.index.withdrawn).toHaveLength(3);
    // Of what is past there is nothing to take back, but the files are still to be cleared.
    const past = await exported({ ...rollout, touchpoints: [] }, target, before.text, '2027-02-01T00:00:00Z');
    expect(past.index).not.toHaveProperty('withdrawn');
  });

  it('keeps to its channel when the last message of it is gone', async () => {
    const channel = target === 'eml' ? 'email' : target;
    const [first, second] = rollout.touchpoints;
    const other = { ...second!, channel: target === 'eml' ? ('slack' as const) : ('email' as const) };
    const mixed = { ...rollout, touchpoints: [{ ...first!, channel } as Touchpoint, other] };
    const write = async (campaign: Campaign, earlier?: string) => {
      const { files } = await exportCampaign(campaign, target, { now: NOW, ...(earlier && { earlier }) });
      return textOf(fileNamed(files, 'index.json'));
    };
    const left = await write({ ...mixed, touchpoints: [other] }, await write(mixed));
    expect(indexIn(left)).toMatchObject({ messages: [], withdrawn: [{}, {}] });
    // A plan that was moved to the channel as a whole goes on so.
    const moved = { ...rollout, touchpoints: [first!, second!].map((one) => ({ ...one, channel: 'phone' as const })) };
    expect(indexIn(await write(moved, await write(moved)))!.messages).toHaveLength(3);
  });

  it('takes a plan of too many messages for no plan without messages', async () => {
    const before = await exported(rollout, target);
    const daily = rollout.touchpoints.map((one) => ({ ...one, days: 3660, cadence: 'daily' as const }));
    const many = Array.from({ length: 40 }, (_, index) => ({ ...daily[0]!, id: `t${index}` }));
    for (const touchpoints of [many.slice(0, 4), many]) {
      const { files, problems } = await exportCampaign({ ...rollout, touchpoints }, target, {
        now: NOW,
        all: true,
        earlier: before.text,
      });
      expect(files).toEqual([]);
      expect(problems.at(-1)!.message).toContain('so nothing was');
    }
  });
});

import { describe, expect, it } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
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
});

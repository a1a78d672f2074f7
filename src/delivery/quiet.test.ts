import { describe, expect, it } from 'vitest';
import { fileNamed, NOW, plan, segment, textOf, touchpoint } from './hostile.testing.ts';
import { scheduleOf } from './occurrences.ts';
import { exportCampaign, TARGET_IDS } from './targets.ts';

describe('quiet hours and weekends', () => {
  const time = { zone: 'segment', at: '22:30' } as const;
  const campaign = plan({
    segments: [segment({ id: 'a', name: 'Dublin', timeZone: 'Europe/Dublin' })],
    touchpoints: [
      touchpoint({ id: 'late', channel: 'slack', time }),
      touchpoint({ id: 'saturday', channel: 'teams', start: '2027-01-16' }),
      touchpoint({ id: 'mail', time }),
    ],
  });
  const saidBy = async (target: (typeof TARGET_IDS)[number]) => {
    const { problems } = await exportCampaign(campaign, target, { now: NOW, all: false });
    return problems
      .filter(({ message }) => /quiet hours|Saturday/.test(message))
      .map(({ touchpointId }) => touchpointId);
  };

  it('are told by every export that is to be sent, about what is in it', async () => {
    expect(await saidBy('slack')).toEqual(['late']);
    expect(await saidBy('teams')).toEqual(['saturday']);
    expect(await saidBy('eml')).toEqual(['mail']);
    for (const target of ['ics', 'csv', 'xlsx'] as const)
      expect(new Set(await saidBy(target))).toEqual(new Set(['late', 'mail', 'saturday']));
    for (const target of ['json', 'png'] as const) expect(await saidBy(target)).toEqual([]);
  });
});

it('exports what a full week puts off to every target, on its new day', async () => {
  const full = plan({
    contact: { ...plan().contact, capPerWeek: 1, atCap: 'defer' },
    touchpoints: ['email', 'email', 'slack', 'teams'].map((channel, index) =>
      touchpoint({ id: `t${index}`, name: `Mail ${index}`, channel: channel as 'email', start: '2027-01-12' }),
    ),
  });
  const days = scheduleOf(full).deliveries.map(({ touchpoint: { id }, date }) => `${id} ${date}`);
  expect(days).toHaveLength(4);
  for (const target of ['slack', 'teams', 'eml'] as const) {
    const { files } = await exportCampaign(full, target, { now: NOW, all: true });
    const { messages } = JSON.parse(textOf(fileNamed(files, 'index.json'))) as {
      messages: { touchpoint: string; localTime: string }[];
    };
    const told = messages.map(({ touchpoint: name, localTime }) => `t${name.at(-1)} ${localTime.slice(0, 10)}`);
    expect(told.toSorted()).toEqual(days.toSorted());
  }
});

import { expect, test } from 'vitest';
import { campaign, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { medianValues } from '../plan/values.ts';
import { messageSharesIn } from './messageShares.ts';

const DAYS = { from: 0, until: 20 };
const sharesOf = (touchpoints: ReturnType<typeof touchpoint>[], changes: Parameters<typeof campaign>[0] = {}) => {
  const whole = campaign({ touchpoints, ...changes });
  const plan = compile(whole);
  return messageSharesIn(whole, plan, medianValues(plan), DAYS)(0);
};

test('the shares of a day add up to all that messages do, where any is at work', () => {
  const shares = sharesOf([
    touchpoint('launch-email', 2),
    touchpoint('why-message', 4),
    touchpoint('launch-film', 4, { channel: 'video' }),
  ]);
  for (const deed of ['reach', 'click', 'comeback'] as const)
    for (let day = 0; day < DAYS.until; day++) {
      const all = shares.reduce((sum, { parts }) => sum + parts[deed][day]!, 0);
      const isSent = day === 2 || day === 4;
      expect(all).toBeCloseTo((deed === 'reach' ? isSent : day >= 2) ? 1 : 0, 9);
    }
});

test('equal messages of a day have equal shares, and of one a week ago less is left', () => {
  const [old, one, other] = sharesOf([touchpoint('x', 2), touchpoint('x', 9), touchpoint('x', 9)]);
  expect(one!.parts.click).toEqual(other!.parts.click);
  expect(one!.parts.click[9]!).toBeGreaterThan(2 * old!.parts.click[9]!);
  expect(old!.parts.reach[9]).toBe(0);
});

test('leaves out what is cancelled, for others, or long over', () => {
  const shares = sharesOf([
    touchpoint('x', 2, { status: 'cancelled' }),
    touchpoint('x', 2, { segments: ['nobody'] }),
    touchpoint('x', 50),
    touchpoint('one-click-link', 0, { days: 20 }),
  ]);
  expect(shares).toEqual([]);
});

test('knows what the cap holds back', () => {
  const contact = { ...campaign().contact, capPerWeek: 1 };
  const mails = [touchpoint('launch-email', 2), touchpoint('why-message', 3)];
  const dropped = sharesOf(mails, { contact: { ...contact, atCap: 'drop' } });
  expect(dropped.map((share) => share.touchpoint)).toEqual([0]);
  const [, second] = sharesOf(mails, { contact: { ...contact, atCap: 'defer' } });
  expect([second!.parts.reach[3], second!.parts.reach[10]]).toEqual([0, 1]);
});

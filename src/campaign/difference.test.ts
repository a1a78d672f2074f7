import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { COLLECTIONS } from './collections.ts';
import { differenceBetween, ORDER } from './difference.ts';
import { serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';
import { Refusal } from './refusal.ts';

it('turns a campaign into one that was grown from it', () => {
  // Growing and changing, never taking away: what imports do.
  const growing = arbitraryCommand.filter((command) =>
    /^(add|edit(?!Brand)|move|resize|setDetails)/.test(command.type),
  );
  fc.assert(
    fc.property(fc.array(growing, { minLength: 1, maxLength: 25 }), (commands) => {
      let after = fullCampaign;
      for (const command of commands) {
        try {
          const { at: _, ...atTheEnd } = command as { at?: number };
          after = apply(after, atTheEnd as typeof command).campaign;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      const difference = differenceBetween(fullCampaign, after);
      const made = apply(fullCampaign, { type: 'batch', action: 'several', commands: difference });
      expect(serializeCampaign(made.campaign)).toBe(serializeCampaign(after));
      expect(serializeCampaign(apply(made.campaign, made.inverse).campaign)).toBe(serializeCampaign(fullCampaign));
    }),
  );
});

it('knows every kind of thing, and how people start', () => {
  expect(ORDER.toSorted()).toEqual(Object.keys(COLLECTIONS).toSorted());
  const rolling = { ...fullCampaign, rolling: { weeks: 4 } };
  for (const [from, to] of [
    [fullCampaign, rolling],
    [rolling, fullCampaign],
  ] as const) {
    const difference = differenceBetween(from, to);
    expect(apply(from, { type: 'batch', action: 'several', commands: difference }).campaign).toEqual(to);
  }
});

import { expect, it } from 'vitest';
import { TARGETS_TO_PUBLISH } from '#contract/publishing.ts';
import { AT_TARGET } from '#language/atTarget.ts';
import { PUBLISHING_TARGETS } from './targets.ts';

it.each(TARGETS_TO_PUBLISH)('%s changes and takes back just what is said of it', async (id) => {
  const target = await PUBLISHING_TARGETS[id].load();
  const { change, recall } = AT_TARGET[id];
  expect({ change: change.can, recall: recall.can }).toEqual({
    change: target.update !== undefined,
    recall: target.withdraw !== undefined,
  });
});

it('has words for every target, and for no other', () => {
  expect(Object.keys(AT_TARGET).toSorted()).toEqual(TARGETS_TO_PUBLISH.toSorted());
});

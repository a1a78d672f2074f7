import { expect, test } from 'vitest';
import { earlierEngine, ENGINE_VERSION } from './engine.ts';
import { parseCampaign, serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';
import { TEMPLATES } from './templates/templates.ts';

const old = import.meta.glob<string>('./fixtures/format-1/*', { query: '?raw', import: 'default', eager: true });

test.each(Object.entries(old))(
  '%s, written before files named their engine, is told to be of an earlier one',
  (_, text) => {
    expect(earlierEngine(parseCampaign(text))).toBeNull();
  },
);

test.each(TEMPLATES)('what is made from $id is of this engine, also as a file', (template) => {
  const campaign = parseCampaign(serializeCampaign(template.build({ start: '2027-01-11' })));
  expect(campaign.engine).toBe(ENGINE_VERSION);
  expect(earlierEngine(campaign)).toBeUndefined();
});

test('a file that names another engine is told by it, until its plan goes on with this one', () => {
  const [template] = TEMPLATES;
  const text = serializeCampaign(template!.build({ start: '2027-01-11' }));
  const older = parseCampaign(text.replace(`"engine": "${ENGINE_VERSION}"`, '"engine": "5"'));
  expect(earlierEngine(older)).toBe('5');
  const { campaign, inverse } = apply(older, { type: 'setDetails', changes: { engine: ENGINE_VERSION } });
  expect(earlierEngine(campaign)).toBeUndefined();
  expect(apply(campaign, inverse).campaign).toEqual(older);
});

import { afterAll, expect, test } from 'vitest';
import { PARAMETERS } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { modelSchema } from '#contract/model.ts';
import { Desk } from './testing/run.ts';

const desk = new Desk();
afterAll(() => desk.clear());

test('prints the whole model as JSON, to the last digit', async () => {
  const { status, stdout, stderr } = await desk.tandem('model', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const model = modelSchema.parse(JSON.parse(stdout));
  expect(model.document).toBe('docs/model.md');
  expect(model.parameters.map(({ id, value, low, high, least, most }) => [id, value, low, high, least, most])).toEqual(
    PARAMETERS.map(({ id, value, likely, range }) => [id, value, ...likely, ...range]),
  );
  expect(model.tactics.map(({ id, effect }) => [id, effect])).toEqual(TACTICS.map(({ id, effect }) => [id, effect]));
  expect(model.parameters.find(({ id }) => id === 'channels.email.click')).toMatchObject({
    scale: 'logit',
    forEveryone: false,
  });
  expect(model.parameters.find(({ id }) => id === 'peers.trying')).toMatchObject({ scale: 'plain', forEveryone: true });
});

test('says on which days people rest, by zone and by the names that zones had before', async () => {
  const { daysOff } = modelSchema.parse(JSON.parse((await desk.tandem('model', '--json')).stdout));
  const weekendIn = (zone: string) => daysOff.elsewhere.find(({ zones }) => zones.includes(zone))?.weekend;
  expect(daysOff.weekend).toEqual([6, 7]);
  expect(weekendIn('Europe/Berlin')).toBeUndefined();
  expect(weekendIn('Africa/Cairo')).toEqual([5, 6]);
  expect(weekendIn('Asia/Kolkata')).toEqual([7]);
  expect(weekendIn('Asia/Calcutta')).toEqual([7]);
});

test('prints it for people, with numbers that can be computed with', async () => {
  const { status, stdout } = await desk.tandem('model');
  expect(status).toBe(0);
  for (const { id } of [...PARAMETERS, ...TACTICS]) expect(stdout).toContain(`\n  ${id}: `);
  expect(stdout).toContain('1. E is brought up to date');
  expect(stdout).toContain('1.025, 1.025, 1, 0.985, 0.965');
  expect(stdout).toContain('championing 5');
});

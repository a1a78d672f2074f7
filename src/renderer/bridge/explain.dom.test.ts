// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { t } from '../text/text.ts';
import { explain, StudioCallError } from './studio.ts';

it('says what is meant for people in its own words, and of a fault only that there is one, with the rest in the log', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  expect(explain(new Refusal('refused', 'The phase is gone.'))).toBe('The phase is gone.');
  expect(explain(new StudioCallError({ code: 'conflict', message: 'Look again.' }))).toBe('Look again.');
  expect(log).not.toHaveBeenCalled();
  const fault = new TypeError("Cannot read properties of undefined (reading 'id')");
  expect(explain(fault)).toBe(t('app.fault'));
  expect(explain('out of luck')).toBe(t('app.fault'));
  expect(log.mock.calls).toEqual([[fault], ['out of luck']]);
});

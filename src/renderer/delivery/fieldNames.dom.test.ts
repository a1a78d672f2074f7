// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { StudioCallError } from '../bridge/studio.ts';
import { t } from '../text/text.ts';
import { explainField, withField } from './fieldNames.ts';

const said = (field: string | undefined) => withField('Something is missing.', field).replace(/[⁦-⁩]/g, '');

it('names the field of the form, as the form calls it', () => {
  expect(said('url')).toBe('Something is missing. The field is “Address”.');
  expect(said('from')).toBe('Something is missing. The field is “Sender”.');
  expect(said('channel.sales')).toBe('Something is missing. The field is “Channel for sales”.');
  // The catalogue has no word for it, and the form shows it by its name.
  expect(said('unheard')).toBe('Something is missing. The field is “unheard”.');
});

it('leaves a sentence as it is that is about no field', () => {
  for (const field of [undefined, 'journal', 'profile']) expect(said(field)).toBe('Something is missing.');
});

it('explains what the studio refused', () => {
  const refused = new StudioCallError({ code: 'badInput', message: 'It needs a secret.', field: 'secret' });
  expect(explainField(refused)).toContain('Password, token or key');
  expect(explainField(new Refusal('refused', 'Nobody knows.'))).toBe('Nobody knows.');
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(explainField(new TypeError('x is not a function'))).toBe(t('app.fault'));
});

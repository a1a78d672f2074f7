import { expect, it } from 'vitest';
import { registry } from './registry.ts';

it('knows who stands there now, and whoever left late takes nobody along', () => {
  const { register, current } = registry<string>();
  expect(current()).toBe(null);
  const leave = register('first');
  const leaveToo = register('second');
  leave();
  expect(current()).toBe('second');
  leaveToo();
  expect(current()).toBe(null);
});

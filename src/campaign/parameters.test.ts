import { describe, expect, test } from 'vitest';
import { assumptionSchema, CHANNELS } from './document.ts';
import { parameterById, PARAMETERS, placeOfParameter } from './parameters.ts';

describe('the parameters of the model', () => {
  test('have names that an assumption can write, each once', () => {
    const ids = PARAMETERS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(assumptionSchema.shape.parameter.parse(id)).toBe(id);
    for (const { name } of PARAMETERS) expect(PARAMETERS.filter((other) => other.name === name)).toHaveLength(1);
  });

  test('lie within what is likely, and that within what is possible', () => {
    const disordered = PARAMETERS.filter(({ value, likely: [low, high], range: [least, most] }) => {
      const order = [least, low, value, high, most];
      return order.some((point, place) => place > 0 && point < order[place - 1]!);
    });
    expect(disordered).toEqual([]);
  });

  test('can be put on the scale of their uncertainty', () => {
    const uncertain = PARAMETERS.filter(({ likely: [low, high] }) => low < high);
    const wrong = uncertain.filter(
      ({ transform, likely: [low, high] }) =>
        (transform !== 'identity' && low <= 0) || (transform === 'logit' && high >= 1),
    );
    expect(wrong).toEqual([]);
    expect(uncertain.length).toBeGreaterThan(60);
  });

  test('say what they mean and where they come from', () => {
    for (const { about, source, unit, name } of PARAMETERS) {
      expect(about).toMatch(/^[A-Z].{20,}\.$/);
      expect(source.length).toBeGreaterThan(5);
      expect(unit).not.toBe('');
      expect(name).toMatch(/^[A-Z]/);
    }
  });

  test('are found by name', () => {
    expect(parameterById('habit.advance')?.value).toBe(0.04);
    expect(parameterById('channels.email.reach')?.likely).toEqual([0.58, 0.74]);
    expect(parameterById('habit.nothing')).toBe(undefined);
    expect(placeOfParameter('nothing')).toBe(undefined);
    expect(PARAMETERS[placeOfParameter('trying.friction')!]!.id).toBe('trying.friction');
    for (const channel of CHANNELS)
      for (const kind of ['reach', 'click', 'carryOver'])
        expect(parameterById(`channels.${channel}.${kind}`)).toHaveProperty('source');
  });
});

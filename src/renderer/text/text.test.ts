import { afterEach, describe, expect, it } from 'vitest';
import { career } from './en.career.ts';
import { messages } from './en.ts';
import { facts, kept, knows, names, speak, t } from './text.ts';

afterEach(() => speak('learning'));

describe('t', () => {
  it('fills in names and leaves what it is not given', () => {
    expect(t('library.none', { search: 'Q3' })).toBe('No campaign matches “Q3”');
    expect(t('library.none')).toBe('No campaign matches “{search}”');
  });

  it('takes the plural form that fits the count', () => {
    expect(t('audience.learners', { count: 1 })).toBe('1 learner');
    expect(t('audience.learners', { count: 0 })).toBe('0 learners');
    expect(t('audience.learners', { count: 2.5 })).toBe('2.5 learners');
    expect(t('settings.capWords', { count: 1 })).toBe(messages['settings.capWords.one']);
  });

  it('keeps the direction of a name to that name', () => {
    expect(t('library.none', { search: 'إطلاق' })).toBe('No campaign matches “\u2068إطلاق\u2069”');
    // An override that was pasted along and never closed would turn the rest of the sentence.
    expect(t('library.none', { search: '\u202eHarbour' })).toBe('No campaign matches “\u2068Harbour\u2069”');
    expect(t('library.none', { search: 'Café 中文' })).toBe('No campaign matches “Café 中文”');
    expect(kept('library.copyName', { name: 'إطلاق' })).toBe('إطلاق (copy)');
    expect(facts('Cairo', '', 'عربي', undefined, '5 steps')).toBe('Cairo · \u2068عربي\u2069 · 5 steps');
    expect(names(['Cairo', 'عربي', 'Dublin'])).toBe('Cairo, \u2068عربي\u2069, Dublin');
  });

  it('writes a key where it is asked for a family of plurals without a count', () => {
    expect(t('audience.learners')).toBe('{count} learners');
  });
});

describe('speak', () => {
  it('takes the words of a career campaign where there are any, and the usual ones elsewhere', () => {
    speak('career');
    expect(t('metric.active')).toBe('In talks');
    expect(t('audience.learners', { count: 1 })).toBe('1 person');
    expect(t('audience.learners', { count: 160 })).toBe('160 people');
    expect(t('settings.capWords', { count: 1 })).toBe(messages['settings.capWords.one']);
    expect(t('shell.undo')).toBe(messages['shell.undo']);
  });

  it('goes back to the words of learning', () => {
    speak('career');
    speak('learning');
    expect(t('metric.active')).toBe('In active use');
  });
});

describe('knows', () => {
  it('tells keys from what is not one', () => {
    expect(knows('channel.email')).toBe(true);
    expect(knows('channel.pigeon')).toBe(false);
  });
});

describe('the words of a career campaign', () => {
  const usual: Record<string, string> = messages;
  const placeholders = (text: string | undefined) =>
    [...(text ?? '').matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
  const counterpart = (key: string) =>
    key.endsWith('.one') ? key.replace(/one$/, 'other') : key.endsWith('.other') ? key.replace(/other$/, 'one') : key;

  it.each(Object.entries(career))(
    '%s stands in for a text, says something else and takes the same figures',
    (key, text) => {
      expect(Object.keys(usual)).toContain(key);
      expect(text).not.toBe(usual[key]);
      expect(placeholders(text)).toEqual(placeholders(usual[key]));
    },
  );

  it('speak of learners only where that is meant', () => {
    const heard = Object.entries({ ...usual, ...career }).filter(([, text]) => /(?<!\{)learner/i.test(text));
    // The other kind's own hint, and the note on where the model's figures come from.
    expect(heard.map(([key]) => key)).toEqual(['settings.vocabularyHint.learning', 'settings.assumptionsHint']);
  });

  it('change both forms of a plural or the one that differs', () => {
    const alone = Object.keys(career).filter(
      (key) => usual[counterpart(key)] !== undefined && !(counterpart(key) in career),
    );
    expect(alone).toEqual(['settings.capWords.other']);
  });
});

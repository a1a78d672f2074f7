import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from './hostile.testing.ts';
import { partsOf } from './links.ts';

const linksIn = (text: string) =>
  partsOf(text).flatMap(({ text: shown, link }) => (link === undefined ? [] : [`${shown} → ${link}`]));
const same = (address: string) => `${address} → ${address}`;

describe('partsOf', () => {
  it.each([
    [
      'Read https://en.wikipedia.org/wiki/Spacing_(memory) today.',
      [same('https://en.wikipedia.org/wiki/Spacing_(memory)')],
    ],
    ['(see https://x.example/a)', [same('https://x.example/a')]],
    ['(see https://x.example/a_(b))', [same('https://x.example/a_(b)')]],
    ['See [https://x.example/a], {https://x.example/b}!', [same('https://x.example/a'), same('https://x.example/b')]],
    ['https://x.example/a?list=1,2;3.', [same('https://x.example/a?list=1,2;3')]],
    ['“https://x.example/a”, they said', [same('https://x.example/a')]],
    ['www.x.example/b?c=d.', ['www.x.example/b?c=d → http://www.x.example/b?c=d']],
    ['Write to team@x.example.', ['team@x.example → mailto:team@x.example']],
    ['mailto:team@x.example', ['mailto:team@x.example → mailto:team@x.example']],
    [
      'first.last+tag@mail.x.example, or else',
      ['first.last+tag@mail.x.example → mailto:first.last+tag@mail.x.example'],
    ],
    ['a [md link](https://x.example/p) here', ['md link → https://x.example/p']],
    ['[wiki](https://x.example/a_(b)).', ['wiki → https://x.example/a_(b)']],
    ['@here, a@b, 3.www.x, javascript:alert(1), ftp://x.example', []],
    ['https://', []],
    ['اقرأ https://x.example/a، ثم https://x.example/b؟', [same('https://x.example/a'), same('https://x.example/b')]],
    ['पढ़ें https://x.example/a। अब', [same('https://x.example/a')]],
    ['参照 https://x.example/a！ とhttps://x.example/b…', [same('https://x.example/a'), same('https://x.example/b')]],
    [
      '*https://x.example/a* _https://x.example/b_, ~https://x.example/c_d~',
      [same('https://x.example/a'), same('https://x.example/b'), same('https://x.example/c_d')],
    ],
    ['*Read https://x.example/a* or `https://x.example/b`', [same('https://x.example/a'), same('https://x.example/b')]],
    [
      'https://x.example/a_ and *team@x.example*',
      [same('https://x.example/a_'), 'team@x.example → mailto:team@x.example'],
    ],
    ['Write: mailto:a@x.example?subject=Hi%20there&body=x.', [same('mailto:a@x.example?subject=Hi%20there&body=x')]],
    ['Is it a@x.example?subject', ['a@x.example → mailto:a@x.example']],
    ['https://user:pw@x.example/', [same('https://user:pw@x.example/')]],
  ])('finds what is an address in %j', (text, expected) => {
    expect(linksIn(text)).toEqual(expected);
  });

  it('finds an address between any words and marks', () => {
    const address = fc.constantFrom('https://x.example/a', 'https://x.example/a_(b)', 'https://x.example/?q=1&r=(2)');
    const before = fc.constantFrom('', 'see ', '(', '“', '[', '\n', '（', '«');
    const after = fc.constantFrom(
      '',
      '.',
      ', and',
      ')',
      ').',
      '”',
      '!',
      '?',
      ']',
      ' (yes)',
      '\n',
      '،',
      '؟',
      '؛',
      '।',
      '。',
      '！',
      '？',
      '…',
      '»',
      '）',
    );
    fc.assert(
      fc.property(before, address, after, (one, link, other) => {
        expect(linksIn(one + link + other)).toEqual([same(link)]);
      }),
    );
  });

  it('loses and adds no word, whatever the text', () => {
    const anything = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(anything, (text) => {
        if (!/\]\(/.test(text))
          expect(
            partsOf(text)
              .map((part) => part.text)
              .join(''),
          ).toBe(text);
        for (const { link } of partsOf(text))
          if (link !== undefined) expect(link).toMatch(/^(https?:\/\/|mailto:)[^\s<>"|]+$/);
      }),
    );
  });
});

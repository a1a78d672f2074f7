import { expect, it } from 'vitest';
import { markup } from './markup.ts';

it('line breaks lay a template out and say nothing: nothing between tags and values, a space between attributes and words', () => {
  const one = markup`<b>1</b>`;
  const laidOut = markup`
    <g>
      ${one}
      ${false}
      <rect x="1"
        y="2"/>
    </g>
    <p>two
      words</p>
  `;
  expect(laidOut.markup).toBe('<g><b>1</b><rect x="1" y="2"/></g><p>two words</p>');
});

it('line breaks in a value are white space of that value', () => {
  expect(markup`<p>${'two\nlines'}</p>`.markup).toBe('<p>two\nlines</p>');
});

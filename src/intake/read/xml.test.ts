import { expect, it } from 'vitest';
import { attribute, scanXml } from './xml.ts';

/** What the reader tells of a text, in a line each. */
function told(source: string): string[] {
  const lines: string[] = [];
  scanXml(source, {
    open: (name, attributes) => lines.push(`<${name}> ${attribute(attributes, 'name') ?? ''}`.trim()),
    close: (name) => lines.push(`</${name}>`),
    text: (text) => lines.push(text),
  });
  return lines;
}

it('reads elements with any prefix, attributes in either quotes, text and entities', () => {
  expect(told(`<x:a name='1 "one"'><b name="A &amp; B"/>t&#x41;&lt;<![CDATA[<c>]]></x:a>`)).toEqual([
    '<a> 1 "one"',
    '<b> A & B',
    '</b>',
    'tA<',
    '<c>',
    '</a>',
  ]);
});

it('takes an angle bracket in a value for part of it', () => {
  expect(told('<a name="Q1 > Q2" other=\'>\'><b/></a>')).toEqual(['<a> Q1 > Q2', '<b>', '</b>', '</a>']);
});

it('knows no document type: what one defines stays as it is written', () => {
  expect(told('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>').slice(-2)).toEqual(['&e;', '</a>']);
});

it('goes on to the end of a damaged text', () => {
  expect(told('<a><b name="open></a>')).toEqual(['<a>', '<b>', '</a>']);
  expect(told('<a><b></a>')).toEqual(['<a>', '<b>', '</a>']);
  expect(told('text <')).toEqual(['text ', '<>']);
});

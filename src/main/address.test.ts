import { expect, it } from 'vitest';
import { isWebAddress, ownPath } from './address.ts';

it.each([
  ['app://studio/index.html', '/index.html'],
  ['app://studio/assets/a.js?x=1#y', '/assets/a.js'],
  ['app://studio/../../etc/passwd', '/etc/passwd'],
])('%s is the studio’s own', (address, path) => {
  expect(ownPath(address)).toBe(path);
});

it.each([
  'app://other/index.html',
  'app://studio.evil.example/',
  'app://user@studio/index.html',
  'app://studio:80/index.html',
  'https://studio/index.html',
  'file:///index.html',
  'data:text/html,x',
  'javascript:alert(1)',
  'about:blank',
  '',
])('“%s” is not the studio’s own', (address) => {
  expect(ownPath(address)).toBe(undefined);
});

it('hands over to the web browser what is https, and nothing else', () => {
  expect(isWebAddress('https://example.org/a')).toBe(true);
  for (const address of [
    'http://example.org',
    'file:///etc/passwd',
    'app://studio/',
    'smb://host',
    'javascript:1',
    '',
  ]) {
    expect(isWebAddress(address)).toBe(false);
  }
});

import { expect, it, vi } from 'vitest';
import type { Command } from '#campaign/commands.ts';

vi.stubGlobal('window', { studio: { call: vi.fn(), subscribe: vi.fn() } });
const { wordsIn } = await import('./notKept.ts');

it.each<[Command, string[]]>([
  [{ type: 'editTouchpoint', id: 'a', changes: { 'message.body': 'Hi' } }, ['Hi']],
  [{ type: 'editTouchpoint', id: 'a', changes: { name: 'Launch', start: '2027-01-12' } }, ['Launch']],
  [
    { type: 'editTouchpoint', id: 'a', changes: { 'message.callToAction': { label: 'Start', url: 'https://a.org' } } },
    ['Start', 'https://a.org'],
  ],
  [{ type: 'editSegment', id: 'a', changes: { timeZone: 'America/Argentina/Buenos_Aires' } }, []],
  [{ type: 'editBrand', changes: { logo: 'data:image/png;base64,AAAAAAAAAAAAAAAA' } }, []],
  [{ type: 'moveTouchpoint', id: 'a', start: '2027-01-12' }, []],
])('what was written in %j is given back, and nothing else', (command, words) => {
  expect(wordsIn(command)).toEqual(words);
});

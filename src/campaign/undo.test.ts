import { describe, expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import type { Command } from './commands.ts';
import { claimsOf, nextOrRefuse, refuseMeeting, type Made } from './undo.ts';

const campaign = { ...fullCampaign, name: 'Spring' };
const { id } = campaign.touchpoints[0]!;
const edit = (changes: object) => ({ type: 'editTouchpoint', id, changes }) as Command;

function made(changes: object, { person = 'Ana', window = 'a', entry = 'e' } = {}): Made {
  return { entry, command: edit(changes), inverse: edit(changes), name: 'Mail', actor: { person, window } };
}

it('an owner takes back its own first, then what the person or nobody had made before it opened the campaign', () => {
  expect(claimsOf({ person: 'Ana', window: 'a', opened: 7 })).toEqual([
    { of: 'window', window: 'a' },
    { of: 'person', person: 'Ana', nobody: '', until: 7 },
  ]);
});

describe('the next step', () => {
  const next = made({ name: 'x' }, { entry: 'e1' });
  const asked = (entry?: string, isAnythingLeft = false) => ({ entry, isAnythingLeft: () => isAnythingLeft });

  it('is taken where it is the one that was asked for, or none was named', () => {
    expect(nextOrRefuse('undo', campaign, next, asked())).toBe(next);
    expect(nextOrRefuse('undo', campaign, next, asked('e1'))).toBe(next);
  });

  it('is refused where there is none, or another one', () => {
    expect(() => nextOrRefuse('undo', campaign, undefined, asked())).toThrow('There is nothing to undo in “Spring”.');
    expect(() => nextOrRefuse('redo', campaign, undefined, asked('e1', true))).toThrow(
      'There is nothing to redo in “Spring”: what could be was done elsewhere.',
    );
    expect(() => nextOrRefuse('undo', campaign, next, asked('e2'))).toThrow('was changed elsewhere in the meantime');
  });
});

describe('a later step of somebody else', () => {
  const about = made({ name: 'x' });
  const refused =
    (later: Made[], person = 'Ana') =>
    () =>
      refuseMeeting('undo', campaign, about, later, { person });

  it('is in nobody’s way where it touches something else', () => {
    expect(refused([made({ notes: 'y' }, { window: 'b' })])).not.toThrow();
  });

  it('is in the way where it touches the same, and the refusal says whose it is', () => {
    const of = (person: string, window: string) => [made({ notes: 'y' }), made({ name: 'y' }, { person, window })];
    expect(refused(of('Ben', 'b'))).toThrow('Nothing was undone: Ben has changed the name of the touchpoint “');
    expect(refused(of('Ana', 'b'))).toThrow('another window has changed');
    expect(refused(of('Ben', 'b'), '')).toThrow('another window has changed');
    expect(refused(of('', ''))).toThrow('another program has changed');
  });
});

import { describe, expect, it } from 'vitest';
import { soundWith, touchpoint } from '#campaign/checks/sound.testing.ts';
import type { Idea } from '#campaign/document.ts';
import { apply } from '#campaign/reducer.ts';
import { ideaFrom } from '#campaign/shelf.ts';
import { agreedIn, bulkCommand, editCommand, meantFor, type Values } from './values.ts';

const mail = touchpoint('launch-email', '2027-01-12', { id: 'mail', name: 'Mail', owner: 'Ada', status: 'planned' });
const series = touchpoint('launch-email', '2027-01-25', { id: 'series', name: 'Series', cadence: 'weekly', days: 15 });
const link = touchpoint('one-click-link', '2027-01-11', { id: 'link', name: 'Link', days: 42 });
const idea: Idea = ideaFrom(touchpoint('poster', '2027-01-11', { id: 'idea', name: 'Idea' }));
const campaign = soundWith({ touchpoints: [series, mail, link], ideas: [idea] });

describe('values', () => {
  const after = (values: Partial<Values>, id = 'mail') => {
    const entry = [...campaign.touchpoints, ...campaign.ideas].find((one) => one.id === id)!;
    const command = editCommand(entry, values);
    const changed = command ? apply(campaign, command).campaign : campaign;
    return {
      touchpoint: changed.touchpoints.find((one) => one.id === id),
      idea: changed.ideas.find((one) => one.id === id),
      command,
    };
  };

  it('do nothing where the value is there', () => {
    expect(
      after({ name: 'Mail', owner: ' Ada ', segments: [], start: '2027-01-12' } as Partial<Values>).command,
    ).toBeNull();
    expect(after({ time: null, audience: [] }).command).toBeNull();
  });

  it('move by the first day, stretch by the last, and take the first along where the last comes before it', () => {
    expect(after({ start: '2027-01-14' }).touchpoint).toMatchObject({ start: '2027-01-14', days: 1 });
    expect(after({ end: '2027-01-14' }).touchpoint).toMatchObject({ start: '2027-01-12', days: 3 });
    expect(after({ end: '2027-01-01' }).touchpoint).toMatchObject({ start: '2027-01-01', days: 1 });
    expect(after({ start: '2027-01-14', end: '2027-01-15' }).touchpoint).toMatchObject({
      start: '2027-01-14',
      days: 2,
    });
  });

  it('empty what need not be there', () => {
    expect(after({ owner: null }).touchpoint).not.toHaveProperty('owner');
    expect(after({ status: null }).touchpoint).not.toHaveProperty('status');
    expect(after({ time: '10:30' }).touchpoint?.time.at).toBe('10:30');
  });

  it('plan an idea by a date, and put on the shelf what loses its own', () => {
    expect(after({ start: '2027-02-01', owner: 'Bo' }, 'idea')).toMatchObject({
      touchpoint: { start: '2027-02-01', owner: 'Bo', name: 'Idea' },
      idea: undefined,
      command: { action: 'planIdea' },
    });
    expect(after({ end: '2027-02-01' }, 'idea').touchpoint).toBeDefined();
    expect(after({ owner: 'Bo', days: 3 }, 'idea').idea).toMatchObject({ owner: 'Bo', days: 3 });
    for (const values of [{ start: null }, { status: 'idea' as const }]) {
      expect(after(values)).toMatchObject({ touchpoint: undefined, command: { type: 'batch', action: 'shelve' } });
      expect(after(values).idea).toMatchObject({ status: 'planned', owner: 'Ada' });
    }
    expect(after({ status: 'idea' }, 'idea').command).toBeNull();
  });

  it('make an idea a planned one, by a date or by a status', () => {
    expect(after({ start: '2027-02-01' }, 'idea').touchpoint).toMatchObject({ status: 'planned' });
    const meant = meantFor(idea, { status: 'approved' }, '2027-02-01');
    expect(after(meant, 'idea').touchpoint).toMatchObject({ start: '2027-02-01', status: 'approved' });
    expect(meantFor(idea, { status: 'approved', start: '2027-03-01' }, '2027-02-01')).toMatchObject({
      start: '2027-03-01',
    });
    for (const values of [{ owner: 'Bo' }, { status: 'idea' as const }, { status: null }])
      expect(meantFor(idea, values, '2027-02-01')).toBe(values);
    expect(meantFor(mail, { status: 'draft' }, '2027-02-01')).toEqual({ status: 'draft' });
  });

  it('change several as one step, with their days', () => {
    const command = bulkCommand(
      [mail, series, idea],
      { status: 'approved', owner: 'Bo' },
      { shift: 7, day: '2027-02-01' },
    )!;
    expect(command).toMatchObject({ type: 'batch', action: 'editSeveral' });
    const { campaign: changed, inverse } = apply(campaign, command);
    expect(changed.touchpoints.map(({ id, start, owner }) => [id, start, owner])).toEqual([
      ['series', '2027-02-01', 'Bo'],
      ['mail', '2027-01-19', 'Bo'],
      ['link', '2027-01-11', undefined],
      ['idea', '2027-02-01', 'Bo'],
    ]);
    expect(changed.ideas).toEqual([]);
    expect(apply(changed, inverse).campaign).toEqual(campaign);
  });

  it('shift nothing that is locked, but move it where a date is typed', () => {
    const locked = { ...mail, locked: true as const };
    const bulk = (values: Partial<Values>, shift = 0) => bulkCommand([locked], values, { shift, day: '2027-02-01' });
    expect([bulk({}, 7), bulk({ lane: 'other' }), bulk({ status: 'idea' })]).toEqual([null, null, null]);
    expect(bulk({ owner: 'Bo' }, 7)).toMatchObject({ type: 'editTouchpoint' });
    expect(bulk({ locked: false })).toMatchObject({ changes: { locked: null } });
    expect(editCommand(locked, { start: '2027-01-14' })).toMatchObject({ type: 'moveTouchpoint', start: '2027-01-14' });
  });

  it('are said to be alike only where they are', () => {
    expect(agreedIn([mail, series], ({ channel }) => channel)).toEqual({ all: 'email' });
    expect(agreedIn([mail, series], ({ owner }) => owner)).toBeNull();
    expect(agreedIn([mail, idea], ({ segments }) => segments)).toEqual({ all: [] });
  });
});

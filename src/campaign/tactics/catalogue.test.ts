import { describe, expect, it } from 'vitest';
import { CADENCES, CHANNELS } from '../document.ts';
import type { Tactic, TacticEffect } from '../tactic.ts';
import { readingEase, wordsIn } from '../checks/readability.ts';
import { TACTICS, tacticById } from './catalogue.ts';

/** What tactic.ts allows, and which form of tactic may use it. */
const RANGES: Record<keyof TacticEffect, [low: number, high: number, form: 'message' | 'presence']> = {
  reach: [0, 3, 'message'],
  click: [0, 3, 'message'],
  contact: [0, 2, 'message'],
  comeback: [0, 5, 'message'],
  atOnce: [0, 1, 'message'],
  awareness: [0, 0.2, 'presence'],
  pull: [0, 0.1, 'presence'],
  frictionRemoved: [0, 10, 'presence'],
  giveUp: [0, 1.5, 'presence'],
  repetition: [0, 3, 'presence'],
  lapse: [0, 1.5, 'presence'],
  peers: [0, 3, 'presence'],
  championing: [0, 10, 'presence'],
  buyIn: [0, 0.05, 'presence'],
};
const TOKENS = ['brand', 'promise', 'segment', 'why', 'goal', 'date', 'event'];
const texts = (message: { subject: string; body: string; callToAction?: string }) =>
  `${message.subject}\n${message.body}\n${message.callToAction ?? ''}`;

describe('catalogue', () => {
  it('has more than forty tactics, each under its own id and name', () => {
    expect(TACTICS.length).toBeGreaterThan(40);
    expect(new Set(TACTICS.map(({ id }) => id)).size).toBe(TACTICS.length);
    expect(new Set(TACTICS.map(({ name }) => name)).size).toBe(TACTICS.length);
    for (const { id } of TACTICS) expect(id).toMatch(/^[a-z][a-z-]{2,40}$/);
  });

  it('finds a tactic by its id', () => {
    expect(tacticById('two-minutes-a-day')?.name).toBe('Two minutes a day');
    expect(tacticById('no-such-tactic')).toBeUndefined();
    expect(tacticById('constructor')).toBeUndefined();
  });

  it('serves every row of what the articles ask for', () => {
    const served = new Set(TACTICS.flatMap(({ rows }) => rows));
    expect([...served].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });

  it('has push and pull for each phase, for learning and for a career', () => {
    for (const vocabulary of ['learning', 'career'] as const) {
      for (const phase of ['launch', 'awareness', 'activation'] as const) {
        for (const direction of ['push', 'pull'] as const) {
          const fitting = TACTICS.filter(
            (tactic) =>
              [vocabulary, 'both'].includes(tactic.vocabulary) &&
              tactic.phases.includes(phase) &&
              tactic.direction === direction &&
              !tactic.id.startsWith('custom-'),
          );
          expect(fitting.length, `${vocabulary} ${phase} ${direction}`).toBeGreaterThan(0);
        }
      }
    }
    expect(tacticById('custom-push')).toMatchObject({ direction: 'push', form: 'message', effect: {} });
    expect(tacticById('custom-pull')).toMatchObject({ direction: 'pull', form: 'presence' });
  });

  it('offers a channel and cadence of the document', () => {
    for (const tactic of TACTICS) {
      expect(CHANNELS).toContain(tactic.channel);
      expect(CADENCES).toContain(tactic.cadence);
      expect(tactic.days).toBeGreaterThanOrEqual(1);
      // What repeats needs room to repeat in.
      if (tactic.form === 'message') expect(tactic.days === 1, tactic.id).toBe(tactic.cadence === 'once');
    }
  });
});

describe.each(TACTICS.map((tactic) => [tactic.id, tactic] as const))('%s', (_id, tactic) => {
  it('has effects of its form, within their ranges, and says where they come from', () => {
    for (const [name, value] of Object.entries(tactic.effect)) {
      const [low, high, form] = RANGES[name as keyof TacticEffect];
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      expect(form).toBe(tactic.form);
    }
    expect(tactic.source).toMatch(
      /Assumption|assumption|\d{4}|Cochrane|PoliteMail|Localytics|LinkedIn|Robyn|base rates/,
    );
  });

  it('is described in a few plain words', () => {
    expect(wordsIn(tactic.description).length).toBeLessThanOrEqual(30);
    expect(wordsIn(tactic.whenToUse).length).toBeLessThanOrEqual(30);
    for (const text of [tactic.description, tactic.whenToUse, tactic.source]) expect(text).toMatch(/[.?”]$/);
    expect(tactic.name.length).toBeLessThanOrEqual(40);
  });

  it('has a short, clear message to start from, with tokens that exist and no address', () => {
    const { subject, body } = tactic.message;
    expect(subject.length).toBeGreaterThan(4);
    expect(subject.length).toBeLessThanOrEqual(60);
    expect(wordsIn(body).length).toBeGreaterThanOrEqual(tactic.form === 'message' ? 5 : 3);
    expect(wordsIn(body).length).toBeLessThanOrEqual(60);
    expect(readingEase(body) ?? 100).toBeGreaterThanOrEqual(60);
    for (const [, token] of texts(tactic.message).matchAll(/\{\{(.*?)\}\}/g)) expect(TOKENS).toContain(token);
    expect(texts(tactic.message)).not.toMatch(/https?:|lorem|xx|!/i);
  });
});

const isPushToLearners = (tactic: Tactic) =>
  tactic.form === 'message' && tactic.direction === 'push' && tactic.vocabulary === 'learning';

it.each(TACTICS.filter(isPushToLearners).map((tactic) => [tactic.id, tactic] as const))(
  '%s says whose message it is',
  (_id, { message }) => {
    expect(texts(message)).toContain('{{brand}}');
  },
);

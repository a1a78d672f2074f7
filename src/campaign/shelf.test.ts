import * as fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { commandSchema } from './commands.ts';
import { differenceBetween } from './difference.ts';
import { ideaSchema, type Campaign } from './document.ts';
import { integrityProblems } from './collections.ts';
import { campaignFrom, CampaignFileError, parseCampaign, serializeCampaign } from './file.ts';
import { Refusal } from './refusal.ts';
import { apply, describe } from './reducer.ts';
import { ideaFrom, planIdeas, shelve, touchpointOf } from './shelf.ts';
import { meeting, touchedBy, touchInWords } from './touch.ts';

const [idea, otherIdea] = fullCampaign.ideas;
const [touchpoint, other] = fullCampaign.touchpoints;
const ids = (campaign: Campaign) => [campaign.touchpoints, campaign.ideas].map((list) => list.map(({ id }) => id));

suite('planning an idea', () => {
  const command = planIdeas([idea!], { start: '2027-02-01', laneId: 'c' });

  it('puts it on its date and lane with its length and cadence, under its id', () => {
    const { campaign, inverse } = apply(fullCampaign, command);
    expect(ids(campaign)).toEqual([['a', 'b', 'c', 'd', 'e'], ['f']]);
    expect(campaign.touchpoints.at(-1)).toEqual({
      ...idea,
      start: '2027-02-01',
      laneId: 'c',
      status: 'planned',
    });
    expect(campaign.touchpoints.at(-1)).toMatchObject({ days: 14, cadence: 'weekly' });
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(fullCampaign));
    commandSchema.parse(inverse);
  });

  it('leaves it on its own lane where none is named', () => {
    expect(touchpointOf(idea!, { start: '2027-02-01' }).laneId).toBe(idea!.laneId);
  });

  it('has a name in undo, for one and for several', () => {
    expect(describe(fullCampaign, command)).toEqual({ action: 'planIdea', name: 'Idea e' });
    expect(describe(fullCampaign, planIdeas([idea!, otherIdea!], { start: '2027-02-01' })).action).toBe('planIdeas');
  });

  it('is refused where the idea is gone, or the date is none', () => {
    const gone = apply(fullCampaign, { type: 'removeIdea', id: 'e' }).campaign;
    expect(() => apply(gone, command)).toThrow('This idea is not in the campaign any more.');
    expect(() => apply(fullCampaign, planIdeas([idea!], { start: '2207-01-01' }))).toThrow('Its first day: not a real');
    expect(() => apply(fullCampaign, planIdeas([idea!], { start: '2027-02-01', laneId: 'z' }))).toThrow(
      'its lane is not',
    );
  });
});

suite('putting touchpoints on the shelf', () => {
  it('takes their date away and nothing else', () => {
    const command = shelve([touchpoint!, other!]);
    const { campaign, inverse } = apply(fullCampaign, command);
    expect(ids(campaign)).toEqual([
      ['c', 'd'],
      ['a', 'b', 'e', 'f'],
    ]);
    const { start: _, ...rest } = touchpoint!;
    expect(campaign.ideas[0]).toEqual(rest);
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(fullCampaign));
    expect(describe(fullCampaign, command).action).toBe('shelveSeveral');
    expect(describe(fullCampaign, shelve([other!]))).toEqual({ action: 'shelve', name: 'Touchpoint b' });
  });

  it('and planning it again gives the same touchpoint', () => {
    for (const status of ['planned', 'approved'] as const)
      expect(touchpointOf(ideaFrom({ ...touchpoint!, status }), { start: touchpoint!.start })).toEqual({
        ...touchpoint,
        status,
      });
    ideaSchema.parse(ideaFrom(touchpoint!));
  });
});

suite('the shelf in the document', () => {
  const doubled = { ...fullCampaign, ideas: [...fullCampaign.ideas, ideaFrom(touchpoint!)] };

  it('shares its ids with the touchpoints', () => {
    expect(integrityProblems(doubled)).toEqual([{ path: 'ideas.2.id', problem: 'the id “a” is used twice' }]);
    expect(() => campaignFrom(doubled)).toThrow(CampaignFileError);
    expect(() => apply(fullCampaign, { type: 'addIdea', item: ideaFrom(touchpoint!) })).toThrow(
      'This idea is in the campaign already, as a touchpoint.',
    );
    expect(() => apply(fullCampaign, { type: 'addTouchpoint', item: { ...touchpoint!, id: 'e' } })).toThrow(
      'This touchpoint is in the campaign already, as an idea.',
    );
  });

  it('holds no dates', () => {
    const dated = JSON.stringify({ ...fullCampaign, ideas: [{ ...idea, start: '2027-01-12' }] });
    expect(() => parseCampaign(dated)).toThrow('At ideas.0: “start” is no field here');
  });

  it.each([
    ['removeLane', 'b', []],
    ['removeSegment', 'b', ['e', 'f']],
    ['removeGoal', 'b', ['e', 'f']],
    ['removeEvent', 'a', ['e', 'f']],
  ] as const)('lets go of what is removed, as the timeline does: %s', (type, id, left) => {
    const { campaign, inverse } = apply(fullCampaign, { type, id });
    expect(ids(campaign)[1]).toEqual(left);
    expect(integrityProblems(campaign)).toEqual([]);
    expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(fullCampaign));
  });

  it('meets what another window does to the same idea, and says so', () => {
    const plan = touchedBy(planIdeas([idea!], { start: '2027-02-01' }));
    const met = meeting(plan, touchedBy({ type: 'editIdea', id: 'e', changes: { name: 'Mine' } }));
    expect(touchInWords(fullCampaign, met!, '')).toBe('the idea “Idea e”');
    expect(meeting(plan, touchedBy({ type: 'editIdea', id: 'f', changes: { name: 'Mine' } }))).toBeUndefined();
  });

  it('is part of the difference between two plans, also where ideas became touchpoints and the other way', () => {
    const moving = fc.oneof(
      arbitraryCommand.filter(({ type }) => /^(add|edit)(Idea|Touchpoint)$/.test(type)),
      fc.constantFrom('2027-02-01', '2027-03-01').map((start) => planIdeas([idea!], { start })),
      fc.constantFrom(touchpoint!, other!).map((one) => shelve([one])),
    );
    fc.assert(
      fc.property(fc.array(moving, { maxLength: 12 }), (commands) => {
        let after = fullCampaign;
        for (const command of commands) {
          try {
            after = apply(after, command).campaign;
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
        }
        const made = apply(fullCampaign, {
          type: 'batch',
          action: 'several',
          commands: differenceBetween(fullCampaign, after),
        }).campaign;
        const sorted = (campaign: Campaign) =>
          [campaign.touchpoints, campaign.ideas].map((list) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
        expect(sorted(made)).toEqual(sorted(after));
      }),
    );
  });
});

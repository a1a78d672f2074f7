import { describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { apply } from '#campaign/reducer.ts';
import { baselineAfter, type Moment } from './baseline.ts';

const [first, second] = fullCampaign.touchpoints;
const at = (campaign: Moment['campaign'], ...ids: string[]): Moment => ({
  campaign,
  selection: ids.length === 0 ? null : { kind: 'touchpoint', ids },
});
const without = apply(fullCampaign, { type: 'removeTouchpoint', id: first!.id }).campaign;
const item = { ...first!, id: 'fresh' };
const more = apply(fullCampaign, { type: 'addTouchpoint', item }).campaign;
const edited = apply(fullCampaign, { type: 'editTouchpoint', id: second!.id, changes: { name: 'Other' } }).campaign;

describe('the plan that edits are compared with', () => {
  it('is the one in which the selection was made', () => {
    expect(baselineAfter(fullCampaign, at(fullCampaign, first!.id), at(edited, first!.id))).toBe(fullCampaign);
    expect(baselineAfter(fullCampaign, at(edited, first!.id), at(edited, second!.id))).toBe(edited);
    expect(baselineAfter(fullCampaign, at(edited, first!.id), at(edited))).toBe(edited);
    expect(baselineAfter(fullCampaign, at(edited), at(edited, first!.id))).toBe(edited);
    // The same selection, made of new.
    expect(baselineAfter(fullCampaign, at(edited, first!.id), at(edited, first!.id))).toBe(fullCampaign);
  });

  it('stays where the selection went with what was deleted', () => {
    expect(baselineAfter(fullCampaign, at(fullCampaign, first!.id), at(without, second!.id))).toBe(fullCampaign);
    expect(baselineAfter(fullCampaign, at(fullCampaign, first!.id), at(without))).toBe(fullCampaign);
    // What is selected next is a choice again, also where the old selection hangs in the air.
    expect(baselineAfter(fullCampaign, at(without), at(without, second!.id))).toBe(without);
    expect(baselineAfter(fullCampaign, at(without, first!.id), at(without, second!.id))).toBe(without);
  });

  it('is the plan before what was added and selected in one step', () => {
    expect(baselineAfter(edited, at(fullCampaign, first!.id), at(more, item.id))).toBe(fullCampaign);
    expect(baselineAfter(edited, at(fullCampaign), at(more, item.id))).toBe(fullCampaign);
  });
});

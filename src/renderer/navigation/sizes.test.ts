import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartHeight, isOwnSize, sideWidths, sizeAt, SIZES, TIMELINE_SHARE } from './sizes.ts';

const own = (part: keyof typeof SIZES) =>
  fc.option(fc.integer({ min: SIZES[part].least, max: SIZES[part].most }), { nil: undefined });

describe('sizes of the parts of the plan', () => {
  it('leave the timeline its share of every window, whatever was pulled and is open', () => {
    const both = fc.record({ tactics: fc.boolean(), details: fc.boolean() });
    fc.assert(
      fc.property(own('tactics'), own('details'), both, fc.integer({ min: 300, max: 4000 }), (...given) => {
        const [tactics, details, open, width] = given;
        const sizes = sideWidths(
          { ...(tactics === undefined ? {} : { tactics }), ...(details === undefined ? {} : { details }) },
          open,
          width,
        );
        const taken = (open.tactics ? sizes.tactics : 0) + (open.details ? sizes.details : 0);
        expect(taken).toBeLessThanOrEqual(width * (1 - TIMELINE_SHARE) + 0.001);
      }),
    );
  });

  it('are the usual ones where nobody pulled and there is room', () => {
    const open = { tactics: true, details: true };
    expect(sideWidths({}, open, 1600)).toEqual({ tactics: 252, details: 316 });
    expect(sideWidths({ details: 400 }, { tactics: false, details: true }, 1600)).toEqual({
      tactics: 252,
      details: 400,
    });
    expect(chartHeight({}, false, 900)).toBe(176);
    expect(chartHeight({}, true, 700)).toBe(92);
  });

  it('of the chart take half of a window at most', () => {
    expect(chartHeight({ chart: 500 }, false, 900)).toBe(450);
    expect(chartHeight({ chart: 500 }, true, 450)).toBe(225);
  });

  it('stay between what can be used', () => {
    expect(sizeAt('tactics', 20)).toBe(200);
    expect(sizeAt('details', 9000)).toBe(560);
    expect([isOwnSize('chart', 100), isOwnSize('chart', 1), isOwnSize('chart', undefined)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

import { unzlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { light } from '#language/palette.ts';
import { largePlan, typicalPlan } from '../timeline/plans.testing.ts';
import { drawTimeline } from '../timeline/timeline.ts';
import { timelinePng, zoomFor } from './png.ts';

interface Picture {
  width: number;
  height: number;
  /** How many pixels have each colour, as #rrggbb. */
  colours: Map<string, number>;
}

function sizeOf(png: Uint8Array): [width: number, height: number] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return [view.getUint32(16), view.getUint32(20)];
}

/** Reads what this renderer writes: 8 bits a channel, RGBA, not interlaced. */
function decode(png: Uint8Array): Picture {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const [width, height] = sizeOf(png);
  expect([png[24], png[25], png[28]]).toEqual([8, 6, 0]);
  const parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    const type = new TextDecoder().decode(png.subarray(at + 4, at + 8));
    if (type === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const bytes = unzlibSync(new Uint8Array(parts.flatMap((part) => [...part])));
  return { width, height, colours: countColours(bytes, width, height) };
}

function countColours(bytes: Uint8Array, width: number, height: number): Map<string, number> {
  const stride = width * 4;
  let above = new Uint8Array(stride);
  const colours = new Map<number, number>();
  for (let y = 0; y < height; y++) {
    const filter = bytes[y * (stride + 1)]!;
    const row = bytes.slice(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let at = 0; at < stride; at++) {
      const left = at < 4 ? 0 : row[at - 4]!;
      const up = above[at]!;
      row[at] = row[at]! + [0, left, up, (left + up) >> 1, paeth(left, up, at < 4 ? 0 : above[at - 4]!)][filter]!;
    }
    for (let at = 0; at < stride; at += 4) {
      const colour = (row[at]! << 16) | (row[at + 1]! << 8) | row[at + 2]!;
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    above = row;
  }
  return new Map([...colours].map(([colour, count]) => [`#${colour.toString(16).padStart(6, '0')}`, count]));
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

describe('timelinePng', () => {
  it('shows push and pull on paper, twice as large as drawn', async () => {
    const colours = light;
    const picture = decode(await timelinePng(typicalPlan));
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(drawTimeline(typicalPlan).picture.markup)!;
    expect([picture.width, picture.height]).toEqual([2 * Number(width), 2 * Number(height)]);
    expect(picture.colours.get(colours.push)).toBeGreaterThan(10_000);
    expect(picture.colours.get(colours.pullTint)).toBeGreaterThan(50_000);
    expect(picture.colours.get(colours.pull)).toBeGreaterThan(2500);
    expect(picture.colours.get(colours.goal)).toBeGreaterThan(50);
    expect(picture.colours.get(colours.paper)).toBeGreaterThan(picture.width * picture.height * 0.4);
  });

  it('takes names that are out to break it', async () => {
    const { colours } = decode(await timelinePng(largePlan(60), { fontFiles: ['no-such-font.ttf'] }));
    expect(colours.get(light.push)).toBeGreaterThan(1000);
  });
});

describe('zoomFor', () => {
  it('keeps both limits', () => {
    expect(zoomFor(1440, 600)).toBe(2);
    expect(zoomFor(5000, 600)).toBe(1.6);
    const tall = zoomFor(1440, 10_000);
    expect(1440 * tall * 10_000 * tall).toBeCloseTo(40_000_000, 0);
  });
});

describe('a name of emoji alone', () => {
  it('gives way to the subject, or to the tactic, since the picture has no emoji', async () => {
    const plan = typicalPlan;
    const named = (name: string, subject: string) => ({
      ...plan,
      touchpoints: plan.touchpoints.map((one, index) =>
        index === 0 ? { ...one, name, tactic: 'launch-email', message: { ...one.message, subject } } : one,
      ),
    });
    const bytesOf = async (name: string, subject: string) => timelinePng(named(name, subject));
    expect(await bytesOf('🚀🎉', 'It begins')).toEqual(await bytesOf('It begins', 'It begins'));
    expect(await bytesOf('🚀', '🎉')).toEqual(await bytesOf('Launch email', '🎉'));
  });
});

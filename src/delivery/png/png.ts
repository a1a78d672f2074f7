import { renderAsync, type ResvgRenderOptions } from '@resvg/resvg-js';
import { withoutContradictions } from '#campaign/decisions.ts';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import type { Export, ExportContext } from '../export.ts';
import { excerptOf } from '../excerpt.ts';
import { campaignFileName } from '../names.ts';
import { drawTimeline, MOST_WIDTH, type TimelineOptions } from '../timeline/timeline.ts';

/** The timeline as a picture in pixels, for slides and messages that take no SVG. */

export interface PngOptions extends Pick<TimelineOptions, 'locale'> {
  /** Paths of TTF or OTF files to write with, the first face for all Latin, Greek and Cyrillic words. Without them, the system's fonts. */
  fontFiles?: readonly string[];
}

const MOST_PIXELS = 40_000_000;
const MARKS_OF_FACES = /\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?/gv;
const BEYOND_THE_FACES = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

/** Pixels of the file for each pixel of the drawing: two for sharp screens and print, within both limits of a file. */
export function zoomFor(width: number, height: number): number {
  return Math.min(2, MOST_WIDTH / width, Math.sqrt(MOST_PIXELS / (width * height)));
}

/**
 * The plan as a PNG, at most 8,000 pixels wide and 40 million in all: larger ones are scaled down as a whole.
 * Emoji are left out, since the renderer has no colour glyphs; scripts that the given fonts lack are looked for in the system's.
 */
export async function timelinePng(campaign: Campaign, options: PngOptions = {}): Promise<Uint8Array> {
  const { fontFiles = [], ...drawing } = options;
  const { picture, width, height } = drawTimeline(named(campaign), drawing);
  const svg = withoutFaces(picture.markup);
  const rendering: ResvgRenderOptions = {
    fitTo: { mode: 'zoom', value: zoomFor(width, height) },
    font: {
      fontFiles: [...fontFiles],
      loadSystemFonts: fontFiles.length === 0 || BEYOND_THE_FACES.test(svg),
      defaultFontFamily: fontFiles.length === 0 ? '' : 'Inter',
    },
    logLevel: 'off',
  };
  const image = await renderAsync(svg, rendering);
  return new Uint8Array(image.asPng());
}

const withoutFaces = (text: string) => text.replace(MARKS_OF_FACES, '');

/** The plan with words for the names that would be empty without their emoji. */
function named(campaign: Campaign): Campaign {
  const nameFor = ({ name, message, tactic }: Touchpoint) =>
    [name, message.subject, tacticById(tactic)?.name ?? tactic].find((text) =>
      /[\p{L}\p{N}]/u.test(withoutFaces(text)),
    );
  const touchpoints = campaign.touchpoints.map((one) => ({ ...one, name: nameFor(one) ?? one.name }));
  return { ...campaign, touchpoints };
}

export async function writePicture(campaign: Campaign, { locale, fontFiles, excerpt }: ExportContext): Promise<Export> {
  const bytes = await timelinePng(withoutContradictions(excerpt ? excerptOf(campaign, excerpt) : campaign), {
    ...(locale ? { locale } : {}),
    ...(fontFiles ? { fontFiles } : {}),
  });
  return { files: [{ name: campaignFileName(campaign, 'png'), bytes, mediaType: 'image/png' }], problems: [] };
}

/** Colours, written #RRGGBB, and how well one can be read on another (WCAG 2.2). */

/** Relative luminance, 0 for black to 1 for white. */
export function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** White or black, whichever is read better on this colour. */
export function inkOn(colour: string): '#ffffff' | '#000000' {
  return contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';
}

/** What a ratio is good for: any text (4.5 and more), large text and shapes (3 and more), or no text at all. */
export function legibility(ratio: number): 'text' | 'large' | 'none' {
  return ratio >= 4.5 ? 'text' : ratio >= 3 ? 'large' : 'none';
}

/** A colour as people write it (#17415E, 17415e, #abc) as #rrggbb, or undefined. */
export function colourFrom(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}

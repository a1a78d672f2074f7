/** Colours of a brand as people write them, and what they are good for. */

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

import { themed, type Theme } from './theme.ts';

/** The rules of the picture, held to one drawing by its id. Longhand properties only: not every renderer reads `font`. */

export const FONT_FAMILY = '"Inter Variable", Inter, system-ui, sans-serif';

export function timelineStyle(id: string, theme: Theme): string {
  const rule = (names: string, declarations: string) =>
    `${names
      .split(',')
      .map((name) => `#${id} .${name}`)
      .join(',')}{${declarations}}`;
  const fixed = [
    rule('label,in-push,in-pull', 'font-size:11.5px'),
    rule('in-push', 'font-weight:600'),
    rule('end', 'text-anchor:end'),
    rule('centre', 'text-anchor:middle'),
    rule('heading', 'font-size:20px;font-weight:600'),
    rule('phase-name,lane-name', 'font-size:12px;font-weight:600'),
    rule('small', 'font-size:10.5px'),
    rule('axis', 'font-size:11px'),
    rule('axis-upper', 'font-size:11px;font-weight:600'),
    rule('pull', 'stroke-width:1.5'),
    rule('pole', 'stroke-dasharray:2 3;fill:none'),
    rule('pole-top,event-edge,middle,grid,grid-strong,row,bars-pull,notch-push,notch-pull', 'stroke-width:1'),
    rule('event-tint', 'fill-opacity:.45'),
  ].join('');
  return (
    fixed +
    themed(theme, (colours) =>
      [
        rule('paper', `fill:${colours.paper}`),
        rule('panel', `fill:${colours.panel};stroke:${colours.line}`),
        rule('heading,label,in-pull,phase-name,lane-name,axis-upper', `fill:${colours.ink}`),
        // A halo keeps words that stand on lines and tints readable.
        rule(
          'label',
          `paint-order:stroke;stroke:${colours.paper};stroke-width:3;stroke-opacity:.85;stroke-linejoin:round`,
        ),
        rule('small,axis', `fill:${colours.inkFaint}`),
        rule('in-push', `fill:${colours.accentInk}`),
        rule('push', `fill:${colours.push}`),
        rule('pull', `fill:${colours.pullTint};stroke:${colours.pull}`),
        rule('notch-push', `stroke:${colours.accentInk}`),
        rule('notch-pull', `stroke:${colours.pull}`),
        rule('bars-push,aim-push', `fill:${colours.push}`),
        rule('aim-pull', `fill:${colours.pull}`),
        rule('bars-pull', `fill:${colours.pullTint};stroke:${colours.pull}`),
        rule('middle', `stroke:${colours.inkFaint}`),
        rule('phase', `fill:${colours.sunken};stroke:${colours.line}`),
        rule('weekend', `fill:${colours.sunken}`),
        rule('grid', `stroke:${colours.line};stroke-opacity:.55`),
        rule('grid-strong,row', `stroke:${colours.line}`),
        rule('flag', `fill:${colours.goal}`),
        rule('waits', `fill:${colours.goal};stroke:${colours.paper}`),
        rule('pole,pole-top', `stroke:${colours.goal}`),
        rule('event,event-tint', `fill:${colours.eventTint}`),
        rule('event-edge', `stroke:${colours.event};stroke-width:2`),
      ].join(''),
    )
  );
}

import { memo, useMemo } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { anchorOf, anchorsOf } from '#campaign/ties.ts';
import type { Selection } from '../session/session.ts';
import { GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';
import { CARD_HEIGHT, type Card, type Layout } from './layout.ts';

/** What hangs from what is selected, and what that hangs from: a line down from each anchor and across to the mark. */

interface TiesProps {
  campaign: Campaign;
  scale: Scale;
  layout: Layout;
  selection: Selection | null;
}

/** More lines say nothing any more. */
const MOST_LINES = 400;

interface Line {
  key: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
}

export const Ties = memo(function Ties({ campaign, scale, layout, selection }: TiesProps) {
  const lines = useMemo(() => linesOf(campaign, scale, layout, selection), [campaign, scale, layout, selection]);
  if (lines.length === 0) return null;
  return (
    <svg className="ties" aria-hidden>
      {lines.map(({ key, from, to }) => (
        <g key={key}>
          <path d={`M${from.x} ${from.y}V${to.y}H${to.x}`} />
          <circle cx={to.x} cy={to.y} r={3} />
        </g>
      ))}
    </svg>
  );
});

function linesOf(campaign: Campaign, scale: Scale, { cards }: Layout, selection: Selection | null): Line[] {
  const isSelected = (kind: string, id: string) => selection?.kind === kind && selection.ids.includes(id);
  const tied = campaign.touchpoints.flatMap(({ id, tie }) => {
    if (!tie) return [];
    const anchor = anchorOf(tie);
    return isSelected('touchpoint', id) || isSelected(anchor.kind, anchor.id) ? [{ id, anchor }] : [];
  });
  if (tied.length === 0) return [];
  const days = new Map(anchorsOf(campaign).map(({ kind, id, day }) => [`${kind} ${id}`, day]));
  const cardOf = new Map(cards.toReversed().map((card) => [card.touchpoint.id, card]));
  return tied.slice(0, MOST_LINES).flatMap(({ id, anchor: { kind, id: anchorId } }): Line[] => {
    const card = cardOf.get(id);
    const day = days.get(`${kind} ${anchorId}`);
    if (!card || day === undefined) return [];
    const above = kind === 'touchpoint' ? cardOf.get(anchorId) : undefined;
    // An anchor that stands above the rows lets its line down from their upper edge.
    const from = above ? startOf(above) : { x: GUTTER + leftOf(scale, day), y: 0 };
    return [{ key: id, from, to: startOf(card) }];
  });
}

const startOf = ({ left, top }: Card) => ({ x: GUTTER + left, y: top + CARD_HEIGHT / 2 });

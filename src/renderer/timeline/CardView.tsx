import { Diamond, Lock } from 'lucide-react';
import { memo } from 'react';
import { atWork } from '#campaign/atWork.ts';
import { waits } from '#campaign/decisions.ts';
import { isGoing, type Campaign } from '#campaign/document.ts';
import { isLocked } from '#campaign/locked.ts';
import { occurrenceDays } from '#campaign/occurrences.ts';
import { isNeverSent, isRepeated } from '#campaign/sending.ts';
import { statusOf } from '#campaign/status.ts';
import { isSameWorkplace } from '#campaign/workingDays.ts';
import type { EffectSign } from '../effects/effects.ts';
import { CHANNEL_ICONS } from '../kit/channelIcons.ts';
import { useHeldSends } from '../series/heldSends.ts';
import { Sends } from '../series/Sends.tsx';
import type { ShownState } from '../standing/standing.ts';
import { spokenTouchpoint } from '../items/spoken.ts';
import { CARD_HEIGHT, type Card } from './layout.ts';
import { t } from '../text/text.ts';
import { GUTTER } from '../viewport/viewport.ts';
import './card.css';
import './status.css';

/** The name of so wide a card goes along with the scrolling. It is a layer of its own then, drawn in every frame: hundreds of short ones are not. */
const LONG_CARD = 160;

interface CardViewProps {
  card: Card;
  pixelsPerDay: number;
  campaign: Campaign;
  isSelected: boolean;
  isTabStop: boolean;
  /** By the campaign's clock: with it a card may become overdue. */
  statusDay: number;
  effect: EffectSign | undefined;
  /** What became of what was approved of it. */
  state: ShownState | undefined;
}

/** One touchpoint. Push is an arrow, pull a pill, and what repeats a rail with its sends: the shape says it without colour. */
export const CardView = memo(
  function CardView({ card, pixelsPerDay, campaign, isSelected, isTabStop, statusDay, effect, state }: CardViewProps) {
    const { rowId, left, top, width } = card;
    const touchpoint = atWork(campaign, card.touchpoint);
    const name = card.name();
    const held = useHeldSends(touchpoint.id);
    const planned = spokenTouchpoint(campaign, touchpoint, rowId, statusDay);
    const spoken = held.size > 0 ? t('timeline.spoken.held', { spoken: planned, count: held.size }) : planned;
    const status = statusOf(touchpoint, statusDay);
    const said =
      state === undefined ? spoken : t('publishing.spoken', { spoken, state: t(`publishing.state.${state}`) });
    const Icon = CHANNEL_ICONS[touchpoint.channel];
    const isSeries = isRepeated(touchpoint) && touchpoint.days > 1;
    const classes = [
      'card',
      `card-${touchpoint.direction}`,
      isSeries ? 'is-series' : name?.side === 'inside' ? 'is-named' : 'is-solid',
      isGoing(touchpoint) && !isNeverSent(touchpoint) ? '' : 'is-cancelled',
    ];
    return (
      <div
        className={classes.filter(Boolean).join(' ')}
        data-kind="touchpoint"
        data-id={touchpoint.id}
        data-row={rowId}
        data-card-id={touchpoint.id}
        data-start={touchpoint.start}
        data-days={touchpoint.days}
        data-mark=""
        data-status={status}
        data-effect={effect}
        data-held={(held.size > 0 && !isSeries) || undefined}
        role="button"
        aria-pressed={isSelected}
        aria-label={effect ? t(`effects.sign.${effect}`, { spoken: said }) : said}
        tabIndex={isTabStop ? 0 : -1}
        style={{ left: GUTTER + left, top, width, height: CARD_HEIGHT }}
      >
        {state !== undefined ? (
          <span className="card-delivery" data-state={state} aria-hidden />
        ) : status === 'sent' || status === 'overdue' ? (
          <span className="card-status" aria-hidden />
        ) : null}
        {effect ? <span className="card-effect" aria-hidden /> : null}
        {isSeries ? <Sends touchpoint={touchpoint} width={width} pixelsPerDay={pixelsPerDay} held={held} /> : null}
        {isLocked(touchpoint) && !name ? <Lock aria-hidden className="card-lock" /> : null}
        {name ? (
          <span
            className={`card-label card-label-${name.side}`}
            data-travels={(name.side === 'inside' && width >= LONG_CARD) || undefined}
            style={{ maxWidth: name.room }}
          >
            <Icon aria-hidden className="card-icon" />
            <span className="card-name" dir="auto">
              {touchpoint.name}
            </span>
            {waits(touchpoint) ? <Diamond aria-hidden className="card-waits" /> : null}
            {isLocked(touchpoint) ? <Lock aria-hidden className="card-lock" /> : null}
            {isSeries ? (
              // Drawn by its style: it is said in other words already.
              <span
                className="card-count figure"
                data-count={t('series.badge', { count: occurrenceDays(touchpoint).length })}
              />
            ) : null}
          </span>
        ) : null}
      </div>
    );
  },
  (a, b) =>
    a.isSelected === b.isSelected &&
    a.isTabStop === b.isTabStop &&
    a.statusDay === b.statusDay &&
    a.effect === b.effect &&
    a.state === b.state &&
    a.pixelsPerDay === b.pixelsPerDay &&
    a.card.touchpoint === b.card.touchpoint &&
    a.card.left === b.card.left &&
    a.card.top === b.card.top &&
    a.card.width === b.card.width &&
    isSameName(a.card, b.card) &&
    a.campaign.lanes === b.campaign.lanes &&
    isSameWorkplace(a.campaign, b.campaign) &&
    a.campaign.phases === b.campaign.phases,
);

function isSameName(a: Card, b: Card): boolean {
  const [one, other] = [a.name(), b.name()];
  return one?.side === other?.side && one?.room === other?.room;
}

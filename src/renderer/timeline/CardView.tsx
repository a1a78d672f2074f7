import {
  CalendarClock,
  Clapperboard,
  Globe,
  GraduationCap,
  Handshake,
  Hash,
  Image,
  Mail,
  Phone,
  Presentation,
  Share2,
  Smartphone,
  UserCheck,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { memo } from 'react';
import { isGoing, type Campaign, type Channel } from '#campaign/document.ts';
import { formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';
import { spokenPlace } from './items.ts';
import { CARD_HEIGHT, type Card } from './layout.ts';
import { GUTTER } from '../viewport/viewport.ts';

export const CHANNEL_ICONS: Record<Channel, LucideIcon> = {
  email: Mail,
  slack: Hash,
  teams: Users,
  text: Smartphone,
  calendar: CalendarClock,
  intranet: Globe,
  platform: GraduationCap,
  poster: Image,
  video: Clapperboard,
  meeting: Presentation,
  manager: UserCheck,
  peers: Handshake,
  social: Share2,
  phone: Phone,
};

interface CardViewProps {
  card: Card;
  campaign: Campaign;
  isSelected: boolean;
  isTabStop: boolean;
}

/** One touchpoint. Push is angular with a point to the right, pull is round: the shape says it without colour. */
export const CardView = memo(
  function CardView({ card, campaign, isSelected, isTabStop }: CardViewProps) {
    const { touchpoint, left, top, width, span } = card;
    const Icon = CHANNEL_ICONS[touchpoint.channel];
    return (
      <div
        className={`card card-${touchpoint.direction}${isGoing(touchpoint) ? '' : ' is-cancelled'}`}
        data-kind="touchpoint"
        data-id={touchpoint.id}
        role="button"
        aria-pressed={isSelected}
        aria-label={spokenPlace(campaign, { kind: 'touchpoint', id: touchpoint.id })}
        // What a narrow card cuts off, and how long it really takes.
        title={t('timeline.card', { name: touchpoint.name, span: formatSpan(touchpoint) })}
        tabIndex={isTabStop ? 0 : -1}
        style={{ left: GUTTER + left, top, width, height: CARD_HEIGHT }}
      >
        <i className="card-span" style={{ width: Math.min(span, width) }} />
        <Icon aria-hidden className="card-icon" />
        <span className="card-name" dir="auto">
          {touchpoint.name}
        </span>
        <i className="edge edge-start" data-edge="start" />
        <i
          className="edge edge-end"
          data-edge="end"
          style={span < width ? { left: Math.max(8, span - 5), right: 'auto' } : undefined}
        />
      </div>
    );
  },
  (a, b) =>
    a.isSelected === b.isSelected &&
    a.isTabStop === b.isTabStop &&
    a.card.touchpoint === b.card.touchpoint &&
    a.card.left === b.card.left &&
    a.card.top === b.card.top &&
    a.card.width === b.card.width &&
    a.campaign.lanes === b.campaign.lanes,
);

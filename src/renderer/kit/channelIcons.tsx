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
import { CHANNELS, type Channel } from '#campaign/document.ts';

/** A sign for each channel. */
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

/** The signs drawn once, so that hundreds of cards only point at them. */
export function ChannelSprite() {
  return (
    <svg width={0} height={0} className="visually-hidden" aria-hidden>
      {CHANNELS.map((channel) => {
        const Icon = CHANNEL_ICONS[channel];
        return (
          <symbol key={channel} id={`channel-${channel}`} viewBox="0 0 24 24">
            <Icon />
          </symbol>
        );
      })}
    </svg>
  );
}

/** A sign of the sprite. */
export function ChannelIcon({ channel, className }: { channel: Channel; className: string }) {
  return (
    <svg className={className} aria-hidden>
      <use href={`#channel-${channel}`} />
    </svg>
  );
}

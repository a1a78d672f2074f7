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
import type { Channel } from '#campaign/document.ts';

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

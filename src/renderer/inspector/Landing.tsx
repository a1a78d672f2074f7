import type { Span } from '#campaign/calendar.ts';
import { useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { spanAfter, spanOf, type Place } from '../items/place.ts';
import { daysInWords } from '../items/words.ts';

/** Where something would go while it is moved. The fields below wait until it is dropped. */
export function Landing({ place }: { place: Place }) {
  const text = useSession(({ open }) => {
    if (!open?.draft) return '';
    const [before, after] = [spanOf(open.campaign, place), spanAfter(open.campaign, open.draft, place)];
    if (!before || !after || (before.start === after.start && before.days === after.days)) return '';
    const inWords = (span: Span) => daysInWords(open.campaign, span, 'medium', place.kind);
    return t('inspector.landing', { before: inWords(before), after: inWords(after) });
  });
  // It is said by whatever moves it.
  return text === '' ? null : (
    <p className="inspector-landing figure" aria-hidden>
      {text}
    </p>
  );
}

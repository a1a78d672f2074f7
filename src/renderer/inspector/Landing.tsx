import { formatSpan } from '../locale.ts';
import { useSession } from '../session/session.ts';
import { t } from '../text/text.ts';
import { spanAfter, spanOf, type Place } from '../items/place.ts';

/** Where something would go while it is moved. The fields below wait until it is dropped. */
export function Landing({ place }: { place: Place }) {
  const text = useSession(({ open }) => {
    if (!open?.draft) return '';
    const [before, after] = [spanOf(open.campaign, place), spanAfter(open.campaign, open.draft, place)];
    if (!before || !after || (before.start === after.start && before.days === after.days)) return '';
    return t('inspector.landing', { before: formatSpan(before, 'medium'), after: formatSpan(after, 'medium') });
  });
  // It is said by whatever moves it.
  return text === '' ? null : (
    <p className="inspector-landing figure" aria-hidden>
      {text}
    </p>
  );
}

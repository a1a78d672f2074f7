import { TriangleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import { hearings, type Hearing } from '#campaign/checks/hearing.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { dayFormats } from '../locale.ts';
import { t } from '../text/text.ts';
import { agreed } from './agreed.ts';
import { languageName } from './languages.ts';

const known = new WeakMap<Campaign, Map<string, Hearing>>();

/** What the plan says to a segment: how much, whether a launch comes to it, and in which language. */
export function HearingWords({ campaign, segment }: { campaign: Campaign; segment: Segment }) {
  const settled = useDeferredValue(campaign);
  let all = known.get(settled);
  if (!all) known.set(settled, (all = hearings(settled)));
  const hearing = all.get(segment.id);
  if (!hearing) return null;
  const { touchpoints, messages, launch } = hearing;
  return (
    <div className="hearing">
      {touchpoints === 0 ? (
        <Lack>{t('audience.hearsNothing')}</Lack>
      ) : (
        <p>{t('audience.hears', { count: touchpoints, messages: t('audience.messages', { count: messages }) })}</p>
      )}
      {launch ? (
        <p>{t('audience.launch', { name: launch.name, day: dayFormats.dated(launch.day) })}</p>
      ) : launch === null ? (
        <Lack>{t('audience.noLaunch')}</Lack>
      ) : null}
      {messages > 0 ? (
        <Languages
          hearing={hearing}
          language={languageName(segment.language)}
          isShared={agreed(settled.segments, 'language') !== undefined}
        />
      ) : null}
    </div>
  );
}

interface LanguagesProps {
  hearing: Hearing;
  language: string;
  /** All segments read it: messages need not say so. */
  isShared: boolean;
}

function Languages({ hearing: { messages, own, other, unsaid }, language, isShared }: LanguagesProps) {
  if (unsaid === messages) return isShared ? null : <p>{t('audience.languageUnsaid', { language })}</p>;
  if (own === messages) return <p>{t('audience.languageOwn', { language })}</p>;
  if (own === 0) return <Lack>{t('audience.languageNone', { count: other, language })}</Lack>;
  return <p>{t('audience.languageSome', { own, count: messages, language })}</p>;
}

function Lack({ children }: { children: string }) {
  return (
    <p className="hearing-lack">
      <TriangleAlert aria-hidden />
      <span>{children}</span>
    </p>
  );
}

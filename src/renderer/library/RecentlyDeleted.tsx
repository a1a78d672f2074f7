import { ChevronRight, RotateCcw, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Removed } from '#contract/library.ts';
import { call } from '../bridge/studio.ts';
import { confirmed } from '../kit/confirm.tsx';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { dayFormats, formatAgo, formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { report, restoreCampaign } from './campaigns.ts';
import { lastsOf } from './list.ts';
import { useAnswer } from './useAnswer.ts';

/** Campaigns that were deleted and can still be brought back, at the foot of the library. */
export function RecentlyDeleted({ now }: { now: number }) {
  const { answer } = useAnswer('library.removed');
  const [isShown, setShown] = useState(false);
  const heading = useRef<HTMLButtonElement>(null);
  const campaigns = answer?.campaigns ?? [];
  if (campaigns.length === 0 && !isShown) return null;

  /** The row goes with what was done to it; the keyboard stays here. */
  const act = (work: Promise<unknown>) => {
    report(work);
    heading.current?.focus();
  };
  const askToPurge = async (campaign: Removed) => {
    const isMeant = await confirmed({
      title: t('library.purgeTitle', { name: campaign.name }),
      text: t('library.purgeText'),
      yes: t('library.purge'),
      no: t('library.purgeNot'),
    });
    if (isMeant) act(purge(campaign));
  };
  const purge = async ({ id, name }: Removed) => {
    await call('library.purge', { id });
    notify({ tone: 'done', text: t('library.purged', { name }) });
  };

  return (
    <section className="removed">
      <h2>
        <button
          ref={heading}
          type="button"
          className="removed-heading"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          <ChevronRight aria-hidden />
          {t('library.removed')}
          <span className="faint figure">{formatNumber(campaigns.length)}</span>
        </button>
      </h2>
      {isShown ? (
        <>
          <p className="soft">{t(campaigns.length > 0 ? 'library.removedLead' : 'library.removedNone')}</p>
          {campaigns.length > 0 ? (
            <ul className="campaigns">
              {campaigns.map((campaign) => (
                <li key={campaign.id} className="removed-campaign">
                  <div>
                    <strong dir="auto">{campaign.name}</strong>
                    <span className="faint">
                      {t('library.removedWhen', { ago: formatAgo(campaign.removedAt, now) })} · {lasting(campaign, now)}
                    </span>
                  </div>
                  <Button
                    icon={<RotateCcw aria-hidden />}
                    aria-label={t('library.restoreNamed', { name: campaign.name })}
                    onPress={() => act(restoreCampaign(campaign))}
                  >
                    {t('library.restore')}
                  </Button>
                  <Button
                    look="quiet"
                    icon={<Trash2 aria-hidden />}
                    aria-label={t('library.purgeNamed', { name: campaign.name })}
                    onPress={() => void askToPurge(campaign)}
                  >
                    {t('library.purge')}
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function lasting(campaign: Removed, now: number): string {
  const lasts = lastsOf(campaign, now);
  return 'day' in lasts
    ? t('library.keptUntil', { date: dayFormats.dated(lasts.day) })
    : t('library.keptDays', { count: lasts.daysInUse });
}

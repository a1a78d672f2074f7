import { ChevronRight, RotateCcw, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Removed } from '#contract/library.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { dayFormats, formatAgo, formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { report, restoreCampaign } from './campaigns.ts';
import { lastsOf } from './list.ts';
import { useAnswer } from './useAnswer.ts';

/** Campaigns that were deleted and can still be brought back, at the foot of the library. */
export function RecentlyDeleted({ now }: { now: number }) {
  const { answer } = useAnswer('library.removed');
  const [isShown, setShown] = useState(false);
  const [doomed, setDoomed] = useState<Removed | null>(null);
  const heading = useRef<HTMLButtonElement>(null);
  const campaigns = answer?.campaigns ?? [];
  if (campaigns.length === 0 && !isShown) return null;

  /** The row goes with what was done to it; the keyboard stays here. */
  const act = (work: Promise<unknown>) => {
    report(work);
    heading.current?.focus();
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
                    onPress={() => setDoomed(campaign)}
                  >
                    {t('library.purge')}
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
        </>
      ) : null}
      {doomed ? (
        <Dialog
          title={t('library.purgeTitle', { name: doomed.name })}
          isOpen
          onClose={() => setDoomed(null)}
          size="small"
          actions={
            <>
              <Button onPress={() => setDoomed(null)}>{t('library.purgeNot')}</Button>
              <Button
                look="danger"
                onPress={() => {
                  setDoomed(null);
                  act(purge(doomed));
                }}
              >
                {t('library.purge')}
              </Button>
            </>
          }
        >
          <p>{t('library.purgeText')}</p>
        </Dialog>
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

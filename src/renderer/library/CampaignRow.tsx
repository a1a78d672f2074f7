import { EllipsisVertical } from 'lucide-react';
import { memo, type KeyboardEvent } from 'react';
import type { Summary } from '#contract/library.ts';
import { inkOn } from '#language/palette.ts';
import { formatAgo, formatCompact, formatNumber, formatSpan } from '../locale.ts';
import { t } from '../text/text.ts';
import { progressOf } from './list.ts';
import { Mix } from './Mix.tsx';

/** The campaign whose menu is wanted, and the button that it belongs to. */
export interface MenuPlace {
  campaign: Summary;
  button: HTMLElement;
}

interface CampaignRowProps {
  campaign: Summary;
  today: number;
  now: number;
  onOpen: (id: string) => void;
  onMenu: (place: MenuPlace) => void;
}

/** One campaign. Made of plain elements, because there may be hundreds of them. */
export const CampaignRow = memo(function CampaignRow({ campaign, today, now, onOpen, onMenu }: CampaignRowProps) {
  const { id, name, brandName, learners, touchpoints } = campaign;
  const progress = progressOf(campaign, today);
  return (
    <li className="campaign">
      <BrandMark campaign={campaign} />
      <div className="campaign-name">
        <button
          type="button"
          className="campaign-open"
          dir="auto"
          onClick={() => onOpen(id)}
          onKeyDown={moveBetweenRows}
        >
          {name}
        </button>
        {brandName && brandName !== name ? (
          <span className="faint" dir="auto">
            {brandName}
          </span>
        ) : null}
      </div>
      <div className="campaign-when">
        <span className="figure">{formatSpan(campaign)}</span>
        <span className={progress.state === 'running' ? 'campaign-running' : 'faint'}>
          {progress.state === 'ahead'
            ? t('library.ahead', { count: progress.days })
            : progress.state === 'running'
              ? t('library.running', { week: progress.week, weeks: progress.weeks })
              : t('library.over')}
        </span>
      </div>
      <div className="campaign-who">
        <span className="figure" title={formatNumber(learners)}>
          {learners < 1_000_000
            ? t('library.learners', { count: learners })
            : t('library.learnersShort', { compact: formatCompact(learners) })}
        </span>
        <span className="faint figure">{t('library.touchpoints', { count: touchpoints })}</span>
      </div>
      <Mix push={campaign.pushTouchpoints} all={touchpoints} />
      <span className="campaign-changed faint">{formatAgo(campaign.changedAt, now)}</span>
      <button
        type="button"
        className="icon-button campaign-menu"
        aria-label={t('library.menu', { name })}
        aria-haspopup="menu"
        onClick={(event) => onMenu({ campaign, button: event.currentTarget })}
      >
        <EllipsisVertical aria-hidden />
      </button>
    </li>
  );
});

/** Arrow keys, Home and End go from campaign to campaign. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.closest('ul')!.querySelectorAll<HTMLElement>('.campaign-open')];
  const at = buttons.indexOf(event.currentTarget);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons[Math.max(0, Math.min(next, buttons.length - 1))]?.focus();
}

function BrandMark({ campaign: { primaryColour, accentColour, brandName, name } }: { campaign: Summary }) {
  const [letter] = (brandName || name).trim().toLocaleUpperCase();
  return (
    <span className="brand-mark" style={{ background: primaryColour, color: inkOn(primaryColour) }} aria-hidden>
      {letter}
      <span style={{ background: accentColour }} />
    </span>
  );
}

import { useMemo, useState } from 'react';
import { beyondCap, waysOutOf, type WayOut } from '#campaign/fullWeeks.ts';
import { GoalsBeforeAfter, useTriedOut } from '../forecast/GoalsBeforeAfter.tsx';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { dayFormats, formatNumber } from '../locale.ts';
import { executeWithOffer } from '../session/offers.ts';
import { stateOf, useStanding } from '../standing/standing.ts';
import { tryOut } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { kept, t } from '../text/text.ts';
import './fullWeek.css';

interface FullWeekProps {
  /** An epoch day. */
  monday: number;
  onClose: () => void;
}

/** What may be done about a week in which people get more messages than the cap allows, each with what it does to the goals. Nothing is done unasked. */
export function FullWeek({ monday, onClose }: FullWeekProps) {
  const campaign = useCampaign();
  const standing = useStanding((state) => state.standing);
  const ways = useMemo(
    () => waysOutOf(campaign, monday, DIGEST, ({ id }) => OUT.has(stateOf(standing, id) ?? '')),
    [campaign, monday, standing],
  );
  const [chosen, setChosen] = useState<WayOut['kind'] | null>(null);
  const way = ways.find(({ kind }) => kind === chosen);
  useTriedOut(campaign, way?.commands ?? null);

  function take() {
    if (!way) return;
    tryOut(null);
    const text = t(`fullWeek.done.${way.kind}`, { count: way.steps.length });
    if (executeWithOffer(way.commands, text)) onClose();
  }
  const over = beyondCap(campaign, monday);
  return (
    <Dialog
      title={t('fullWeek.title', { week: dayFormats.dated(monday) })}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" isDisabled={!way} onPress={take}>
            {t('fullWeek.take')}
          </Button>
        </>
      }
    >
      <div className="full-week">
        <p>
          {t('fullWeek.lead', { count: over, cap: formatNumber(campaign.contact.capPerWeek) })}{' '}
          {ways.length === 0 && over > 0 ? t('fullWeek.none') : null}
        </p>
        {ways.length > 0 ? <GoalsBeforeAfter campaign={campaign} /> : null}
        <fieldset className="full-week-ways">
          <legend className="visually-hidden">{t('fullWeek.ways')}</legend>
          {ways.map(({ kind, steps, left }) => (
            <div key={kind} className="full-week-way" data-chosen={kind === chosen || undefined}>
              <input
                type="radio"
                name="full-week"
                id={`full-week-${kind}`}
                checked={kind === chosen}
                onChange={() => setChosen(kind)}
              />
              <label htmlFor={`full-week-${kind}`}>
                <strong>{t(`fullWeek.kind.${kind}`)}</strong>
              </label>
              <ul>
                {steps.map(({ touchpoint, day, to, into, called }) => (
                  <li key={`${touchpoint.id} ${day}`}>
                    {to !== undefined
                      ? t('fullWeek.moves', {
                          name: touchpoint.name,
                          from: dayFormats.weekdayDated(day),
                          to: dayFormats.weekdayDated(to),
                        })
                      : into
                        ? t('fullWeek.merges', { name: touchpoint.name, into: into.name, called: called ?? into.name })
                        : t('fullWeek.drops', { name: touchpoint.name, from: dayFormats.weekdayDated(day) })}
                  </li>
                ))}
              </ul>
              {left > 0 ? <p className="soft">{t('fullWeek.left', { count: left })}</p> : null}
            </div>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}

/** What of it may have left is not touched any more. */
const OUT = new Set<string>(['sent', 'claimed', 'unknown']);
const MOST_NAMED = 3;

/** How a digest is called, in words that are kept in the plan. */
const DIGEST = {
  name: (all: readonly string[]) =>
    all.length > MOST_NAMED
      ? kept('fullWeek.digestMore', { names: all.slice(0, MOST_NAMED).join(', '), count: all.length - MOST_NAMED })
      : kept('fullWeek.digest', { names: all.join(', ') }),
  subject: ([first = '', ...others]: readonly string[]) =>
    others.length === 0 ? first : kept('fullWeek.subjectMore', { subject: first, count: others.length }),
};

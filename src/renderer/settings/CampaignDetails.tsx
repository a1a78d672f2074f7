import { Dices } from 'lucide-react';
import { useState } from 'react';
import { dayOf, lastDateOf } from '#campaign/calendar.ts';
import type { SimpleCommand } from '#campaign/commands.ts';
import type { Campaign } from '#campaign/document.ts';
import { LONGEST_NAME, MOST, MOST_ROLLING_WEEKS } from '#campaign/limits.ts';
import { moveCampaign, movesAlong as movesAlongAlways } from '#campaign/moveCampaign.ts';
import { staysOnDate } from '#campaign/ties.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { SwitchField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { formats } from '../locale.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { execute } from '../session/session.ts';
import { t } from '../text/text.ts';
import { Section } from '../kit/Screen.tsx';
import { againstLast } from '../kit/SpanFields.tsx';
import { ZoneField } from '../kit/ZoneField.tsx';

/** Half a year, to begin with. */
const USUAL_WEEKS = 26;
const LARGEST_SEED = 4_294_967_295;

/** Name, kind, dates, zone and seed of the campaign. */
export function CampaignDetails({ campaign }: { campaign: Campaign }) {
  const [movesAlong, setMovesAlong] = useState(true);
  const edit = (changes: Extract<SimpleCommand, { type: 'setDetails' }>['changes']) =>
    execute({ type: 'setDetails', changes });
  /** False where somebody is asked or told first: until then the date is as it was. */
  const moveTo = (start: string): boolean => {
    const isAllFree = campaign.events.every(movesAlongAlways) && !campaign.touchpoints.some(staysOnDate);
    if (isAllFree) return execute(moveCampaign(campaign, start));
    openOverlay('moveCampaign', { start });
    return false;
  };
  return (
    <>
      <Section title={t('settings.campaign')}>
        <div className="screen-fields">
          <div className="screen-field-wide">
            <TextField
              label={t('settings.name')}
              value={campaign.name}
              required
              maxLength={LONGEST_NAME}
              onCommit={(name) => edit({ name })}
            />
          </div>
          <div className="screen-field-wide">
            <TextField
              label={t('settings.description')}
              value={campaign.description}
              lines={4}
              maxLength={MOST.text}
              hint={t('settings.descriptionHint')}
              onCommit={(description) => edit({ description })}
            />
          </div>
          <div className="field screen-field-wide">
            <span className="field-label">{t('settings.vocabulary')}</span>
            <span>
              <Segmented
                label={t('settings.vocabulary')}
                value={campaign.vocabulary}
                options={(['learning', 'career'] as const).map((id) => ({ id, label: t(`settings.vocabulary.${id}`) }))}
                onChange={(vocabulary) => vocabulary !== campaign.vocabulary && edit({ vocabulary })}
              />
            </span>
            <span className="field-hint">{t(`settings.vocabularyHint.${campaign.vocabulary}`)}</span>
          </div>
        </div>
      </Section>
      <Section title={t('settings.when')}>
        <div className="screen-fields">
          <DateField
            label={t('settings.start')}
            value={campaign.start}
            onCommit={(start) => (movesAlong ? moveTo(start) : edit({ start }))}
          />
          <DateField
            label={t('settings.end')}
            value={lastDateOf(campaign)}
            objectTo={(last) => againstLast(campaign.start, last)}
            hint={t('settings.length', { count: campaign.days, weeks: formats.upTo(campaign.days / 7, 1) })}
            onCommit={(end) => edit({ days: dayOf(end) - dayOf(campaign.start) + 1 })}
          />
          <ZoneField label={t('settings.zone')} value={campaign.timeZone} onCommit={(timeZone) => edit({ timeZone })} />
          <div className="screen-field-wide">
            <SwitchField label={t('settings.moveAlong')} value={movesAlong} onCommit={setMovesAlong} />
            <p className="field-hint">{t('settings.moveAlongHint')}</p>
          </div>
          <div className="screen-field-wide">
            <SwitchField
              label={t('settings.rolling')}
              value={campaign.rolling !== undefined}
              onCommit={(rolls) => edit({ rolling: rolls ? { weeks: USUAL_WEEKS } : null })}
            />
            <p className="field-hint">{t('settings.rollingHint')}</p>
          </div>
          {campaign.rolling ? (
            <NumberField
              label={t('settings.rollingWeeks')}
              value={campaign.rolling.weeks}
              min={0}
              max={MOST_ROLLING_WEEKS}
              step={1}
              hint={t('settings.rollingWeeksHint')}
              onCommit={(weeks) => edit({ rolling: { weeks } })}
            />
          ) : null}
        </div>
      </Section>
      <Section title={t('settings.forecast')}>
        <div className="settings-seed">
          <NumberField
            label={t('settings.seed')}
            value={campaign.seed}
            min={0}
            max={LARGEST_SEED}
            step={1}
            format={{ useGrouping: false }}
            hint={t('settings.seedHint')}
            onCommit={(seed) => edit({ seed })}
          />
          <Button icon={<Dices aria-hidden />} onPress={() => edit({ seed: otherSeed(campaign.seed) })}>
            {t('settings.newSeed')}
          </Button>
        </div>
      </Section>
    </>
  );
}

function otherSeed(seed: number): number {
  const [next] = crypto.getRandomValues(new Uint32Array(1));
  return next === seed ? (seed + 1) % LARGEST_SEED : next!;
}

import { useState } from 'react';
import { getsTo } from '#campaign/reach.ts';
import type { Brand, Campaign, Idea } from '#campaign/document.ts';
import { isBlank, renderMessage } from '#campaign/message.ts';
import { Segmented } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { locale } from '../locale.ts';
import { t } from '../text/text.ts';
import { LOOKS, Preview, type Look } from './Preview.tsx';

const lookOf = ({ channel }: Idea): Look => LOOKS.find((look) => look === channel) ?? 'email';

interface ReadersProps {
  campaign: Campaign;
  touchpoint: Idea;
  /** Colours that are being tried, in place of the campaign's. */
  brand?: Brand;
}

/** A touchpoint's message as the people of a segment read it. */
export function Readers({ campaign, touchpoint, brand = campaign.brand }: ReadersProps) {
  const [look, setLook] = useState<Look>();
  const [segmentId, setSegmentId] = useState<string>();
  const readers = campaign.segments.filter((segment) => getsTo(touchpoint, segment));
  const segment = readers.find(({ id }) => id === segmentId) ?? readers[0];
  const message = renderMessage({ ...campaign, brand }, touchpoint, segment, locale);
  return (
    <div className="readers">
      <div className="readers-choices">
        {readers.length > 1 ? (
          <SelectField
            label={t('preview.segment')}
            value={segment!.id}
            options={readers.map(({ id, name }) => ({ id, label: name }))}
            onCommit={setSegmentId}
          />
        ) : null}
        <Segmented
          label={t('preview.look')}
          value={look ?? lookOf(touchpoint)}
          options={LOOKS.map((id) => ({ id, label: t(`preview.look.${id}`) }))}
          onChange={setLook}
        />
      </div>
      {message.missing.length > 0 ? (
        <p className="readers-missing">{t('preview.missing', { tokens: message.missing.join(', ') })}</p>
      ) : null}
      {isBlank(message) ? (
        <p className="soft">{t('preview.blank')}</p>
      ) : (
        <Preview
          brand={brand}
          look={look ?? lookOf(touchpoint)}
          words={{
            subject: message.subject,
            body: message.body,
            signOff: message.signOff,
            language: touchpoint.message.language ?? segment?.language,
            time: touchpoint.time.at ?? segment?.preferredTime ?? t('brand.time'),
            ...(message.callToAction && { action: message.callToAction.label }),
          }}
        />
      )}
    </div>
  );
}

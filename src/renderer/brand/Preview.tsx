import { useState, type CSSProperties } from 'react';
import type { Brand } from '#campaign/document.ts';
import { Segmented } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { inkOn } from './contrast.ts';

const CHANNELS = ['email', 'slack', 'teams'] as const;
type PreviewChannel = (typeof CHANNELS)[number];

/** A first message in the campaign's brand, as each channel shows it. */
export function Preview({ brand }: { brand: Brand }) {
  const [channel, setChannel] = useState<PreviewChannel>('email');
  const name = brand.name.trim() || t('brand.unnamed');
  const message = {
    name,
    subject: t('brand.sampleSubject', { name }),
    paragraphs: t('brand.sampleBody', { promise: brand.promise.trim() || t('brand.samplePromise') }).split('\n\n'),
    action: t('brand.sampleAction'),
  };
  const colours = {
    '--brand-primary': brand.primaryColour,
    '--brand-primary-ink': inkOn(brand.primaryColour),
    '--brand-accent': brand.accentColour,
    '--brand-accent-ink': inkOn(brand.accentColour),
  } as CSSProperties;
  const parts = { brand, ...message };
  return (
    <div className="preview">
      <Segmented
        label={t('brand.preview')}
        value={channel}
        options={CHANNELS.map((id) => ({ id, label: t(`brand.${id}`) }))}
        onChange={setChannel}
      />
      <div className={`preview-${channel}`} style={colours}>
        {channel === 'email' ? <Email {...parts} /> : channel === 'slack' ? <Slack {...parts} /> : <Teams {...parts} />}
      </div>
    </div>
  );
}

interface Parts {
  brand: Brand;
  name: string;
  subject: string;
  paragraphs: string[];
  action: string;
}

function Email({ brand, name, subject, paragraphs, action }: Parts) {
  return (
    <>
      <div className="preview-envelope">
        <Avatar brand={brand} name={name} />
        <div>
          <strong dir="auto">{subject}</strong>
          <span className="soft" dir="auto">
            {t('brand.from', { name })} · {t('brand.time')}
          </span>
        </div>
      </div>
      <div className="preview-sheet">
        <div className="preview-banner">
          {brand.logo ? <img src={brand.logo} alt={t('brand.logoAlt', { name })} /> : null}
          <span dir="auto">{name}</span>
        </div>
        <div className="preview-letter">
          <Paragraphs paragraphs={paragraphs} />
          <span className="preview-action">{action}</span>
          {brand.signOff ? (
            <p className="preview-signoff" dir="auto">
              {brand.signOff}
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Slack({ brand, name, subject, paragraphs, action }: Parts) {
  return (
    <>
      <Avatar brand={brand} name={name} />
      <div className="preview-chat">
        <p className="preview-sender">
          <strong dir="auto">{name}</strong> <span className="preview-app">{t('brand.app')}</span>{' '}
          <span className="faint figure">{t('brand.time')}</span>
        </p>
        <div className="preview-attachment">
          <strong dir="auto">{subject}</strong>
          <Paragraphs paragraphs={paragraphs} />
          {brand.signOff ? <p dir="auto">{brand.signOff}</p> : null}
          <span className="preview-outline">{action}</span>
        </div>
      </div>
    </>
  );
}

function Teams({ brand, name, subject, paragraphs, action }: Parts) {
  return (
    <>
      <Avatar brand={brand} name={name} />
      <div className="preview-chat">
        <p className="preview-sender">
          <strong dir="auto">{name}</strong> <span className="faint figure">{t('brand.time')}</span>
        </p>
        <div className="preview-card">
          <span className="preview-stripe" />
          <div className="preview-card-head">
            {brand.logo ? <img src={brand.logo} alt={t('brand.logoAlt', { name })} /> : null}
            <strong dir="auto">{subject}</strong>
          </div>
          <Paragraphs paragraphs={paragraphs} />
          {brand.signOff ? <p dir="auto">{brand.signOff}</p> : null}
          <span className="preview-outline">{action}</span>
        </div>
      </div>
    </>
  );
}

function Avatar({ brand, name }: { brand: Brand; name: string }) {
  const [letter] = name.toLocaleUpperCase();
  return (
    <span className="preview-avatar" aria-hidden>
      {brand.logo ? <img src={brand.logo} alt="" /> : letter}
    </span>
  );
}

function Paragraphs({ paragraphs }: { paragraphs: string[] }) {
  return paragraphs.map((paragraph) => (
    <p key={paragraph} dir="auto">
      {paragraph}
    </p>
  ));
}

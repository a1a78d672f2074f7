import type { CSSProperties, ReactNode } from 'react';
import type { Brand, Channel } from '#campaign/document.ts';
import { inkOn } from '#language/palette.ts';
import { t } from '../text/text.ts';
import './preview.css';

/** The places whose look is known. */
export const LOOKS = ['email', 'slack', 'teams'] as const satisfies Channel[];
export type Look = (typeof LOOKS)[number];

/** What somebody reads, with every token filled in. */
export interface Words {
  subject: string;
  body: string;
  signOff: string;
  /** Clock time at which it arrives. */
  time: string;
  /** The language that it is written in. */
  language?: string | undefined;
  /** On the button; without one there is none. */
  action?: string;
}

/** A message in a brand, as it looks in one place. */
export function Preview({ brand, look, words }: { brand: Brand; look: Look; words: Words }) {
  const name = brand.name.trim() || t('brand.unnamed');
  const colours = {
    '--brand-primary': brand.primaryColour,
    '--brand-primary-ink': inkOn(brand.primaryColour),
    '--brand-accent': brand.accentColour,
    '--brand-accent-ink': inkOn(brand.accentColour),
  } as CSSProperties;
  const paragraphs = words.body.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  const parts = { ...words, brand, name, paragraphs };
  return (
    <div className={`preview preview-${look}`} style={colours}>
      {look === 'email' ? <Email {...parts} /> : look === 'slack' ? <Slack {...parts} /> : <Teams {...parts} />}
    </div>
  );
}

interface Parts extends Words {
  brand: Brand;
  name: string;
  paragraphs: string[];
}

function Email({ brand, name, subject, paragraphs, signOff, time, action, language }: Parts) {
  return (
    <>
      <div className="preview-envelope">
        <Avatar brand={brand} name={name} />
        <div>
          <strong dir="auto" lang={language}>
            {subject}
          </strong>
          <span className="soft" dir="auto">
            {t('brand.from', { name })} · {time}
          </span>
        </div>
      </div>
      <div className="preview-sheet">
        <div className="preview-banner">
          {brand.logo ? <img src={brand.logo} alt={t('brand.logoAlt', { name })} /> : null}
          <span dir="auto">{name}</span>
        </div>
        <div className="preview-letter">
          <Paragraphs paragraphs={paragraphs} language={language} />
          {action ? (
            <span className="preview-action" dir="auto" lang={language}>
              {action}
            </span>
          ) : null}
          {signOff ? (
            <p className="preview-signoff" dir="auto">
              {signOff}
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Slack({ brand, name, subject, paragraphs, signOff, time, action, language }: Parts) {
  return (
    <Chat brand={brand} name={name} time={time} sign={<span className="preview-app">{t('brand.app')}</span>}>
      <div className="preview-attachment">
        <strong dir="auto" lang={language}>
          {subject}
        </strong>
        <Text paragraphs={paragraphs} signOff={signOff} action={action} language={language} />
      </div>
    </Chat>
  );
}

function Teams({ brand, name, subject, paragraphs, signOff, time, action, language }: Parts) {
  return (
    <Chat brand={brand} name={name} time={time}>
      <div className="preview-card">
        <span className="preview-stripe" />
        <div className="preview-card-head">
          {brand.logo ? <img src={brand.logo} alt={t('brand.logoAlt', { name })} /> : null}
          <strong dir="auto" lang={language}>
            {subject}
          </strong>
        </div>
        <Text paragraphs={paragraphs} signOff={signOff} action={action} language={language} />
      </div>
    </Chat>
  );
}

interface ChatProps extends Pick<Parts, 'brand' | 'name' | 'time'> {
  /** Stands beside the sender's name. */
  sign?: ReactNode;
  children: ReactNode;
}

function Chat({ brand, name, time, sign, children }: ChatProps) {
  return (
    <>
      <Avatar brand={brand} name={name} />
      <div className="preview-chat">
        <p className="preview-sender">
          <strong dir="auto">{name}</strong> {sign} <span className="faint figure">{time}</span>
        </p>
        {children}
      </div>
    </>
  );
}

/** What stands below a subject in a chat. */
function Text({
  paragraphs,
  signOff,
  action,
  language,
}: Pick<Parts, 'paragraphs' | 'signOff' | 'action' | 'language'>) {
  return (
    <>
      <Paragraphs paragraphs={paragraphs} language={language} />
      {signOff ? <p dir="auto">{signOff}</p> : null}
      {action ? (
        <span className="preview-outline" dir="auto" lang={language}>
          {action}
        </span>
      ) : null}
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

function Paragraphs({ paragraphs, language }: Pick<Parts, 'paragraphs' | 'language'>) {
  return paragraphs.map((paragraph, place) => (
    // oxlint-disable-next-line react/no-array-index-key -- two paragraphs may say the same
    <p key={place} dir="auto" lang={language}>
      {paragraph}
    </p>
  ));
}

import { ImagePlus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Brand as BrandKit } from '#campaign/document.ts';
import { LONGEST_NAME, MOST } from '#campaign/limits.ts';
import { contrast, dark, inkOn, light } from '#language/palette.ts';
import { explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField, TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { formats } from '../locale.ts';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { Screen, Section } from '../kit/Screen.tsx';
import { Readers } from '../preview/Readers.tsx';
import { Sample } from '../preview/Sample.tsx';
import { t } from '../text/text.ts';
import { ColourField } from './ColourField.tsx';
import { legibility } from './contrast.ts';
import { logoFrom } from './logo.ts';
import './brand.css';

/** The pages that colours of a brand most often stand on, whatever the look of the studio. */
const WHITE = light.panel;
const DARK = dark.panel;

/** The brand kit, and what messages look like in it. */
export function Brand() {
  const { brand } = useCampaign();
  /** Colours that the picker passes over, seen in the preview and not kept. */
  const [tried, setTried] = useState<Partial<BrandKit>>({});
  const shown = { ...brand, ...tried };
  const edit = (changes: Partial<BrandKit>) => {
    setTried({});
    return execute({ type: 'editBrand', changes });
  };
  const removeLogo = () => execute({ type: 'editBrand', changes: { logo: null } });
  const setLogo = async (file: File | undefined) => {
    if (!file) return;
    try {
      edit({ logo: await logoFrom(file) });
    } catch (error) {
      notify({ tone: 'problem', text: explain(error) });
    }
  };

  return (
    <Screen title={t('brand.title')} lead={t('brand.lead')}>
      <div className="brand">
        <div className="brand-forms">
          <Section title={t('brand.words')}>
            <div className="brand-fields">
              <TextField
                label={t('brand.name')}
                value={brand.name}
                maxLength={MOST.brandName}
                hint={t('brand.nameHint', { token: '{{brand}}' })}
                onCommit={(name) => edit({ name })}
              />
              <TextField
                label={t('brand.promise')}
                value={brand.promise}
                maxLength={MOST.promise}
                lines={2}
                placeholder={t('brand.promisePlaceholder')}
                hint={t('brand.promiseHint', { token: '{{promise}}' })}
                onCommit={(promise) => edit({ promise })}
              />
              <TextField
                label={t('brand.voice')}
                value={brand.voice}
                maxLength={MOST.sentences}
                lines={2}
                placeholder={t('brand.voicePlaceholder')}
                hint={t('brand.voiceHint')}
                onCommit={(voice) => edit({ voice })}
              />
              <TextField
                label={t('brand.signOff')}
                value={brand.signOff}
                maxLength={LONGEST_NAME}
                placeholder={t('brand.signOffPlaceholder')}
                hint={t('brand.signOffHint')}
                onCommit={(signOff) => edit({ signOff })}
              />
            </div>
          </Section>
          <Section title={t('brand.colours')}>
            <div className="brand-colours">
              <div>
                <ColourField
                  label={t('brand.primary')}
                  value={brand.primaryColour}
                  onCommit={(primaryColour) => edit({ primaryColour })}
                  onTry={(primaryColour) => setTried({ primaryColour })}
                />
                <Legibility colour={shown.primaryColour} />
              </div>
              <div>
                <ColourField
                  label={t('brand.accent')}
                  value={brand.accentColour}
                  onCommit={(accentColour) => edit({ accentColour })}
                  onTry={(accentColour) => setTried({ accentColour })}
                />
                <Legibility colour={shown.accentColour} />
              </div>
            </div>
          </Section>
          <Section title={t('brand.logo')} hint={t('brand.logoHint')}>
            <div className="brand-logo">
              <div className="brand-logo-frame">
                {brand.logo ? (
                  <img src={brand.logo} alt={t('brand.logoAlt', { name: brand.name })} />
                ) : (
                  <span className="faint">{t('brand.logoNone')}</span>
                )}
              </div>
              <FileTrigger
                acceptedFileTypes={['image/png', 'image/jpeg', 'image/webp']}
                onSelect={(files) => void setLogo(files?.[0])}
              >
                <Button icon={<ImagePlus aria-hidden />}>
                  {brand.logo ? t('brand.logoReplace') : t('brand.logoChoose')}
                </Button>
              </FileTrigger>
              {brand.logo ? (
                <Button look="quiet" icon={<Trash2 aria-hidden />} onPress={removeLogo}>
                  {t('brand.logoRemove')}
                </Button>
              ) : null}
            </div>
          </Section>
        </div>
        <div className="brand-preview">
          <Section title={t('brand.preview')} hint={t('brand.previewHint')}>
            <Messages brand={shown} />
          </Section>
        </div>
      </div>
    </Screen>
  );
}

/** More would make a list that nobody looks through. */
const MOST_MESSAGES = 100;

/** The plan's own messages in the brand, or a sample where it has none. */
function Messages({ brand }: { brand: BrandKit }) {
  const campaign = useCampaign();
  const [chosen, setChosen] = useState<string>();
  const { touchpoints } = campaign;
  // Colours that are tried draw this anew many times a second.
  const written = useMemo(
    () =>
      touchpoints
        .filter(({ message }) => message.subject.trim() !== '' && message.body.trim() !== '')
        .toSorted((a, b) => a.start.localeCompare(b.start))
        .slice(0, MOST_MESSAGES),
    [touchpoints],
  );
  // A letter shows the brand best.
  const touchpoint =
    written.find(({ id }) => id === chosen) ?? written.find(({ channel }) => channel === 'email') ?? written[0];
  if (!touchpoint) return <Sample brand={brand} />;
  return (
    <div className="brand-messages">
      <SelectField
        label={t('preview.message')}
        value={touchpoint.id}
        options={written.map(({ id, name }) => ({ id, label: name }))}
        onCommit={setChosen}
      />
      <Readers key={touchpoint.id} campaign={campaign} touchpoint={touchpoint} brand={brand} />
    </div>
  );
}

/** What a colour can be used for, in words beside the look of it. */
function Legibility({ colour }: { colour: string }) {
  const ink = inkOn(colour);
  const rows = [
    { key: 'own', ground: colour, ink, label: t(ink === WHITE ? 'brand.textOn.light' : 'brand.textOn.dark') },
    { key: 'white', ground: WHITE, ink: colour, label: t('brand.onWhite') },
    { key: 'dark', ground: DARK, ink: colour, label: t('brand.onDark') },
  ];
  return (
    <dl className="legibility">
      {rows.map((row) => {
        const ratio = contrast(row.ground, row.ink);
        const use = legibility(ratio);
        return (
          <div key={row.key}>
            <dt>
              <span className="legibility-sample" style={{ background: row.ground, color: row.ink }} aria-hidden />
              {row.label}
            </dt>
            <dd data-use={use}>
              {t(`brand.legible.${use}`)}
              <span className="faint figure"> {t('brand.ratio', { ratio: formats.upTo(ratio, 1) })}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

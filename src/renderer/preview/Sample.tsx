import { useState } from 'react';
import type { Brand } from '#campaign/document.ts';
import { Segmented } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { LOOKS, Preview, type Look } from './Preview.tsx';

/** A first message in the brand, while the plan has no message of its own. */
export function Sample({ brand }: { brand: Brand }) {
  const [look, setLook] = useState<Look>('email');
  const name = brand.name.trim() || t('brand.unnamed');
  return (
    <div className="readers">
      <Segmented
        label={t('preview.look')}
        value={look}
        options={LOOKS.map((id) => ({ id, label: t(`preview.look.${id}`) }))}
        onChange={setLook}
      />
      <Preview
        brand={brand}
        look={look}
        words={{
          subject: t('brand.sampleSubject', { name }),
          body: t('brand.sampleBody', { promise: brand.promise.trim() || t('brand.samplePromise') }),
          signOff: brand.signOff,
          time: t('brand.time'),
          action: t('brand.sampleAction'),
        }}
      />
    </div>
  );
}

import { FileTrigger } from 'react-aria-components';
import { LONGEST } from '#contract/publishing.ts';
import { knowsPaths, pathOf } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { TextField } from '../kit/fields.tsx';
import { t } from '../text/text.ts';

/** Which file has the addresses, by its path. It is chosen where the door knows paths: a browser tells a page only a file's name. */
export function AddressFile({ path, onCommit }: { path: string; onCommit: (path: string) => void }) {
  return (
    <div className="address-file">
      <TextField
        label={t('publishing.addresses')}
        hint={t(knowsPaths ? 'publishing.addressesHint' : 'publishing.addressesTyped')}
        value={path}
        maxLength={LONGEST.option}
        onCommit={onCommit}
      />
      {knowsPaths ? (
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file) onCommit(pathOf(file));
          }}
        >
          <Button>{t('publishing.chooseAddresses')}</Button>
        </FileTrigger>
      ) : null}
    </div>
  );
}

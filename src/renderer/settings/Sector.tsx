import type { Campaign } from '#campaign/document.ts';
import { SECTORS, sectorOf, takeSector } from '#campaign/sectors.ts';
import { SelectField } from '../kit/fields.tsx';
import { formatShare } from '../locale.ts';
import { execute } from '../session/session.ts';
import { newId } from '../session/shown.ts';
import { t } from '../text/text.ts';

const NONE = ' ';

/** A first number for how many open a mail: what is usual in a sector. */
export function Sector({ campaign }: { campaign: Campaign }) {
  return (
    <div className="assumption-sector">
      <SelectField
        label={t('settings.sector')}
        hint={t('settings.sectorHint')}
        value={sectorOf(campaign) ?? NONE}
        onCommit={(chosen) => {
          const sector = SECTORS.find(({ id }) => id === chosen)?.id ?? null;
          const command = takeSector(campaign, sector, () => newId('assumption'));
          if (command) execute(command);
        }}
        options={[
          { id: NONE, label: t('settings.sectorNone') },
          ...SECTORS.map(({ id, name, opened }) => ({
            id,
            label: t('settings.sectorRate', { name, share: formatShare(opened) }),
          })),
        ]}
      />
    </div>
  );
}

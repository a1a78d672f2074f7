import { useState } from 'react';
import { CHANNELS, LONGEST_NAME, MOST_DAYS, STATUSES, type Channel, type Status } from '#campaign/document.ts';
import { Button } from '../kit/controls.tsx';
import { ManyField, SelectField, SwitchField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { tellLocked } from '../items/locked.ts';
import { announce } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { execute } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { bulkCommand, type Entry, type Values } from './edits.ts';

/** What no id and no status can be: they hold no space. */
const KEEP = ' keep';
const NONE = ' none';

/** Changes all selected touchpoints at once: what is left as it is stays so. One step to undo. */
export function BulkEdit({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const campaign = useCampaign();
  const [status, setStatus] = useState<Status | typeof KEEP | typeof NONE>(KEEP);
  const [owner, setOwner] = useState<string | null>(null);
  const [lane, setLane] = useState(KEEP);
  const [channel, setChannel] = useState<Channel | typeof KEEP>(KEEP);
  const [audience, setAudience] = useState<string[] | null>(null);
  const [shift, setShift] = useState(0);
  const chosen = new Set(ids);
  const keep = { id: KEEP, label: t('table.bulk.keep') } as const;

  function values(): Partial<Values> {
    return {
      ...(status === KEEP ? {} : { status: status === NONE ? null : status }),
      ...(owner === null ? {} : { owner }),
      ...(lane === KEEP ? {} : { lane }),
      ...(channel === KEEP ? {} : { channel }),
      ...(audience === null ? {} : { audience }),
    };
  }

  function apply() {
    const entries: Entry[] = [...campaign.touchpoints, ...campaign.ideas].filter(({ id }) => chosen.has(id));
    const command = bulkCommand(entries, values(), shift);
    if (command && !execute(command)) return;
    if (command) announce(t('table.bulk.done', { count: entries.length }));
    if (shift !== 0) tellLocked(campaign, 'touchpoint', ids);
    onClose();
  }

  return (
    <Dialog
      title={t('table.bulk.title', { count: ids.length })}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" onPress={apply}>
            {t('table.bulk.apply')}
          </Button>
        </>
      }
    >
      <div className="bulk-fields">
        <SelectField
          label={t('table.column.status')}
          value={status}
          options={[
            keep,
            { id: NONE, label: t('inspector.none') },
            ...STATUSES.map((id) => ({ id, label: t(`status.${id}`) })),
          ]}
          onCommit={setStatus}
        />
        <SelectField
          label={t('table.column.lane')}
          value={lane}
          options={[keep, ...campaign.lanes.map(({ id, name }) => ({ id, label: name }))]}
          onCommit={setLane}
        />
        <SelectField
          label={t('table.column.channel')}
          value={channel}
          options={[keep, ...CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }))]}
          onCommit={setChannel}
        />
        <NumberField
          label={t('table.bulk.shift')}
          value={shift}
          min={-MOST_DAYS}
          max={MOST_DAYS}
          hint={t('table.bulk.shiftHint')}
          onCommit={setShift}
        />
        <SwitchField
          label={t('table.bulk.ownerKeep')}
          value={owner !== null}
          onCommit={(isGiven) => setOwner(isGiven ? '' : null)}
        />
        {owner === null ? null : (
          <TextField label={t('table.column.owner')} value={owner} maxLength={LONGEST_NAME} onCommit={setOwner} />
        )}
        <SwitchField
          label={t('table.bulk.keepAudience')}
          value={audience !== null}
          onCommit={(isGiven) => setAudience(isGiven ? [] : null)}
        />
        {audience === null ? null : (
          <ManyField
            label={t('table.column.audience')}
            value={audience}
            options={campaign.segments.map(({ id, name }) => ({ id, label: name }))}
            emptyMeans={t('inspector.everyone')}
            onCommit={setAudience}
          />
        )}
      </div>
    </Dialog>
  );
}

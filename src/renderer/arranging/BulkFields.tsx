import { useState } from 'react';
import { formatDay } from '#campaign/calendar.ts';
import { CHANNELS, type Campaign } from '#campaign/document.ts';
import { LONGEST_NAME, MOST_DAYS } from '#campaign/limits.ts';
import { isLocked } from '#campaign/locked.ts';
import { isRepeated } from '#campaign/sending.ts';
import { Button } from '../kit/controls.tsx';
import { ManyField, SelectField, TextField, type Option } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { announce } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { execute, select } from '../session/session.ts';
import { itemById, useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { IDEA } from '../filter/filter.ts';
import { tellLocked } from '../items/locked.ts';
import { chosenStatus, NO_STATUS, statusFrom, statusOptions } from '../items/statuses.ts';
import { agreedIn, bulkCommand, isMoving, isPlanned, type Entry, type Values } from '../items/values.ts';
import type { Overlays } from '../navigation/overlay.ts';
import { dayToAddOn } from './add.ts';
import './bulkFields.css';

/** Changing several touchpoints or ideas at once, in a dialog or in the details: what they agree on is shown, and what differs as “Several”. */

const entriesOf = ({ touchpoints, ideas }: Campaign, ids: readonly string[]): Entry[] => {
  const chosen = new Set(ids);
  return [...touchpoints, ...ideas].filter(({ id }) => chosen.has(id));
};

/** Gives several the same values, as one step to undo. False where it was refused. */
export function changeSeveral(campaign: Campaign, ids: readonly string[], values: Partial<Values>, shift = 0): boolean {
  const day = formatDay(dayToAddOn(campaign));
  const command = bulkCommand(entriesOf(campaign, ids), values, { shift, day });
  if (command && !execute(command)) return false;
  if (command) {
    announce(t('bulk.done', { count: ids.length }));
    reselect(campaign, ids, values);
  }
  if (isMoving(values, shift)) tellLocked(campaign, 'touchpoint', ids);
  return true;
}

/** What is planned now, or on the shelf, stays selected as what it has become. */
function reselect(before: Campaign, ids: readonly string[], { status }: Partial<Values>): void {
  if (status === undefined || status === null) return;
  const isShelving = status === IDEA;
  const goes = (id: string) => {
    const touchpoint = itemById(before, 'touchpoint', id);
    return isShelving ? touchpoint !== undefined && !isLocked(touchpoint) : touchpoint === undefined;
  };
  const going = ids.filter(goes);
  if (going.length > 0) select({ kind: isShelving ? 'idea' : 'touchpoint', ids: going });
}

/** What differs: no id and no status can be this one, they hold no space. */
const SEVERAL = ' several';

interface BulkFieldsProps {
  campaign: Campaign;
  entries: readonly Entry[];
  /** What was changed already, and is not done yet. */
  given: Partial<Values>;
  shift: number;
  onChange: (values: Partial<Values>) => void;
  onShift: (days: number) => unknown;
}

function BulkFields({ campaign, entries, given, shift, onChange, onShift }: BulkFieldsProps) {
  const owner = 'owner' in given ? { all: given.owner ?? '' } : agreedIn(entries, (entry) => entry.owner ?? '');
  const audience = given.audience ? { all: given.audience } : agreedIn(entries, ({ segments }) => segments);
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ id, label: name }));
  return (
    <div className="bulk-fields">
      <AgreedField
        label={t('table.column.status')}
        agreed={given.status === undefined ? agreedIn(entries, chosenStatus) : { all: given.status ?? NO_STATUS }}
        options={statusOptions({ isIdea: !entries.some(isPlanned) })}
        onCommit={(status) => onChange({ status: statusFrom(status) })}
      />
      <div className="bulk-field">
        <TextField
          label={t('table.column.owner')}
          value={owner?.all ?? ''}
          placeholder={owner ? '' : t('bulk.several')}
          maxLength={LONGEST_NAME}
          onCommit={(text) => onChange({ owner: text || null })}
        />
        {owner ? null : (
          <Button look="quiet" onPress={() => onChange({ owner: null })}>
            {t('bulk.nobody')}
          </Button>
        )}
      </div>
      <AgreedField
        label={t('table.column.channel')}
        agreed={given.channel ? { all: given.channel } : agreedIn(entries, ({ channel }) => channel)}
        options={CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) }))}
        onCommit={(channel) => onChange({ channel })}
      />
      <AgreedField
        label={t('table.column.lane')}
        agreed={given.lane === undefined ? agreedIn(entries, ({ laneId }) => laneId) : { all: given.lane }}
        options={named(campaign.lanes)}
        onCommit={(lane) => onChange({ lane })}
      />
      <div className="bulk-field">
        <ManyField
          label={t('table.column.audience')}
          value={audience?.all ?? []}
          options={named(campaign.segments)}
          emptyMeans={t(audience ? 'inspector.everyone' : 'bulk.several')}
          onCommit={(segments) => onChange({ audience: segments })}
        />
        {audience ? null : (
          <Button look="quiet" onPress={() => onChange({ audience: [] })}>
            {t('inspector.everyone')}
          </Button>
        )}
      </div>
      {entries.some(isPlanned) ? (
        <>
          <AgreedField
            label={t('bulk.lock')}
            agreed={lockWord(given.locked === undefined ? agreedIn(entries, isLocked) : { all: given.locked })}
            options={[
              { id: 'locked', label: t('bulk.locked') },
              { id: 'free', label: t('bulk.free') },
            ]}
            onCommit={(word) => onChange({ locked: word === 'locked' })}
          />
          <NumberField
            label={t('bulk.shift')}
            value={shift}
            min={-MOST_DAYS}
            max={MOST_DAYS}
            hint={t('bulk.shiftHint')}
            onCommit={onShift}
          />
        </>
      ) : null}
      {entries.some((entry) => isPlanned(entry) && isRepeated(entry)) ? (
        <p className="field-hint">{t('bulk.series')}</p>
      ) : null}
    </div>
  );
}

const lockWord = (agreed: { all: boolean } | null) =>
  agreed && ({ all: agreed.all ? 'locked' : 'free' } as { all: 'locked' | 'free' });

interface AgreedFieldProps<T extends string> {
  label: string;
  agreed: { all: T } | null;
  options: Option<T>[];
  onCommit: (value: T) => void;
}

/** One of a list, which says “Several” until all have the same. */
function AgreedField<T extends string>({ label, agreed, options, onCommit }: AgreedFieldProps<T>) {
  const several: Option<T | typeof SEVERAL> = { id: SEVERAL, label: t('bulk.several'), isDisabled: true };
  return (
    <SelectField<T | typeof SEVERAL>
      label={label}
      value={agreed ? agreed.all : SEVERAL}
      options={agreed ? options : [several, ...options]}
      onCommit={(value) => value !== SEVERAL && onCommit(value)}
    />
  );
}

/** The fields in the details: each is a step of its own, done at once. */
export function SeveralFields({ campaign, ids }: { campaign: Campaign; ids: readonly string[] }) {
  return (
    <BulkFields
      campaign={campaign}
      entries={entriesOf(campaign, ids)}
      given={{}}
      shift={0}
      onChange={(values) => changeSeveral(campaign, ids, values)}
      onShift={(shift) => {
        changeSeveral(campaign, ids, {}, shift);
        // What was moved is where it is: the field stands at none again.
        return false;
      }}
    />
  );
}

/** Asks for all that is to be changed in several: what is left as it is stays so. One step to undo. */
export function BulkDialog({ ids, onClose }: Overlays['changeSeveral'] & { onClose: () => void }) {
  const campaign = useCampaign();
  const [given, setGiven] = useState<Partial<Values>>({});
  const [shift, setShift] = useState(0);
  return (
    <Dialog
      title={t('bulk.title', { count: ids.length })}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button look="main" onPress={() => changeSeveral(campaign, ids, given, shift) && onClose()}>
            {t('bulk.apply')}
          </Button>
        </>
      }
    >
      <BulkFields
        campaign={campaign}
        entries={entriesOf(campaign, ids)}
        given={given}
        shift={shift}
        onChange={(values) => setGiven({ ...given, ...values })}
        onShift={setShift}
      />
    </Dialog>
  );
}

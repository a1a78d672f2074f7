import { CHANNELS } from '#campaign/document.ts';
import type { ProfileForm } from '#contract/publish.ts';
import { LONGEST } from '#contract/publishing.ts';
import { ManyField, SelectField, TextField, type Option } from '../kit/fields.tsx';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { AddressFile } from './AddressFile.tsx';
import { optionHint, optionName, valueName } from './optionWords.ts';

/** Of the options, this one is the path of a file. */
export const ADDRESSES = 'addresses';
/** Stands for an option that is not set. No value can be this one: it holds a space. */
const UNSET = ' unset';

interface OptionFieldProps {
  option: ProfileForm['options'][number];
  value: string;
  onCommit: (value: string) => void;
}

/** The field of one option of a profile, by what it may be. */
export function OptionField({ option: { name, values }, value, onCommit }: OptionFieldProps) {
  const { lanes, segments } = useCampaign();
  const label = optionName(name);
  const hint = optionHint(name);
  const lists: Record<string, { things: readonly Thing[]; emptyMeans: string }> = {
    lanes: { things: lanes, emptyMeans: t('publishing.allLanes') },
    segments: { things: segments, emptyMeans: t('publishing.everyone') },
    channels: {
      things: CHANNELS.map((id) => ({ id, name: t(`channel.${id}`) })),
      emptyMeans: t('publishing.usualChannels'),
    },
  };
  const list = lists[name];
  if (list) {
    const chosen = chosenIn(value, list.things);
    return (
      <ManyField
        label={label}
        value={chosen}
        options={asOptions(list.things, chosen)}
        emptyMeans={list.emptyMeans}
        onCommit={(ids) => onCommit(ids.join(','))}
      />
    );
  }
  if (name === ADDRESSES) return <AddressFile path={value} onCommit={onCommit} />;
  if (!values)
    return (
      <TextField label={label} value={value} maxLength={LONGEST.option} onCommit={onCommit} {...(hint && { hint })} />
    );
  return (
    <SelectField
      label={label}
      value={value === '' ? UNSET : value}
      options={[
        { id: UNSET, label: t('publishing.asUsual') },
        ...values.map((one) => ({ id: one, label: valueName(name, one) })),
      ]}
      onCommit={(chosen) => onCommit(chosen === UNSET ? '' : chosen)}
      {...(hint && { hint })}
    />
  );
}

interface Thing {
  id: string;
  name: string;
}

/** What an option names, by ids where this campaign has it: the command line takes names too. */
const chosenIn = (value: string, things: readonly Thing[]): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => things.find(({ id, name }) => id === part || name.toLowerCase() === part.toLowerCase())?.id ?? part);

/** Those of this campaign, and what the profile names of others, which stays until somebody takes it out. */
const asOptions = (things: readonly Thing[], chosen: readonly string[]): Option[] => [
  ...things.map(({ id, name }) => ({ id, label: name })),
  ...chosen
    .filter((one) => things.every(({ id }) => id !== one))
    .map((id) => ({ id, label: id, description: t('publishing.ofAnotherCampaign') })),
];

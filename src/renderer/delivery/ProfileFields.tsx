import { useState } from 'react';
import type { ProfileForm } from '#contract/publish.ts';
import { LONGEST, type PublishedTarget } from '#contract/publishing.ts';
import { ChoiceField, TextField } from '../kit/fields.tsx';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { AddressFile } from './AddressFile.tsx';
import { optionName } from './optionWords.ts';
import { ADDRESSES, OptionField } from './OptionField.tsx';
import { ofSegment, type Draft, type SecretPlace } from './profileDraft.ts';

interface ProfileFieldsProps {
  target: PublishedTarget;
  form: ProfileForm;
  draft: Draft;
  /** Its name is how everything that it sent is known. */
  hasName: boolean;
  /** That a secret is kept already, which stays where none is typed. */
  hasSecret: boolean;
  onChange: (changes: Partial<Draft>) => void;
  onOption: (name: string, value: string) => void;
}

const secretIs = (target: PublishedTarget): string =>
  target === 'webhook' || target === 'slack' || target === 'teams' || target === 'listmonk'
    ? t(`publishing.secretIs.${target}`)
    : t('publishing.secretIs.password');

/** What a profile says: first what its target needs, then what differs by segment, then all that seldom matters. */
export function ProfileFields({
  target,
  form: { needs, options },
  draft,
  hasName,
  hasSecret,
  onChange,
  onOption,
}: ProfileFieldsProps) {
  const { segments } = useCampaign();
  const places: Partial<Record<SecretPlace, string>> = {
    keychain: t('publishing.secret.keychain'),
    environment: t('publishing.secret.environment'),
    ...(needs.secret ? {} : { none: t('publishing.secret.none') }),
  };
  const field = (option: ProfileForm['options'][number]) => (
    <OptionField
      key={option.name}
      option={option}
      value={draft.options[option.name] ?? ''}
      onCommit={(value) => onOption(option.name, value)}
    />
  );
  const each = options.filter(({ isEach }) => isEach);
  // Only at first: it does not close on whoever empties the last of them.
  const [isOneSet] = useState(each.some(({ name }) => segments.some(({ id }) => draft.options[ofSegment(name, id)])));
  const url = (
    <TextField
      label={t('publishing.url')}
      hint={t(`publishing.urlHint.${target}`)}
      value={draft.url}
      maxLength={LONGEST.url}
      onCommit={(next) => onChange({ url: next })}
    />
  );
  return (
    <>
      {hasName ? null : (
        <TextField
          label={t('publishing.name')}
          hint={t('publishing.nameHint')}
          value={draft.name}
          maxLength={LONGEST.name}
          // Whoever chose a target wants to go on with it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onCommit={(name) => onChange({ name })}
        />
      )}
      {needs.url ? url : null}
      {options.filter(({ isAsked }) => isAsked).map(field)}
      <ChoiceField
        label={t('publishing.secretWhere')}
        value={draft.place}
        options={places}
        onChange={(place) => onChange({ place })}
      />
      {draft.place === 'keychain' ? (
        <TextField
          label={t('publishing.secret')}
          hint={`${secretIs(target)} ${t(hasSecret ? 'publishing.secretKept' : 'publishing.secretHint')}`}
          value={draft.secret}
          isSecret
          maxLength={LONGEST.secret}
          onCommit={(secret) => onChange({ secret })}
        />
      ) : null}
      {draft.place === 'environment' ? (
        <TextField
          label={t('publishing.variable')}
          hint={t('publishing.variableHint')}
          value={draft.variable}
          maxLength={LONGEST.secretReference}
          onCommit={(variable) => onChange({ variable })}
        />
      ) : null}
      {needs.addresses ? (
        <AddressFile path={draft.options[ADDRESSES] ?? ''} onCommit={(path) => onOption(ADDRESSES, path)} />
      ) : null}
      {each.length > 0 && segments.length > 0 ? (
        <details className="profile-options" open={isOneSet}>
          <summary>{t('publishing.eachSegment')}</summary>
          <div className="profile-form">
            {each.flatMap(({ name }) =>
              segments.map((segment) => (
                <TextField
                  key={ofSegment(name, segment.id)}
                  label={t('publishing.optionFor', { option: optionName(name), segment: segment.name })}
                  placeholder={draft.options[name] || t('publishing.asForAll')}
                  value={draft.options[ofSegment(name, segment.id)] ?? ''}
                  maxLength={LONGEST.option}
                  onCommit={(value) => onOption(ofSegment(name, segment.id), value)}
                />
              )),
            )}
          </div>
        </details>
      ) : null}
      <details className="profile-options">
        <summary>{t('publishing.options')}</summary>
        <div className="profile-form">
          {needs.url ? null : url}
          {options.filter(({ name, isAsked }) => !isAsked && !(name === ADDRESSES && needs.addresses)).map(field)}
          <TextField
            label={t('publishing.others')}
            hint={t('publishing.othersHint')}
            value={draft.others}
            lines={2}
            maxLength={LONGEST.option}
            onCommit={(others) => onChange({ others })}
          />
        </div>
      </details>
    </>
  );
}

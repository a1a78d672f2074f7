import { useEffect, useRef, useState } from 'react';
import { CHANNELS } from '#campaign/document.ts';
import type { Connectable, ProfileForm } from '#contract/publish.ts';
import { LONGEST, profileNameSchema, type PublishedTarget } from '#contract/publishing.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { ChoiceField, ManyField, SelectField, TextField, type Option } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { commitTyping } from '../kit/typing.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { AddressFile } from './AddressFile.tsx';
import { explainField, optionName } from './fieldNames.ts';

type SecretPlace = 'keychain' | 'environment' | 'none';

interface Draft {
  name: string;
  url: string;
  place: SecretPlace;
  secret: string;
  variable: string;
  options: Record<string, string>;
  /** Options that no field stands for, one a line: name=value. */
  others: string;
}

const EMPTY: Draft = { name: '', url: '', place: 'keychain', secret: '', variable: '', options: {}, others: '' };
/** Of the options, this one has a field of its own. */
const ADDRESSES = 'addresses';
/** Stands for an option that is not set. No value can be this one: it holds a space. */
const UNSET = ' unset';

/** Adds a profile: what is published to, what that needs, and whether it works, before it is kept. */
export function AddProfile({ onClose }: { onClose: () => void }) {
  const [targets, setTargets] = useState<Connectable[]>([]);
  const [chosen, setChosen] = useState<Connectable | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    call('publishing.targets', {}).then(
      (answer) => setTargets(answer.targets),
      (error: unknown) => setProblem(explain(error)),
    );
  }, []);
  if (chosen) return <ProfileDialog target={chosen} onBack={() => setChosen(null)} onClose={onClose} />;
  return (
    <Dialog
      title={t('publishing.connectTitle')}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('shell.cancel')}</Button>}
    >
      {problem === null ? null : <Trouble text={problem} />}
      <p>{t('publishing.connectLead')}</p>
      <ul className="connectables">
        {targets.map((target) => (
          <li key={target.id}>
            <button type="button" className="connectable" onClick={() => setChosen(target)}>
              <strong>{target.name}</strong>
              <span className="soft">{target.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const Trouble = ({ text }: { text: string }) => (
  <p className="work-note" data-tone="problem" role="alert">
    {text}
  </p>
);

interface ProfileDialogProps {
  target: Connectable;
  onBack: () => void;
  onClose: () => void;
}

function ProfileDialog({ target, onBack, onClose }: ProfileDialogProps) {
  const [form, setForm] = useState<ProfileForm | null>(null);
  const [draft, setDraft] = useState(EMPTY);
  // What a field tells as it is left counts at once, before it is shown.
  const latest = useRef(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const change = (changes: Partial<Draft>) => {
    latest.current = { ...latest.current, ...changes };
    setDraft(latest.current);
  };
  const setOption = (name: string, value: string) => {
    const { [name]: _, ...others } = latest.current.options;
    change({ options: value === '' ? others : { ...others, [name]: value } });
  };
  useEffect(() => {
    call('publishing.form', { target: target.id }).then(
      (found) => {
        setForm(found);
        change({ place: found.needs.secret ? 'keychain' : 'none' });
      },
      (error: unknown) => setProblem(explain(error)),
    );
    // The target of a dialog does not change.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  async function add() {
    commitTyping();
    if (isWorking) return;
    const { name, url, place, secret, variable, options, others } = latest.current;
    if (name.trim() === '') return setProblem(t('publishing.needsName'));
    if (!profileNameSchema.safeParse(name.trim()).success) return setProblem(t('publishing.badName'));
    setIsWorking(true);
    setProblem(null);
    let isKept = false;
    try {
      const profile = {
        name: name.trim(),
        target: target.id,
        ...(url !== '' && { url }),
        ...(place === 'environment' && { secretRef: `env:${variable}` }),
        options: { ...options, ...optionsIn(others) },
      };
      await call('publishing.addProfile', { profile, ...(place === 'keychain' && secret !== '' && { secret }) });
      isKept = true;
      const { sentence } = await call('publishing.tryProfile', { name: profile.name });
      notify({ tone: 'done', text: t('publishing.connected', { name: profile.name, sentence }) });
      onClose();
    } catch (error) {
      // What does not work is not kept; its fields stay for another try.
      if (isKept) await call('publishing.removeProfile', { name: name.trim() }).catch(() => undefined);
      setProblem(t('publishing.notConnected', { sentence: explainField(error) }));
    }
    setIsWorking(false);
  }

  const places: Partial<Record<SecretPlace, string>> = {
    keychain: t('publishing.secret.keychain'),
    environment: t('publishing.secret.environment'),
    ...(form?.needs.secret ? {} : { none: t('publishing.secret.none') }),
  };
  return (
    <Dialog
      title={target.name}
      // What is being tried is waited for: it is kept or taken out again.
      onClose={() => (isWorking ? undefined : onClose())}
      keepOnOutsideClick
      actions={
        <>
          <Button isDisabled={isWorking} onPress={onBack}>
            {t('publishing.back')}
          </Button>
          <Button look="main" isDisabled={form === null} onPress={() => void add()}>
            {t(isWorking ? 'publishing.connecting' : 'publishing.connectIt')}
          </Button>
        </>
      }
    >
      {problem === null ? null : <Trouble text={problem} />}
      <p className="soft">{target.description}</p>
      {form ? (
        <>
          <p className="soft">{t(form.keepsTime ? 'publishing.keepsTime' : 'publishing.needsAwake')}</p>
          <form
            className="profile-form"
            onSubmit={(event) => {
              event.preventDefault();
              void add();
            }}
          >
            <TextField
              label={t('publishing.name')}
              hint={t('publishing.nameHint')}
              value={draft.name}
              maxLength={LONGEST.name}
              // Whoever chose a target wants to go on with it.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              onCommit={(name) => change({ name })}
            />
            <TextField
              label={t('publishing.url')}
              hint={t(`publishing.urlHint.${target.id}` as `publishing.urlHint.${PublishedTarget}`)}
              value={draft.url}
              maxLength={LONGEST.url}
              onCommit={(url) => change({ url })}
            />
            <ChoiceField
              label={t('publishing.secretWhere')}
              value={draft.place}
              options={places}
              onChange={(place) => change({ place })}
            />
            {draft.place === 'keychain' ? (
              <TextField
                label={t('publishing.secret')}
                hint={t('publishing.secretHint')}
                value={draft.secret}
                isSecret
                maxLength={LONGEST.secret}
                onCommit={(secret) => change({ secret })}
              />
            ) : null}
            {draft.place === 'environment' ? (
              <TextField
                label={t('publishing.variable')}
                hint={t('publishing.variableHint')}
                value={draft.variable}
                maxLength={LONGEST.secretReference}
                onCommit={(variable) => change({ variable })}
              />
            ) : null}
            {form.needs.addresses ? (
              <AddressFile path={draft.options[ADDRESSES] ?? ''} onCommit={(path) => setOption(ADDRESSES, path)} />
            ) : null}
            <details className="profile-options">
              <summary>{t('publishing.options')}</summary>
              <div className="profile-form">
                {form.options
                  .filter(({ name }) => name !== ADDRESSES || !form.needs.addresses)
                  .map((option) => (
                    <OptionField
                      key={option.name}
                      option={option}
                      value={draft.options[option.name] ?? ''}
                      onCommit={(value) => setOption(option.name, value)}
                    />
                  ))}
                <TextField
                  label={t('publishing.others')}
                  hint={t('publishing.othersHint')}
                  value={draft.others}
                  lines={2}
                  maxLength={LONGEST.option}
                  onCommit={(others) => change({ others })}
                />
              </div>
            </details>
          </form>
        </>
      ) : null}
    </Dialog>
  );
}

interface OptionFieldProps {
  option: ProfileForm['options'][number];
  value: string;
  onCommit: (value: string) => void;
}

function OptionField({ option: { name, description, values }, value, onCommit }: OptionFieldProps) {
  const { lanes, segments } = useCampaign();
  const label = optionName(name);
  const lists: Record<string, { options: Option[]; emptyMeans: string }> = {
    lanes: { options: asOptions(lanes), emptyMeans: t('publishing.allLanes') },
    segments: { options: asOptions(segments), emptyMeans: t('publishing.everyone') },
    channels: {
      options: CHANNELS.map((id) => ({ id, label: t(`channel.${id}`) })),
      emptyMeans: t('publishing.usualChannels'),
    },
  };
  const list = lists[name];
  if (list)
    return (
      <ManyField
        label={label}
        value={value === '' ? [] : value.split(',')}
        onCommit={(ids) => onCommit(ids.join(','))}
        {...list}
      />
    );
  if (name === ADDRESSES) return <AddressFile path={value} onCommit={onCommit} />;
  if (!values)
    return <TextField label={label} hint={description} value={value} maxLength={LONGEST.option} onCommit={onCommit} />;
  return (
    <SelectField
      label={label}
      hint={description}
      value={value === '' ? UNSET : value}
      options={[{ id: UNSET, label: t('publishing.asUsual') }, ...values.map((one) => ({ id: one, label: one }))]}
      onCommit={(chosen) => onCommit(chosen === UNSET ? '' : chosen)}
    />
  );
}

const asOptions = (items: readonly { id: string; name: string }[]): Option[] =>
  items.map(({ id, name }) => ({ id, label: name }));

/** `channel.sales=C123`, one a line; a line without a sign of equality names an option that is empty, which the studio refuses. */
const optionsIn = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [name = '', ...rest] = line.split('=');
        return [name.trim(), rest.join('=').trim()];
      }),
  );

import { useEffect, useRef, useState } from 'react';
import type { Connectable, ProfileForm } from '#contract/publish.ts';
import { profileNameSchema, type Profile } from '#contract/publishing.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { commitTyping } from '../kit/typing.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { explainField } from './fieldNames.ts';
import { draftOf, givenIn, lacksSecret, type Draft } from './profileDraft.ts';
import { ProfileFields } from './ProfileFields.tsx';
import { Trouble } from './Trouble.tsx';

interface ProfileDialogProps {
  target: Connectable;
  /** The one that is changed; a new one is added where there is none. */
  profile?: Profile;
  onBack?: () => void;
  onClose: () => void;
}

/** Adds or changes a profile: what its target needs, and whether it works, before it is kept. */
export function ProfileDialog({ target, profile: before, onBack, onClose }: ProfileDialogProps) {
  const { segments } = useCampaign();
  const [form, setForm] = useState<ProfileForm | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  // What a field tells as it is left counts at once, before it is shown.
  const latest = useRef<Draft | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const show = (next: Draft) => setDraft((latest.current = next));
  const change = (changes: Partial<Draft>) => show({ ...latest.current!, ...changes });
  const setOption = (name: string, value: string) => {
    const { [name]: _, ...others } = latest.current!.options;
    change({ options: value === '' ? others : { ...others, [name]: value } });
  };
  useEffect(() => {
    call('publishing.form', { target: target.id }).then(
      (found) => {
        setForm(found);
        show(draftOf(found, before, segments));
      },
      (error: unknown) => setProblem(explain(error)),
    );
    // The target of a dialog does not change.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  async function keep() {
    commitTyping();
    const typed = latest.current;
    if (isWorking || typed === null) return;
    const name = typed.name.trim();
    if (name === '') return setProblem(t('publishing.needsName'));
    if (!profileNameSchema.safeParse(name).success) return setProblem(t('publishing.badName'));
    if (lacksSecret(typed, before)) return setProblem(t('publishing.needsSecret'));
    setIsWorking(true);
    setProblem(null);
    const given = givenIn(typed, target.id, before);
    try {
      const { sentence } = await (before ? call('publishing.changeProfile', given) : added(given));
      notify({ tone: 'done', text: t(before ? 'publishing.changed' : 'publishing.connected', { name, sentence }) });
      onClose();
    } catch (error) {
      // Its fields stay for another try.
      const sentence = explainField(error);
      setProblem(t(before ? 'publishing.notChanged' : 'publishing.notConnected', { sentence }));
    }
    setIsWorking(false);
  }

  return (
    <Dialog
      title={before ? t('publishing.changeTitle', { name: before.name }) : target.name}
      // What is being tried is waited for: it is kept or taken out again.
      onClose={() => (isWorking ? undefined : onClose())}
      keepOnOutsideClick
      actions={
        <>
          <Button isDisabled={isWorking} onPress={onBack ?? onClose}>
            {t(onBack ? 'publishing.back' : 'shell.cancel')}
          </Button>
          <Button look="main" isDisabled={form === null} onPress={() => void keep()}>
            {t(isWorking ? 'publishing.connecting' : before ? 'publishing.changeIt' : 'publishing.connectIt')}
          </Button>
        </>
      }
    >
      {problem === null ? null : <Trouble text={problem} />}
      <p className="soft">{before ? t('publishing.changeLead') : target.description}</p>
      {form && draft ? (
        <>
          <p className="soft">{t(form.keepsTime ? 'publishing.keepsTime' : 'publishing.needsAwake')}</p>
          <form
            className="profile-form"
            onSubmit={(event) => {
              event.preventDefault();
              void keep();
            }}
          >
            <ProfileFields
              target={target.id}
              form={form}
              draft={draft}
              hasName={before !== undefined}
              hasSecret={before !== undefined && !lacksSecret({ ...draft, place: 'keychain', secret: '' }, before)}
              onChange={change}
              onOption={setOption}
            />
          </form>
        </>
      ) : null}
    </Dialog>
  );
}

/** What does not work is not kept. */
async function added(given: ReturnType<typeof givenIn>): Promise<{ sentence: string }> {
  const { name } = await call('publishing.addProfile', given);
  try {
    return await call('publishing.tryProfile', { name });
  } catch (error) {
    await call('publishing.removeProfile', { name }).catch(() => undefined);
    throw error;
  }
}

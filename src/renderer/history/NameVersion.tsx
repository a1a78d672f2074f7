import { useState } from 'react';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { commitTyping } from '../kit/typing.ts';
import { isSettled, useSession } from '../session/session.ts';
import { windowId } from '../session/windowId.ts';
import { t } from '../text/text.ts';

/** Gives the campaign as it is now a name to come back to: “Before the town hall review”. */
export function NameVersion({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const id = useSession((session) => session.open!.id);
  const [problem, setProblem] = useState<string | null>(null);
  const revision = useSession((session) => session.open?.revision ?? 0);
  const isStored = useSession((session) => session.open?.saving === 'saved');

  async function keep(given: string) {
    const wanted = given.trim();
    if (wanted === '') return setProblem(t('history.needsName'));
    if (!isSettled()) return setProblem(t('history.unsaved'));
    try {
      await call('campaign.nameVersion', { id, revision, name: wanted, actor: { window: windowId } });
      onClose();
      notify({ tone: 'done', text: t('history.kept', { name: wanted }) });
    } catch (error) {
      setProblem(explain(error));
    }
  }

  return (
    <Dialog
      title={t('history.nameTitle')}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="main"
            isDisabled={!isStored}
            onPress={() => {
              commitTyping();
              void keep(document.querySelector<HTMLInputElement>('.name-version input')?.value ?? name);
            }}
          >
            {t('history.keep')}
          </Button>
        </>
      }
    >
      <form
        className="name-version"
        onSubmit={(event) => {
          event.preventDefault();
          void keep(event.currentTarget.querySelector('input')!.value);
        }}
      >
        {problem === null ? null : (
          <p className="work-note" data-tone="problem" role="alert">
            {problem}
          </p>
        )}
        <TextField
          label={t('history.name')}
          hint={t('history.nameHint')}
          value={name}
          maxLength={LONGEST_NAME}
          // Whoever opened it wants to type.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onCommit={setName}
        />
      </form>
    </Dialog>
  );
}

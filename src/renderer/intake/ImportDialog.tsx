import type { ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { t } from '../text/text.ts';
import { isText } from './files.ts';
import { ImportProgress } from './ImportProgress.tsx';
import { leave } from './leave.ts';
import type { Choices, Trying } from './useTrial.ts';
import './intake.css';

interface ImportDialogProps<C extends Choices, Made> {
  title: string;
  trying: Trying<C, Made>;
  /** Where a file is chosen. */
  fileChoice: ReactNode;
  /** How its letters are written, asked where a text cannot be read at all. */
  encodingField: ReactNode;
  bringIn: { label: string; isReady: boolean; onPress: () => void };
  onClose: () => void;
  /** What was made of the file, and what can be set right. */
  children: (made: { trial: Made; file: File; source: string }) => ReactNode;
}

/** A file is chosen, looked at and brought in: the same for plans and for people lists. */
export function ImportDialog<C extends Choices, Made>({
  title,
  trying: { file, source, trial, problem, forget },
  fileChoice,
  encodingField,
  bringIn,
  onClose,
  children,
}: ImportDialogProps<C, Made>) {
  return (
    <Dialog
      title={title}
      size={trial ? 'large' : 'medium'}
      keepOnOutsideClick
      onClose={() => void leave(onClose)}
      actions={
        <>
          {file ? <Button onPress={() => void leave(forget)}>{t('intake.another')}</Button> : null}
          <Button onPress={() => void leave(onClose)}>{t('shell.cancel')}</Button>
          <Button look="main" isDisabled={!trial || !bringIn.isReady} onPress={bringIn.onPress}>
            {trial ? bringIn.label : t('intake.bringInNothing')}
          </Button>
        </>
      }
    >
      <div className="intake">
        {problem === null ? null : (
          <p className="intake-problem" role="alert">
            {problem}
          </p>
        )}
        {file === null ? fileChoice : null}
        <ImportProgress />
        {problem !== null && file !== null && !trial && isText(file) ? encodingField : null}
        {trial && file && source !== null ? children({ trial, file, source }) : null}
      </div>
    </Dialog>
  );
}

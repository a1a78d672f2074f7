import type { ReactNode } from 'react';
import { create } from 'zustand';
import { Button } from './controls.tsx';
import { Dialog } from './overlays.tsx';

/** A question before something is done that cannot be taken back, or that somebody may not mean. One way to ask it, over whatever is open. */

interface Question {
  title: string;
  text: string;
  yes: string;
  no: string;
  /** What is proposed: to do it, or to let it be. Without either, it is done and cannot be taken back. */
  proposes?: 'yes' | 'no';
}

const useQuestion = create<{ asked: (Question & { answer: (isYes: boolean) => void }) | null }>(() => ({
  asked: null,
}));

/** Whether the person says yes; closing the question is a no. */
export function confirmed(question: Question): Promise<boolean> {
  useQuestion.getState().asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (isYes: boolean) => {
      useQuestion.setState({ asked: null });
      resolve(isYes);
    };
    useQuestion.setState({ asked: { ...question, answer } });
  });
}

export function ConfirmDialog(): ReactNode {
  const asked = useQuestion((state) => state.asked);
  if (!asked) return null;
  const { title, text, yes, no, proposes, answer } = asked;
  const doIt = (
    <Button
      key="yes"
      look={proposes === undefined ? 'danger' : proposes === 'yes' ? 'main' : 'plain'}
      onPress={() => answer(true)}
    >
      {yes}
    </Button>
  );
  const letBe = (
    <Button key="no" look={proposes === 'no' ? 'main' : 'plain'} onPress={() => answer(false)}>
      {no}
    </Button>
  );
  return (
    <Dialog
      title={title}
      size="small"
      onClose={() => answer(false)}
      actions={proposes === 'no' ? [doIt, letBe] : [letBe, doIt]}
    >
      <p>{text}</p>
    </Dialog>
  );
}

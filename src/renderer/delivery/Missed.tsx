import { useId, useState } from 'react';
import type { Output } from '#contract/contract.ts';
import type { JournalLine } from '#contract/publish.ts';
import { missingOf } from '#contract/publishing.ts';
import { call } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { t } from '../text/text.ts';
import { explainField } from './fieldNames.ts';

/** Who of a list did not get a message, by their lines in the file of addresses, and sending it to them alone. */
export function Missed({ line: { key, name, ...line } }: { line: JournalLine }) {
  const [shown, setShown] = useState<Output<'publishing.missed'> | null>(null);
  const id = useId();
  const total = missingOf(line);
  const tell = (error: unknown) => notify({ tone: 'problem', text: explainField(error) });
  const show = async () => setShown(shown ? null : await call('publishing.missed', { key }));
  return (
    <>
      <div className="journal-answers">
        <Button
          look="quiet"
          aria-label={t('publishing.missedNamed', { name })}
          aria-expanded={shown !== null}
          aria-controls={shown === null ? undefined : id}
          onPress={() => void show().catch(tell)}
        >
          {t('publishing.missed', { count: total })}
        </Button>
        <Button
          aria-label={t('publishing.sendRestNamed', { name })}
          onPress={() => void call('publishing.sendRest', { key }).catch(tell)}
        >
          {t('publishing.sendRest')}
        </Button>
      </div>
      {shown === null ? null : (
        <ul className="journal-missed" id={id}>
          {shown.lines.map(({ line: number, sentence }) => (
            <li key={number}>{t('publishing.missedLine', { line: number, sentence })}</li>
          ))}
          {total > shown.lines.length ? (
            <li>{t('publishing.missedMore', { count: total - shown.lines.length })}</li>
          ) : null}
        </ul>
      )}
    </>
  );
}

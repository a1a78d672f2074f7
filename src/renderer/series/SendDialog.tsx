import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { Message, Touchpoint } from '#campaign/document.ts';
import { asSent, type Send } from '#campaign/occurrences.ts';
import type { Scope, SendChanges } from '#campaign/series.ts';
import { Button } from '../kit/controls.tsx';
import { DateField, TimeField } from '../kit/DateFields.tsx';
import { TextField } from '../kit/fields.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { formatDate } from '../locale.ts';
import { t } from '../text/text.ts';
import { changeSend, moveSend, scopesFor, sendNamed, skipSend, type Asked } from './edits.ts';
import './series.css';

/** Asks what an edit of a send still needs, and whether this one is meant, this and later ones, or all. */
export function SendDialog({ onClose, ...asked }: Asked & { onClose: () => void }) {
  const found = sendNamed(asked);
  return found ? <Question asked={asked} {...found} onClose={onClose} /> : null;
}

/** What was meant last is proposed next. */
let lastScope: Scope = 'this';

interface QuestionProps {
  asked: Asked;
  touchpoint: Touchpoint;
  send: Send;
  onClose: () => void;
}

function Question({ asked, touchpoint, send, onClose }: QuestionProps) {
  const { what } = asked;
  const scopes = scopesFor(touchpoint, send);
  const [scope, setScope] = useState<Scope>(scopes.includes(lastScope) ? lastScope : 'this');
  const [day, setDay] = useState(formatDay(send.day + (asked.days ?? 0)));
  const changes = useRef<SendChanges>({});

  // The question is answered where it begins: Enter takes what is proposed.
  const choice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (what !== 'change') choice.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [what]);

  const answer = () => {
    onClose();
    lastScope = scope;
    if (what === 'skip') skipSend(asked, scope);
    else if (what === 'move') moveSend(asked, dayOf(day) - send.day, scope);
    else changeSend(asked, changes.current, scope);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || (event.target as Element).getAttribute('type') !== 'radio') return;
    event.preventDefault();
    answer();
  };
  return (
    <Dialog
      title={t(`series.ask.${what}`, { day: formatDate(formatDay(send.day), 'full') })}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('series.cancel')}</Button>
          <Button look="main" onPress={answer}>
            {t(`series.do.${what}`)}
          </Button>
        </>
      }
    >
      <div className="send-question" onKeyDownCapture={onKey} role="presentation">
        <p className="soft" dir="auto">
          {touchpoint.name}
        </p>
        {what === 'move' ? <DateField label={t('series.ask.date')} value={day} onCommit={setDay} /> : null}
        {what === 'change' ? <OwnFields touchpoint={asSent(touchpoint, send.exception)} changes={changes} /> : null}
        <RadioGroup ref={choice} className="send-scopes" value={scope} onChange={(value) => setScope(value as Scope)}>
          <Label className="field-label">{t('series.ask.scope')}</Label>
          {scopes.map((each) => (
            <Radio key={each} value={each} className="send-scope">
              <span className="send-scope-dot" aria-hidden />
              <span>
                {t(`series.scope.${each}`)}
                <span className="send-scope-means">{t(`series.means.${what}.${each}`)}</span>
              </span>
            </Radio>
          ))}
        </RadioGroup>
      </div>
    </Dialog>
  );
}

/** What a send may say of its own, and when. */
function OwnFields({ touchpoint, changes }: { touchpoint: Touchpoint; changes: { current: SendChanges } }) {
  const [sent, setSent] = useState(touchpoint);
  const say = (words: Partial<Message>) => {
    const message = { ...sent.message, ...words };
    changes.current = { ...changes.current, message };
    setSent({ ...sent, message });
  };
  return (
    <>
      <TextField
        label={t('inspector.subject')}
        value={sent.message.subject}
        maxLength={300}
        lang={sent.message.language}
        onCommit={(subject) => say({ subject })}
      />
      <TextField
        label={t('inspector.body')}
        value={sent.message.body}
        lines={5}
        maxLength={20_000}
        lang={sent.message.language}
        onCommit={(body) => say({ body })}
      />
      <TimeField
        label={t('series.ask.time')}
        value={sent.time.at ?? ''}
        onCommit={(at) => {
          const time = { ...sent.time, at };
          changes.current = { ...changes.current, time };
          setSent({ ...sent, time });
        }}
      />
    </>
  );
}

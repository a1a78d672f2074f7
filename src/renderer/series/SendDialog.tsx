import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { dayOf, formatDay } from '#campaign/calendar.ts';
import type { Message, Touchpoint } from '#campaign/document.ts';
import { MOST } from '#campaign/limits.ts';
import { asSent, sendsOf, type Send } from '#campaign/occurrences.ts';
import type { Scope, SendChanges } from '#campaign/series.ts';
import { Button } from '../kit/controls.tsx';
import { DateField, TimeField } from '../kit/DateFields.tsx';
import { SelectField, TextField } from '../kit/fields.tsx';
import { Dialog } from '../kit/overlays.tsx';
import { formatDate } from '../locale.ts';
import { sendInWords } from './words.ts';
import { t } from '../text/text.ts';
import { changeSend, moveSend, scopesFor, sendNamed, skipSend, type Asked } from './edits.ts';
import './series.css';

/** Asks what an edit of a send still needs, and whether this one is meant, this and later ones, or all. */
export function SendDialog({ onClose, ...asked }: Asked & { onClose: () => void }) {
  const found = sendNamed(asked);
  return found ? <Question first={asked} {...found} onClose={onClose} /> : null;
}

/** What was meant last is proposed next. */
let lastScope: Scope = 'this';

interface QuestionProps {
  first: Asked;
  touchpoint: Touchpoint;
  send: Send;
  onClose: () => void;
}

function Question({ first, touchpoint, send: proposed, onClose }: QuestionProps) {
  const { what, known } = first;
  const [on, setOn] = useState(first.on);
  const asked = { ...first, on };
  const sends = sendsOf(touchpoint);
  const send = sends.find((one) => formatDay(one.on) === on) ?? proposed;
  const scopes = scopesFor(touchpoint, send);
  const [chosen, setScope] = useState<Scope>(known ? 'all' : lastScope);
  const scope = scopes.includes(chosen) ? chosen : 'this';
  const [day, setDay] = useState(formatDay(send.day + (first.days ?? 0)));
  const changes = useRef<SendChanges>(known ?? {});

  // The question is answered where it begins: Enter takes what is proposed.
  const choice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (what !== 'change' || known) choice.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, [what, known]);

  const answer = () => {
    onClose();
    if (!known) lastScope = scope;
    if (what === 'skip') skipSend(asked, scope);
    else if (what === 'move') moveSend(asked, known ? first.days! : dayOf(day) - send.day, scope);
    else changeSend(asked, changes.current, scope);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || (event.target as Element).getAttribute('type') !== 'radio') return;
    event.preventDefault();
    answer();
  };
  return (
    <Dialog
      title={
        known
          ? t(what === 'move' ? 'series.which.move' : 'series.which.change', { name: touchpoint.name })
          : t(`series.ask.${what}`, { day: formatDate(formatDay(send.day), 'full') })
      }
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
          {known ? changeInWords(first) : touchpoint.name}
        </p>
        {known ? (
          <SelectField
            label={t('series.ask.send')}
            value={on}
            options={sends.map((one) => ({ id: formatDay(one.on), label: sendInWords(one) }))}
            onCommit={setOn}
          />
        ) : null}
        {what === 'move' && !known ? <DateField label={t('series.ask.date')} value={day} onCommit={setDay} /> : null}
        {what === 'change' && !known ? (
          <OwnFields touchpoint={asSent(touchpoint, send.exception)} changes={changes} />
        ) : null}
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

/** “By 2 days”, “To 14:00”: what was given already. */
function changeInWords({ days, known }: Asked): string {
  if (days !== undefined) return t(days < 0 ? 'series.given.earlier' : 'series.given.later', { count: Math.abs(days) });
  const at = known?.time?.at;
  return at === undefined ? t('series.given.preferred') : t('series.given.time', { time: at });
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
        maxLength={MOST.subject}
        lang={sent.message.language}
        onCommit={(subject) => say({ subject })}
      />
      <TextField
        label={t('inspector.body')}
        value={sent.message.body}
        lines={5}
        maxLength={MOST.text}
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

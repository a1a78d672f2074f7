import { useState } from 'react';
import type { JournalLine } from '#contract/publish.ts';
import { answersTo, missingOf, type Profile } from '#contract/publishing.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { Section } from '../kit/Screen.tsx';
import { useCampaign } from '../session/shown.ts';
import { StateMark } from '../standing/StateMark.tsx';
import { IN_ORDER, useStanding, type ShownState } from '../standing/standing.ts';
import { facts, t } from '../text/text.ts';
import { listProgress, MessageCells } from './MessageCells.tsx';
import { Missed } from './Missed.tsx';
import { useJournal } from './useJournal.ts';

const PAGE = 200;
/** Stand for any. No id can be one of these: they hold a space. */
const ANY = ' any';

/** What was approved, what became of it, and where somebody has to say whether it arrived. */
export function Journal({ id, profiles }: { id: string; profiles: readonly Profile[] }) {
  const [profile, setProfile] = useState(ANY);
  const [state, setState] = useState<ShownState | typeof ANY>(ANY);
  const [most, setMost] = useState(PAGE);
  const { segments } = useCampaign();
  // Also those that are removed by now: the journal goes on knowing what they sent.
  const sent = useStanding(({ standing }) => standing?.profiles);
  const allNames = [...new Set([...profiles.map(({ name }) => name), ...Object.keys(sent ?? {})])];
  const isAny = profile === ANY && state === ANY;
  const { lines, total, isHere, problem } = useJournal({
    id,
    most,
    ...(profile !== ANY && { profile }),
    ...(state !== ANY && { states: [state] }),
  });
  if (!isHere && problem === null) return null;
  if (lines.length === 0 && isAny && profiles.length === 0) return null;
  const segmentName = (segment: string) => segments.find((one) => one.id === segment)?.name ?? segment;
  return (
    <Section
      title={t('publishing.journal')}
      hint={t('publishing.journalHint')}
      actions={
        <div className="journal-filter">
          <SelectField
            label={t('publishing.profile')}
            value={profile}
            options={[
              { id: ANY, label: t('publishing.anyProfile') },
              ...allNames.map((name) => ({ id: name, label: name })),
            ]}
            onCommit={setProfile}
          />
          <SelectField
            label={t('publishing.stateLabel')}
            value={state}
            options={[
              { id: ANY, label: t('publishing.anyState') },
              ...IN_ORDER.map((one) => ({ id: one, label: t(`publishing.state.${one}`) })),
            ]}
            onCommit={(chosen) => setState(chosen as typeof state)}
          />
        </div>
      }
    >
      {problem === null ? null : <p role="alert">{problem}</p>}
      {lines.length === 0 ? (
        <p className="soft">{t(isAny ? 'publishing.journalNothing' : 'publishing.journalNoMatch')}</p>
      ) : (
        <div className="published-scroll">
          <table className="published">
            <thead>
              <tr>
                <th scope="col">{t('publishing.when')}</th>
                <th scope="col">{t('publishing.message')}</th>
                <th scope="col">{t('publishing.stateLabel')}</th>
                <th scope="col">{t('publishing.said')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <JournalRow key={`${line.key} ${line.state}`} line={line} segment={segmentName(line.segment)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > lines.length ? (
        <p className="soft">
          {t('publishing.journalMore', { shown: lines.length, total })}{' '}
          <Button look="quiet" onPress={() => setMost(most + PAGE)}>
            {t('publishing.showMore')}
          </Button>
        </p>
      ) : null}
    </Section>
  );
}

function JournalRow({ line, segment }: { line: JournalLine; segment: string }) {
  const { key, state, action, name, profile, sentence, dueAt } = line;
  const answers = answersTo(line);
  const answer = (said: 'sent' | 'again') =>
    void call('publishing.answer', { key, answer: said }).catch((error: unknown) =>
      notify({ tone: 'problem', text: explain(error) }),
    );
  return (
    <tr>
      <MessageCells message={line} about={facts(profile, segment)} />
      <td>
        <span className="profile-state" data-state={state}>
          <StateMark state={state as ShownState} /> {t(`publishing.state.${state as ShownState}`)}
        </span>
      </td>
      <td>
        <span dir="auto">
          {state === 'claimed' ? (listProgress(line) ?? sentence) : facts(sentence, listProgress(line))}
        </span>
        {state === 'unknown' && dueAt !== null ? <span className="soft"> {t('publishing.findsOut')}</span> : null}
        {missingOf(line) > 0 ? <Missed line={line} /> : null}
        {answers.length > 0 ? (
          <div className="journal-answers">
            {answers.map((said) => {
              const words = t(`publishing.answer.${said}.${action}`);
              return (
                <Button
                  key={said}
                  aria-label={t('publishing.answerNamed', { name, answer: words })}
                  onPress={() => answer(said)}
                >
                  {words}
                </Button>
              );
            })}
          </div>
        ) : null}
      </td>
    </tr>
  );
}

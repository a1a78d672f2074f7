import { CircleAlert, Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DryRun as Answer, Fate } from '#contract/publish.ts';
import { call, explain, StudioCallError } from '../bridge/studio.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { locale } from '../locale.ts';
import { isSettled, useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { facts, names, t } from '../text/text.ts';
import { Exactly } from './Exactly.tsx';
import { explainField, withField } from './fieldNames.ts';
import { MessageCells, whenOf } from './MessageCells.tsx';

type Item = Answer['items'][number];

const FATES: Fate[] = ['new', 'changed', 'update', 'same', 'out', 'stays', 'asks'];
/** What an approval does something about. */
const CHANGES = new Set<Fate>(['new', 'changed', 'update']);
const MOST_SHOWN = 300;

/** Exactly what would be sent, what speaks against it and what is different from what is out: it is sent as soon as this is approved. */
export function DryRun({ profile, onClose }: { profile: string; onClose: () => void }) {
  const id = useSession((state) => state.open!.id);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isApproving, setIsApproving] = useState(false);
  /** What is shown is not what would be sent any more, so that it cannot be approved. */
  const [isStale, setIsStale] = useState(false);
  const [shown, setShown] = useState<'all' | 'changes'>('all');
  const [opened, setOpened] = useState<Item | null>(null);

  async function look() {
    setAnswer(null);
    setProblem(null);
    setOpened(null);
    setIsStale(false);
    try {
      setAnswer(await call('publishing.dryRun', { id, profile, locale }));
    } catch (error) {
      setProblem(explain(error));
    }
  }
  useEffect(() => {
    void look();
    // It is looked at once for each time it is opened, and again when that is asked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, profile]);

  async function approve() {
    if (!answer || isApproving) return;
    if (!isSettled()) return setProblem(t('history.unsaved'));
    setIsApproving(true);
    try {
      const { queued, takenBack } = await call('publishing.approve', { id, profile, locale, hash: answer.hash });
      notify({ tone: 'done', text: t('publishing.approved', { count: queued + takenBack }) });
      onClose();
    } catch (error) {
      setProblem(explainField(error));
      // Refused is what only now stops it.
      setIsStale(error instanceof StudioCallError && ['conflict', 'refused'].includes(error.code));
      setIsApproving(false);
    }
  }

  const stopping = answer?.problems.filter(({ stops }) => stops) ?? [];
  const changing =
    (answer?.items.filter(({ fate }) => CHANGES.has(fate)).length ?? 0) + (answer?.takenBack.length ?? 0);
  const items = answer?.items.filter(({ fate }) => shown === 'all' || CHANGES.has(fate)) ?? [];
  return (
    <Dialog
      title={t('publishing.dryRunTitle', { name: profile })}
      size="large"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          {isStale ? (
            <Button look="main" onPress={() => void look()}>
              {t('publishing.rehearseAgain')}
            </Button>
          ) : (
            <>
              <Button onPress={() => void look()}>{t('publishing.dryRunAgain')}</Button>
              <Button
                look="main"
                isDisabled={answer === null || stopping.length > 0 || changing === 0}
                onPress={() => void approve()}
              >
                {isApproving
                  ? t('publishing.approving')
                  : changing === 0
                    ? t('publishing.approveNothing')
                    : t('publishing.approve', { count: changing })}
              </Button>
            </>
          )}
        </>
      }
    >
      {problem === null ? null : (
        <p className="work-note" data-tone="problem" role="alert">
          {problem}
        </p>
      )}
      {answer === null ? (
        problem === null ? (
          <p role="status">{t('publishing.dryRunComing')}</p>
        ) : null
      ) : (
        <div className="dry-run">
          <p role="status">
            {t('publishing.dryRunLead')} <strong>{inShort(answer)}</strong>
          </p>
          {answer.problems.length > 0 ? (
            <ul className="dry-run-problems">
              {[...stopping, ...answer.problems.filter(({ stops }) => !stops)].map(({ message, stops, field }) => (
                <li key={message} data-stops={stops || undefined}>
                  {stops ? (
                    <CircleAlert aria-label={t('publishing.stops')} />
                  ) : (
                    <Info aria-label={t('publishing.toKnow')} />
                  )}
                  <span dir="auto">{withField(message, field)}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {answer.items.length > 0 ? (
            <Segmented
              label={t('publishing.which')}
              value={shown}
              options={[
                { id: 'all', label: t('publishing.whichAll') },
                { id: 'changes', label: t('publishing.whichChanges') },
              ]}
              onChange={setShown}
            />
          ) : null}
          {items.length > 0 || answer.takenBack.length > 0 ? (
            <Items
              id={id}
              profile={profile}
              items={items}
              takenBack={answer.takenBack}
              opened={opened}
              onOpen={setOpened}
            />
          ) : null}
          {items.length > MOST_SHOWN ? (
            <p className="soft">{t('publishing.moreItems', { shown: MOST_SHOWN, total: items.length })}</p>
          ) : null}
        </div>
      )}
    </Dialog>
  );
}

/** “12 new, 3 out, to be changed there.” */
function inShort({ items, takenBack }: Answer): string {
  const counted = FATES.flatMap((fate) => {
    const count = items.filter((item) => item.fate === fate).length;
    return count > 0 ? [t(`publishing.fates.${fate}`, { count })] : [];
  });
  if (takenBack.length > 0) counted.push(t('publishing.takenBack', { count: takenBack.length }));
  return counted.length === 0 ? '' : `${names(counted)}.`;
}

interface ItemsProps {
  id: string;
  profile: string;
  items: readonly Item[];
  takenBack: Answer['takenBack'];
  opened: Item | null;
  onOpen: (item: Item | null) => void;
}

function Items({ id: campaignId, profile, items, takenBack, opened, onOpen }: ItemsProps) {
  const { segments } = useCampaign();
  const segmentName = (segment: string) => segments.find(({ id }) => id === segment)?.name ?? t('publishing.everyone');
  return (
    <div className="published-scroll">
      <table className="published">
        <thead>
          <tr>
            <th scope="col">{t('publishing.when')}</th>
            <th scope="col">{t('publishing.message')}</th>
            <th scope="col">{t('publishing.where')}</th>
            <th scope="col">{t('publishing.whatHappens')}</th>
            <th scope="col">{t('publishing.exactly')}</th>
          </tr>
        </thead>
        <tbody>
          {takenBack.slice(0, MOST_SHOWN).map((row) => (
            <tr key={`back ${row.key}`}>
              <MessageCells message={row} about={segmentName(row.segment)} />
              <td colSpan={3}>
                <span className="dry-run-fate" data-fate="changed">
                  {t('publishing.fate.back')}
                </span>
              </td>
            </tr>
          ))}
          {items.slice(0, MOST_SHOWN).map((item) => [
            <tr key={item.key}>
              <MessageCells
                message={item}
                utc={t('publishing.utc', { time: item.at.slice(11, 16) })}
                about={segmentName(item.segment)}
              />
              <td>
                {facts(
                  item.destination,
                  item.recipients > 0 && t('publishing.recipients', { count: item.recipients }),
                  t('publishing.bytes', { count: item.bytes }),
                )}
              </td>
              <td>
                <span className="dry-run-fate" data-fate={item.fate}>
                  {t(`publishing.fate.${item.fate}`)}
                </span>
              </td>
              <td>
                <Button
                  look="quiet"
                  aria-label={t(opened?.key === item.key ? 'publishing.hideNamed' : 'publishing.showNamed', {
                    name: facts(item.name, segmentName(item.segment)),
                    when: whenOf(item),
                  })}
                  aria-expanded={opened?.key === item.key}
                  onPress={() => onOpen(opened?.key === item.key ? null : item)}
                >
                  {t(opened?.key === item.key ? 'publishing.hide' : 'publishing.show')}
                </Button>
              </td>
            </tr>,
            opened?.key === item.key ? (
              <tr key={`${item.key} exactly`}>
                <td colSpan={5}>
                  <Exactly id={campaignId} profile={profile} item={item} segment={segmentName(item.segment)} />
                </td>
              </tr>
            ) : null,
          ])}
        </tbody>
      </table>
    </div>
  );
}

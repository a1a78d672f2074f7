import { Copy, Tag, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Version } from '#contract/history.ts';
import { call, explain } from '../bridge/studio.ts';
import { confirmed } from '../kit/confirm.tsx';
import { Button, IconButton } from '../kit/controls.tsx';
import { announce, notify } from '../kit/notices.ts';
import { formatAgo } from '../locale.ts';
import { hideHistory } from '../navigation/panes.ts';
import { openOverlay, useOverlay } from '../navigation/overlay.ts';
import { useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { windowId } from '../session/windowId.ts';
import { facts, t } from '../text/text.ts';
import { goBackTo } from './goBack.ts';
import { momentsOf, whoWords } from './past.ts';
import { usePast } from './usePast.ts';
import './history.css';

/** What was done, by whom and when: any state can be gone back to, and back again, as one step more. */
export function History() {
  const { past, more, reload } = usePast();
  const [chosen, setChosen] = useState<number | null>(null);
  const isNaming = useOverlay(({ overlay }) => overlay?.id === 'nameVersion');
  // A version that has just been named is among them.
  useEffect(() => {
    if (!isNaming) reload();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNaming]);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const moments = past ? momentsOf(past, windowId) : [];
  const target = moments.find(({ revision }) => revision === chosen);

  return (
    <aside
      className="inspector history"
      aria-label={t('action.history')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Element)) hideHistory();
      }}
    >
      <header className="inspector-head">
        <h2 ref={head} tabIndex={-1}>
          {t('action.history')}
        </h2>
        <IconButton label={t('action.nameVersion')} onPress={() => openOverlay('nameVersion')}>
          <Tag aria-hidden />
        </IconButton>
        <IconButton label={t('history.close')} onPress={hideHistory}>
          <X aria-hidden />
        </IconButton>
      </header>
      {past && past.versions.length > 0 ? <Versions past={past} onChange={reload} /> : null}
      <h3 className="history-title">{t('history.steps')}</h3>
      <ListBox
        aria-label={t('history.steps')}
        className="history-list"
        selectionMode="single"
        // Esc closes the history.
        escapeKeyBehavior="none"
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => setChosen(keys === 'all' ? null : (([...keys][0] as number | undefined) ?? null))}
        renderEmptyState={() => <p className="soft">{t('forecast.coming')}</p>}
      >
        {moments.map(({ revision, words, who, at, since, isNow, versions }) => (
          <ListBoxItem
            key={revision}
            id={revision}
            textValue={words}
            className="history-item"
            data-revision={revision}
            data-now={isNow || undefined}
            data-since={since?.kind}
          >
            <span dir="auto">{words}</span>
            <span className="faint">
              {facts(
                isNow && t('history.now'),
                ...versions.map((name) => t('history.named', { name })),
                since && t(`history.since.${since.kind}`, { who: since.who, when: formatAgo(since.at) }),
                who,
                at !== null && formatAgo(at),
              )}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
      {past?.isMore ? (
        <Button look="quiet" onPress={more}>
          {t('history.more')}
        </Button>
      ) : null}
      <footer className="history-foot">
        <p className="soft">{t(target && !target.isNow ? 'history.explain' : 'history.choose')}</p>
        <Button
          look="main"
          isDisabled={!target || target.isNow}
          onPress={() => {
            if (target) void goBackTo(target.revision, target.words);
          }}
        >
          {t('history.goBack')}
        </Button>
      </footer>
    </aside>
  );
}

interface VersionsProps {
  past: { person: string; revision: number; versions: readonly Version[] };
  onChange: () => void;
}

/** The states that somebody gave a name. */
function Versions({ past: { person, revision, versions }, onChange }: VersionsProps) {
  const { name: campaignName } = useCampaign();
  const id = useSession((session) => session.open!.id);
  const tell = (error: unknown) => notify({ tone: 'problem', text: explain(error) });

  async function openCopy({ id: version, name }: Version) {
    const title = t('history.copyName', { name: campaignName, version: name });
    await call('campaign.openVersion', { id, version, name: title });
    notify({ tone: 'done', text: t('history.copied', { name: title }) });
  }
  async function remove({ id: version, name }: Version) {
    const isMeant = await confirmed({
      title: t('history.removeTitle', { name }),
      text: t('history.removeText'),
      yes: t('history.removeIt'),
      no: t('shell.cancel'),
    });
    if (!isMeant) return;
    await call('campaign.removeVersion', { id, version });
    announce(t('history.removed', { name }));
    onChange();
  }

  return (
    <section className="history-versions" aria-label={t('history.versions')}>
      <h3 className="history-title">{t('history.versions')}</h3>
      <ul>
        {versions.map((version) => (
          <li key={version.id} className="history-version">
            <span className="history-version-name">
              <strong dir="auto">{version.name}</strong>
              <span className="faint">{facts(whoWords(version, person, windowId), formatAgo(version.at))}</span>
            </span>
            <Button
              look="quiet"
              isDisabled={version.revision === revision}
              aria-label={t('history.goBackTo', { name: version.name })}
              onPress={() => void goBackTo(version.revision, version.name)}
            >
              {t('history.goBackShort')}
            </Button>
            <IconButton
              label={t('history.openCopy', { name: version.name })}
              onPress={() => void openCopy(version).catch(tell)}
            >
              <Copy aria-hidden />
            </IconButton>
            <IconButton
              label={t('history.remove', { name: version.name })}
              onPress={() => void remove(version).catch(tell)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

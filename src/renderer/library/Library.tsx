import { CalendarRange, Copy, Download, FolderOpen, Plus, TableProperties, Trash2 } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { FileTrigger, Menu as AriaMenu, MenuItem, Popover, Separator } from 'react-aria-components';
import type { Summary } from '#contract/library.ts';
import { call } from '../bridge/studio.ts';
import { CHOSEN_KINDS, refusalOf, sortDropped } from '../intake/sortFiles.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { SearchField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { today } from '../locale.ts';
import { Blank } from '../kit/Screen.tsx';
import { Pictures } from '../kit/Pictures.tsx';
import { CALENDAR } from '../navigation/address.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { go } from '../navigation/useAddress.ts';
import { t } from '../text/text.ts';
import { CampaignRow, type MenuPlace } from './CampaignRow.tsx';
import { downloadCampaign, duplicateCampaign, openCampaignFiles, removeCampaign, report } from './campaigns.ts';
import { arrange, type SortOrder } from './list.ts';
import { OlderLibrary } from './OlderLibrary.tsx';
import { RecentlyDeleted } from './RecentlyDeleted.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { useAnswer } from './useAnswer.ts';
import { Welcome } from './Welcome.tsx';
import './library.css';

/** With fewer campaigns than this there is nothing to search. */
const SEARCHED_FROM = 9;
const SORT_ORDERS: readonly SortOrder[] = ['changed', 'name', 'start'];

interface LibraryProps {
  onOpen: (id: string) => void;
}

/** The first screen: every campaign, and the ways to begin one. */
export function Library({ onOpen }: LibraryProps) {
  const { answer, problem, reload } = useAnswer('library.list');
  const campaigns = answer?.campaigns ?? null;
  const now = useNow();
  const [welcomed, setWelcomed] = useState(true);
  useEffect(() => {
    void call('preferences.get', {}).then(
      (preferences) => setWelcomed(preferences.welcomed),
      // The band is a courtesy: without preferences it stays away.
      () => setWelcomed(true),
    );
  }, []);
  const putAway = () => {
    setWelcomed(true);
    report(call('preferences.set', { changes: { welcomed: true } }));
  };

  const openFiles = (files: File[]) => {
    if (files.length === 0) return;
    const chosen = sortDropped(files, 'library');
    if (chosen.type === 'no') notify({ tone: 'problem', text: refusalOf(chosen) });
    else if (chosen.type === 'campaigns') void openCampaignFiles(chosen.files, onOpen);
    else openOverlay('importPlan', { given: chosen.files[0] });
  };

  return (
    <main className="library">
      <header className="library-bar">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <strong>{t('app.name')}</strong>
        <ThemeMenu />
      </header>
      <div className="library-inside">
        <div className="library-head">
          <div>
            <h1>{t('library.title')}</h1>
            <p className="soft">{t('library.lead')}</p>
          </div>
          <div className="screen-actions">
            <FileTrigger
              acceptedFileTypes={CHOSEN_KINDS}
              allowsMultiple
              onSelect={(files) => openFiles([...(files ?? [])])}
            >
              <Button icon={<FolderOpen aria-hidden />}>{t('library.openFile')}</Button>
            </FileTrigger>
            <Button icon={<CalendarRange aria-hidden />} onPress={() => go(CALENDAR)}>
              {t('calendar.open')}
            </Button>
            <Button icon={<TableProperties aria-hidden />} onPress={() => openOverlay('importPlan')}>
              {t('library.importPlan')}
            </Button>
            <Button look="main" icon={<Plus aria-hidden />} onPress={() => openOverlay('newCampaign')}>
              {t('library.new')}
            </Button>
          </div>
        </div>
        <OlderLibrary />
        {welcomed ? null : <Welcome onPutAway={putAway} />}
        {campaigns === null ? (
          problem ? (
            <div className="library-problem" role="alert">
              <p>{t('library.failed', { reason: problem })}</p>
              <Button onPress={reload}>{t('library.again')}</Button>
            </div>
          ) : null
        ) : campaigns.length === 0 ? (
          <div className="library-empty">
            <Blank picture={<Pictures.Plan />} title={t('library.empty')} text={t('library.emptyText')}>
              <Button look="main" icon={<Plus aria-hidden />} onPress={() => openOverlay('newCampaign')}>
                {t('library.new')}
              </Button>
            </Blank>
          </div>
        ) : (
          <CampaignList campaigns={campaigns} now={now} onOpen={onOpen} />
        )}
        <RecentlyDeleted now={now} />
      </div>
    </main>
  );
}

interface CampaignListProps {
  campaigns: Summary[];
  now: number;
  onOpen: (id: string) => void;
}

function CampaignList({ campaigns, now, onOpen }: CampaignListProps) {
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<SortOrder>('changed');
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const searched = useDeferredValue(search);
  const shown = useMemo(() => arrange(campaigns, searched, order), [campaigns, searched, order]);
  const day = today();
  return (
    <section aria-label={t('library.list')}>
      <div className="library-tools">
        <p className="soft figure" aria-live="polite">
          {t(searched ? 'library.found' : 'library.count', { count: shown.length })}
        </p>
        {campaigns.length >= SEARCHED_FROM || search ? (
          <div className="library-search">
            <SearchField label={t('library.search')} value={search} onChange={setSearch} />
          </div>
        ) : null}
        {campaigns.length > 1 ? (
          <Segmented
            label={t('library.sort')}
            value={order}
            options={SORT_ORDERS.map((id) => ({ id, label: t(`library.sort.${id}`) }))}
            onChange={setOrder}
          />
        ) : null}
      </div>
      {shown.length === 0 ? (
        <div className="library-empty">
          <Blank
            picture={<Pictures.Search />}
            title={t('library.none', { search: searched })}
            text={t('library.noneText')}
          >
            <Button onPress={() => setSearch('')}>{t('library.clear')}</Button>
          </Blank>
        </div>
      ) : (
        <ul className="campaigns">
          {shown.map((campaign) => (
            <CampaignRow key={campaign.id} campaign={campaign} today={day} now={now} onOpen={onOpen} onMenu={setMenu} />
          ))}
        </ul>
      )}
      {menu ? <CampaignMenu {...menu} all={campaigns} onOpen={onOpen} onClose={() => setMenu(null)} /> : null}
    </section>
  );
}

interface CampaignMenuProps extends MenuPlace {
  all: readonly Summary[];
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** The one menu of the list, at the button that asked for it. */
function CampaignMenu({ campaign, button, all, onOpen, onClose }: CampaignMenuProps) {
  const trigger = useMemo(() => ({ current: button }), [button]);
  const entries = [
    { id: 'open', Icon: FolderOpen, run: () => onOpen(campaign.id) },
    { id: 'duplicate', Icon: Copy, run: () => report(duplicateCampaign(campaign, all)) },
    { id: 'download', Icon: Download, run: () => report(downloadCampaign(campaign)) },
    { id: 'delete', Icon: Trash2, run: () => report(removeCampaign(campaign)) },
  ] as const;
  return (
    <Popover className="popover" triggerRef={trigger} isOpen onOpenChange={onClose} placement="bottom end">
      <AriaMenu
        aria-label={t('library.menu', { name: campaign.name })}
        className="menu"
        // A menu takes the focus when it opens; this one has no trigger of its own to do that for it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus="first"
        onClose={onClose}
      >
        {entries.map(({ id, Icon, run }) => [
          id === 'delete' ? <Separator key="line" className="menu-line" /> : null,
          <MenuItem key={id} id={id} className={id === 'delete' ? 'menu-item menu-danger' : 'menu-item'} onAction={run}>
            <Icon aria-hidden />
            <span>{t(`library.${id}`)}</span>
          </MenuItem>,
        ])}
      </AriaMenu>
    </Popover>
  );
}

/** The present moment, to the minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

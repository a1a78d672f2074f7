import {
  AppWindow,
  ArrowLeft,
  ChevronDown,
  CircleHelp,
  CloudAlert,
  Download,
  Ellipsis,
  FileInput,
  ListChecks,
  PanelLeft,
  PanelRight,
  Printer,
  Redo2,
  Search,
  Undo2,
} from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { openWindow, opensWindows } from '../bridge/studio.ts';
import { useFindings } from '../findings/findings.ts';
import { Button, IconButton, Segmented } from '../kit/controls.tsx';
import { Menu, type MenuEntry } from '../kit/overlays.tsx';
import { keysOf } from '../kit/shortcuts.ts';
import { ThemeMenu } from '../library/ThemeMenu.tsx';
import { redo, select, undo, useSession } from '../session/session.ts';
import { entryWords, type NamedEntry } from '../session/entries.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { useIsHeldBack } from '../timeline/burst.ts';
import { SCREENS, writeAddress, type ScreenId } from '../navigation/address.ts';
import { hidePane, showPane, useFolded, useLayout, usePanesInView } from '../navigation/panes.ts';
import { usePlace } from '../navigation/place.ts';

interface TopBarProps {
  screen: ScreenId;
  onScreen: (screen: ScreenId) => void;
  onLeave: () => void;
  onHelp: () => void;
  onFind: () => void;
  onExport: () => void;
  onImport: () => void;
}

/** What belongs to the campaign as a whole. In small windows everything but undo stands in two menus. */
export function TopBar({ screen, onScreen, onLeave, onHelp, onFind, onExport, onImport }: TopBarProps) {
  const campaign = useCampaign();
  const isFolded = useFolded();
  const layout = useLayout();
  const screens = SCREENS.map((id) => ({ id, label: t(`shell.tab.${id}`) }));

  const findings = useFindings(campaign).length;
  const showFindings = () => {
    onScreen('plan');
    select(null);
    showPane('details');
  };
  const sharing: MenuEntry[] = [
    {
      id: 'export',
      label: t('shell.exportEntry'),
      icon: <Download aria-hidden />,
      keys: keysOf('export'),
      onAction: onExport,
    },
    {
      id: 'print',
      label: t('shell.print'),
      icon: <Printer aria-hidden />,
      keys: keysOf('print'),
      // The menu is still open while it is pressed.
      onAction: () => setTimeout(() => window.print()),
    },
    { id: 'import', label: t('shell.import'), icon: <FileInput aria-hidden />, onAction: onImport },
    ...(opensWindows
      ? [
          {
            id: 'window',
            label: t('shell.newWindow'),
            icon: <AppWindow aria-hidden />,
            separated: true,
            onAction: () => openWindow(writeAddress(usePlace.getState())),
          },
        ]
      : []),
  ];

  return (
    <header className="top-bar" data-folded={isFolded || undefined}>
      <IconButton label={t('shell.back')} onPress={onLeave}>
        <ArrowLeft aria-hidden />
      </IconButton>
      <h1 className="top-name" dir="auto" title={campaign.name}>
        {campaign.name}
      </h1>
      {isFolded ? (
        <Menu
          label={t('shell.tabs')}
          chosen={screen}
          entries={screens.map((entry) => ({ ...entry, onAction: () => onScreen(entry.id) }))}
        >
          <Button aria-label={t('shell.screen', { name: t(`shell.tab.${screen}`) })}>
            {t(`shell.tab.${screen}`)}
            <ChevronDown aria-hidden />
          </Button>
        </Menu>
      ) : (
        <Segmented label={t('shell.tabs')} value={screen} options={screens} onChange={onScreen} />
      )}
      <span className="top-space" />
      {/* One stop of the Tab key; arrow keys go from one to the next. */}
      <Toolbar className="top-tools" aria-label={t('shell.tools')}>
        {screen === 'plan' && layout !== 'small' ? <SidePanes /> : null}
        <Saving />
        {findings > 0 && !isFolded ? (
          <Button look="quiet" onPress={showFindings}>
            {t('shell.checksCount', { count: findings })}
          </Button>
        ) : null}
        <Steps />
        <ThemeMenu />
        {isFolded ? (
          <Menu
            label={t('shell.more')}
            entries={[
              ...sharing,
              ...(findings > 0
                ? [
                    {
                      id: 'findings',
                      label: t('shell.checksCount', { count: findings }),
                      icon: <ListChecks aria-hidden />,
                      onAction: showFindings,
                    },
                  ]
                : []),
              {
                id: 'find',
                label: t('finder.title'),
                icon: <Search aria-hidden />,
                keys: keysOf('find'),
                onAction: onFind,
              },
              { id: 'help', label: t('shell.help'), icon: <CircleHelp aria-hidden />, keys: '?', onAction: onHelp },
            ]}
          >
            <IconButton label={t('shell.more')}>
              <Ellipsis aria-hidden />
            </IconButton>
          </Menu>
        ) : (
          <>
            <IconButton label={t('finder.title')} keys={keysOf('find')} onPress={onFind}>
              <Search aria-hidden />
            </IconButton>
            <IconButton label={t('shell.help')} keys="?" onPress={onHelp}>
              <CircleHelp aria-hidden />
            </IconButton>
            <Menu label={t('shell.share')} entries={sharing}>
              <Button look="main">{t('shell.share')}</Button>
            </Menu>
          </>
        )}
      </Toolbar>
    </header>
  );
}

/** Whether what was done is stored. */
function Saving() {
  const isHeldBack = useIsHeldBack();
  const sending = useSession((state) => state.open!.saving);
  const saving = isHeldBack && sending === 'saved' ? 'saving' : sending;
  return (
    <span className="top-saving" role="status" data-state={saving}>
      {saving === 'saved' || saving === 'saving' ? null : <CloudAlert aria-hidden />}
      {t(`session.${saving}`)}
    </span>
  );
}

function Steps() {
  const history = useSession((state) => state.open!.history);
  return (
    <>
      <IconButton
        label={named('shell.undo', history.undo)}
        keys={keysOf('undo')}
        isDisabled={!history.undo}
        onPress={undo}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={named('shell.redo', history.redo)}
        keys={keysOf('redo')}
        isDisabled={!history.redo}
        onPress={redo}
      >
        <Redo2 aria-hidden />
      </IconButton>
    </>
  );
}

/** “Undo: move “Launch email””; the plain word where there is nothing to undo. */
function named(key: 'shell.undo' | 'shell.redo', step: NamedEntry | null): string {
  const words = entryWords(step);
  return words === null ? t(key) : t(`${key}Named`, { step: words });
}

/** Opens and closes what stands left and right of the timeline. */
function SidePanes() {
  const { tactics, details } = usePanesInView();
  return (
    <>
      <IconButton
        label={tactics ? t('tactics.hide') : t('tactics.show')}
        onPress={() => (tactics ? hidePane : showPane)('tactics')}
      >
        <PanelLeft aria-hidden />
      </IconButton>
      <IconButton
        label={details ? t('inspector.hide') : t('inspector.show')}
        onPress={() => (details ? hidePane : showPane)('details')}
      >
        <PanelRight aria-hidden />
      </IconButton>
    </>
  );
}

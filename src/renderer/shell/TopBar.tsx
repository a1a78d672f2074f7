import { ArrowLeft, ChevronDown, CloudAlert, Ellipsis, ListChecks, PanelLeft, PanelRight } from 'lucide-react';
import { Toolbar } from 'react-aria-components';
import { ActionButton } from '../actions/ActionButton.tsx';
import { entriesFor } from '../actions/entries.tsx';
import { useFindings } from '../findings/findings.ts';
import { Button, IconButton, Segmented } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { ThemeMenu } from '../library/ThemeMenu.tsx';
import { select, useSession } from '../session/session.ts';
import { useCampaign } from '../session/shown.ts';
import { formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { useIsHeldBack } from '../timeline/burst.ts';
import { SCREENS, type ScreenId } from '../navigation/address.ts';
import { hidePane, showDetails, showPane, useFolded, useLayout, usePanesInView } from '../navigation/panes.ts';

interface TopBarProps {
  screen: ScreenId;
  onScreen: (screen: ScreenId) => void;
  onLeave: () => void;
}

/** What belongs to the campaign as a whole. In small windows everything but undo stands in two menus. */
export function TopBar({ screen, onScreen, onLeave }: TopBarProps) {
  // An edit renders its name alone, and what follows the checks.
  const name = useSession(({ open }) => open!.campaign.name);
  const isFolded = useFolded();
  const layout = useLayout();
  const screens = SCREENS.map((id) => ({ id, label: t(`shell.tab.${id}`) }));

  return (
    <header className="top-bar" data-folded={isFolded || undefined}>
      <IconButton label={t('shell.back')} onPress={onLeave}>
        <ArrowLeft aria-hidden />
      </IconButton>
      <h1 className="top-name" dir="auto" title={name}>
        {name}
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
        {isFolded ? null : <Checks onScreen={onScreen} />}
        <Steps />
        <ThemeMenu />
        {isFolded ? (
          <More onScreen={onScreen} />
        ) : (
          <>
            <ActionButton id="history" />
            <ActionButton id="find" />
            <ActionButton id="help" />
            <Menu label={t('shell.share')} entries={sharing()}>
              <Button look="main">{t('shell.share')}</Button>
            </Menu>
          </>
        )}
      </Toolbar>
    </header>
  );
}

const sharing = () =>
  entriesFor('export', 'print', 'import', 'newWindow').map((entry) => ({
    ...entry,
    separated: entry.id === 'newWindow',
  }));

/** How many findings there are, and how they are come to. */
function useChecks(onScreen: TopBarProps['onScreen']): { count: number; show: () => void } {
  const { length: count } = useFindings(useCampaign());
  return {
    count,
    show() {
      onScreen('plan');
      select(null);
      showDetails();
    },
  };
}

function Checks({ onScreen }: Pick<TopBarProps, 'onScreen'>) {
  const { count, show } = useChecks(onScreen);
  if (count === 0) return null;
  return (
    <span className="top-checks">
      <Button look="quiet" aria-label={t('shell.checksCount', { count })} onPress={show}>
        <span className="top-checks-words">{t('shell.checksCount', { count })}</span>
        {/* Where the bar is short of room. */}
        <span className="top-checks-short figure" aria-hidden>
          <ListChecks /> {formatNumber(count)}
        </span>
      </Button>
    </span>
  );
}

/** What has no room of its own in a folded bar. */
function More({ onScreen }: Pick<TopBarProps, 'onScreen'>) {
  const { count, show } = useChecks(onScreen);
  const checks = {
    id: 'findings',
    label: t('shell.checksCount', { count }),
    icon: <ListChecks aria-hidden />,
    onAction: show,
  };
  return (
    <Menu
      label={t('shell.more')}
      entries={[...sharing(), ...(count > 0 ? [checks] : []), ...entriesFor('history', 'find', 'help')]}
    >
      <IconButton label={t('shell.more')}>
        <Ellipsis aria-hidden />
      </IconButton>
    </Menu>
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
      <ActionButton id="undo" isDisabled={!history.undo} />
      <ActionButton id="redo" isDisabled={!history.redo} />
    </>
  );
}

/** Opens and closes what stands left and right of the timeline. */
function SidePanes() {
  const { tactics, details } = usePanesInView();
  return (
    <>
      <IconButton
        label={tactics ? t('tactics.hide') : t('tactics.show')}
        onPress={() => (tactics ? hidePane('tactics') : showPane('tactics'))}
      >
        <PanelLeft aria-hidden />
      </IconButton>
      <IconButton
        label={details ? t('inspector.hide') : t('inspector.show')}
        onPress={() => (details ? hidePane('details') : showDetails())}
      >
        <PanelRight aria-hidden />
      </IconButton>
    </>
  );
}

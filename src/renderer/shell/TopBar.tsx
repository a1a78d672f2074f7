import {
  AppWindow,
  ArrowLeft,
  CircleHelp,
  CloudAlert,
  Download,
  FileInput,
  PanelLeft,
  Printer,
  Redo2,
  Undo2,
} from 'lucide-react';
import type { History } from '#studio/contract.ts';
import { openWindow, opensWindows } from '../bridge/studio.ts';
import { Button, IconButton, Segmented } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { ThemeMenu } from '../library/ThemeMenu.tsx';
import { redo, select, undo, useSession } from '../session/session.ts';
import { entryWords } from '../session/entries.ts';
import { useCampaign } from '../session/shown.ts';
import { useFindings } from '../inspector/findings.ts';
import { t } from '../text/text.ts';
import { SCREENS, writeAddress, type ScreenId } from './address.ts';
import { usePlace } from './place.ts';

interface TopBarProps {
  screen: ScreenId;
  onScreen: (screen: ScreenId) => void;
  onLeave: () => void;
  onHelp: () => void;
  onExport: () => void;
  onImport: () => void;
  hasPalette: boolean;
  onPalette: () => void;
}

/** “Undo: move “Launch email””; the plain word where there is nothing to undo. */
function named(key: 'shell.undo' | 'shell.redo', step: History['undo']): string {
  const words = entryWords(step);
  return words === null ? t(key) : t(`${key}Named`, { step: words });
}

export function TopBar({ screen, onScreen, onLeave, onHelp, onExport, onImport, hasPalette, onPalette }: TopBarProps) {
  const campaign = useCampaign();
  const history = useSession((state) => state.open!.history);
  const saving = useSession((state) => state.open!.saving);
  const findings = useFindings(campaign);
  const serious = findings.filter((finding) => finding.severity !== 'advice').length;
  return (
    <header className="top-bar">
      <IconButton label={t('shell.back')} onPress={onLeave}>
        <ArrowLeft aria-hidden />
      </IconButton>
      {screen === 'plan' ? (
        <IconButton label={hasPalette ? t('palette.hide') : t('palette.show')} onPress={onPalette}>
          <PanelLeft aria-hidden />
        </IconButton>
      ) : null}
      <h1 className="top-name" dir="auto" title={campaign.name}>
        {campaign.name}
      </h1>
      <Segmented
        label={t('shell.tabs')}
        value={screen}
        options={SCREENS.map((id) => ({ id, label: t(`shell.tab.${id}`) }))}
        onChange={onScreen}
      />
      <span className="top-space" />
      <span className="top-saving" role="status" data-state={saving}>
        {saving === 'failing' || saving === 'gone' ? <CloudAlert aria-hidden /> : null}
        {t(`session.${saving}`)}
      </span>
      {serious > 0 ? (
        <Button
          look="quiet"
          onPress={() => {
            onScreen('plan');
            select(null);
          }}
        >
          {t('shell.checksCount', { count: serious })}
        </Button>
      ) : null}
      <IconButton label={named('shell.undo', history.undo)} keys="Ctrl+Z" isDisabled={!history.undo} onPress={undo}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton
        label={named('shell.redo', history.redo)}
        keys="Ctrl+Shift+Z"
        isDisabled={!history.redo}
        onPress={redo}
      >
        <Redo2 aria-hidden />
      </IconButton>
      <ThemeMenu />
      <IconButton label={t('shell.help')} keys="?" onPress={onHelp}>
        <CircleHelp aria-hidden />
      </IconButton>
      <Menu
        label={t('shell.share')}
        entries={[
          {
            id: 'export',
            label: t('shell.exportEntry'),
            icon: <Download aria-hidden />,
            keys: 'Ctrl+E',
            onAction: onExport,
          },
          {
            id: 'print',
            label: t('shell.print'),
            icon: <Printer aria-hidden />,
            keys: 'Ctrl+P',
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
        ]}
      >
        <Button look="main">{t('shell.share')}</Button>
      </Menu>
    </header>
  );
}

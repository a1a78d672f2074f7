import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '../kit/controls.tsx';
import { Menu } from '../kit/overlays.tsx';
import { setTheme, useTheme } from '../navigation/theme.ts';
import { t } from '../text/text.ts';

const THEMES = [
  { id: 'system', Icon: Monitor },
  { id: 'light', Icon: Sun },
  { id: 'dark', Icon: Moon },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const { theme } = useTheme();
  const Current = THEMES.find(({ id }) => id === theme)?.Icon ?? Monitor;
  return (
    <Menu
      label={t('shell.theme')}
      chosen={theme}
      entries={THEMES.map(({ id, Icon }) => ({
        id,
        label: t(`shell.theme.${id}`),
        icon: <Icon aria-hidden />,
        onAction: () => setTheme(id),
      }))}
    >
      <IconButton label={t('shell.theme')}>
        <Current aria-hidden />
      </IconButton>
    </Menu>
  );
}

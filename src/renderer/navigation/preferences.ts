import { call } from '../bridge/studio.ts';
import { useBands } from './bands.ts';
import { takeSizes } from './panes.ts';
import { useTheme } from './theme.ts';

/** The person's choices as the studio has kept them. */
export async function loadPreferences(): Promise<void> {
  const { theme, panes, bands } = await call('preferences.get', {});
  useTheme.setState({ theme });
  takeSizes(panes ?? {});
  useBands.setState({ kind: bands ?? 'daily' });
}

import { call } from '../bridge/studio.ts';
import { takeSizes } from './panes.ts';
import { useTheme } from './theme.ts';

/** The person's choices as the studio has kept them. */
export async function loadPreferences(): Promise<void> {
  const { theme, panes } = await call('preferences.get', {});
  useTheme.setState({ theme });
  takeSizes(panes ?? {});
}

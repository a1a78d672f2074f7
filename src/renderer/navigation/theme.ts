import { create } from 'zustand';
import type { Preferences } from '#contract/studio.ts';
import { call } from '../bridge/studio.ts';

/** Light or dark, as the person chose or as the system says. */

type Theme = Preferences['theme'];

export const useTheme = create<{ theme: Theme }>(() => ({ theme: 'system' }));

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
/** In forced colours the system's canvas decides: what keeps its own colours there has to be seen on it. */
const areColoursForced = window.matchMedia('(forced-colors: active)');

function paint(): void {
  const { theme } = useTheme.getState();
  const followsSystem = theme === 'system' || areColoursForced.matches;
  const isDark = followsSystem ? systemIsDark.matches : theme === 'dark';
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}
systemIsDark.addEventListener('change', paint);
areColoursForced.addEventListener('change', paint);
useTheme.subscribe(paint);
paint();

/** Shows a theme and remembers it. */
export function setTheme(theme: Theme): void {
  useTheme.setState({ theme });
  // The look is right already; a choice that could not be kept is asked for again next time.
  call('preferences.set', { changes: { theme } }).catch(() => undefined);
}

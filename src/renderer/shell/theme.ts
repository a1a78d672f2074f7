import { create } from 'zustand';
import type { Preferences } from '#studio/contract.ts';
import { call } from '../bridge/studio.ts';

/** Light or dark, as the person chose or as the system says. */

type Theme = Preferences['theme'];

export const useTheme = create<{ theme: Theme }>(() => ({ theme: 'system' }));

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');

function paint(): void {
  const { theme } = useTheme.getState();
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark.matches);
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
}
systemIsDark.addEventListener('change', paint);
useTheme.subscribe(paint);
paint();

/** Shows a theme and remembers it. */
export function setTheme(theme: Theme): void {
  useTheme.setState({ theme });
  // The look is right already; a choice that could not be kept is asked for again next time.
  call('preferences.set', { changes: { theme } }).catch(() => undefined);
}

export async function loadTheme(): Promise<void> {
  const { theme } = await call('preferences.get', {});
  useTheme.setState({ theme });
}

import { create } from 'zustand';
import { showPane } from './panes.ts';
import { go } from './place.ts';

/** Whether the history stands where the details do. */
export const useHistoryPane = create<{ isOpen: boolean }>(() => ({ isOpen: false }));

export function showHistory(): void {
  go({ screen: 'plan' });
  showPane('details');
  useHistoryPane.setState({ isOpen: true });
}

export const hideHistory = (): void => useHistoryPane.setState({ isOpen: false });

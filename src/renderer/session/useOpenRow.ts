import { useState } from 'react';
import type { Kind } from '#campaign/collections.ts';
import { useSelection } from './shown.ts';

/** Which row of a list is open: at most one. What is selected elsewhere opens here, and a row that was just added is `fresh`. */
export function useOpenRow(kind: Kind) {
  const selection = useSelection();
  const selected = selection?.kind === kind ? (selection.ids[0] ?? null) : null;
  const [open, setOpen] = useState(selected);
  const [fresh, setFresh] = useState<string | null>(null);
  const [seen, setSeen] = useState(selected);
  if (selected !== seen) {
    setSeen(selected);
    if (selected) setOpen(selected);
  }
  return {
    open,
    fresh,
    toggle: (id: string) => {
      setOpen(open === id ? null : id);
      setFresh(null);
    },
    openFresh: (id: string) => {
      setOpen(id);
      setFresh(id);
    },
  };
}

import { create } from 'zustand';
import { commitTyping } from '../kit/typing.ts';
import { itemById } from '../session/shown.ts';
import { select, useSession, type Selection } from '../session/session.ts';
import { parseAddress, writeAddress, type Address, type Filtered } from './address.ts';

/** Where this window is. The address bar is the source: going somewhere writes it, Back and Forward are read from it. */

export const useAddress = create<Address>(() => parseAddress(window.location.hash));

/** Browsers refuse to write the address many times a second. */
const WRITE_MILLISECONDS = 300;
let written = 0;
let pending: ReturnType<typeof setTimeout> | undefined;

/** Goes elsewhere, to which Back returns. */
export function go(changes: Partial<Address>): void {
  commitTyping();
  const before = useAddress.getState();
  const next = { ...before, ...changes };
  if (writeAddress(next) === writeAddress(before)) return;
  if (pending !== undefined) write();
  useAddress.setState(next);
  window.history.pushState(window.history.state, '', urlOf(next));
}

/** The selection is part of where one is, but no step on the way back. */
function write(): void {
  clearTimeout(pending);
  pending = undefined;
  written = Date.now();
  window.history.replaceState(window.history.state, '', urlOf(useAddress.getState()));
}

function writeSoon(): void {
  if (pending === undefined) pending = setTimeout(write, Math.max(0, written + WRITE_MILLISECONDS - Date.now()));
}

/** Shows other things of the plan. Like the selection it is part of where one is, and no step on the way back. */
export function showFiltered(filter: Filtered): void {
  useAddress.setState({ filter });
  writeSoon();
}

const urlOf = (address: Address) => {
  const fragment = writeAddress(address);
  return window.location.pathname + window.location.search + (fragment && `#${fragment}`);
};

/** Keeps the window and its address bar together until it is called off. `onArrival` hears of each address that was read, the first among them. */
export function followAddress(onArrival: (address: Address) => void): () => void {
  const read = () => {
    const next = parseAddress(window.location.hash);
    commitTyping();
    clearTimeout(pending);
    pending = undefined;
    useAddress.setState(next);
    if (useSession.getState().open?.id === next.campaign) selectFromAddress();
    onArrival(next);
  };
  onArrival(useAddress.getState());
  window.addEventListener('hashchange', read);
  const unsubscribe = useSession.subscribe(({ open }, { open: before }) => {
    if (!open || open.id !== before?.id || open.selection === before.selection) return;
    const { selection } = open;
    const address = useAddress.getState();
    if (address.campaign !== open.id) return;
    // What is selected takes the place of an open day.
    const next = { ...address, selection, day: selection ? null : address.day };
    useAddress.setState(next);
    if (writeAddress(address) === writeAddress(next)) return;
    writeSoon();
  });
  return () => {
    window.removeEventListener('hashchange', read);
    unsubscribe();
  };
}

/** Selects in the open campaign what the address names, as far as it is still there. */
export function selectFromAddress(): void {
  const { open } = useSession.getState();
  const { selection } = useAddress.getState();
  if (!open) return;
  const ids = selection?.ids.filter((id) => itemById(open.campaign, selection.kind, id)) ?? [];
  const found: Selection | null = selection && ids.length > 0 ? { kind: selection.kind, ids } : null;
  if (found !== open.selection) select(found);
}

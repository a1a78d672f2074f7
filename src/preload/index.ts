import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge, Reply } from '#contract/reply.ts';

/** All that the page gets of the machine: three functions. The other side checks every call against the contract. */
const bridge: Bridge = {
  call: (method, input) => ipcRenderer.invoke('studio.call', method, input) as Promise<Reply>,
  subscribe(listener) {
    const forward = (_event: unknown, event: unknown) => listener(event);
    ipcRenderer.on('studio.event', forward);
    return () => void ipcRenderer.off('studio.event', forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('studio', bridge);

/** Actions of the native menu. Undo and redo are the text's own where somebody is typing, else the campaign's. */
ipcRenderer.on('studio.menu', (_event, action: string) => {
  const isOfText = action === 'undo' || action === 'redo';
  if (isOfText && document.activeElement?.matches('input, textarea, [contenteditable="true"]'))
    document.execCommand(action);
  else window.dispatchEvent(new CustomEvent('studio-menu', { detail: action }));
});

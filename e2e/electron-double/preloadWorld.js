/**
 * Text of a script for the preload's isolated world: what a sandboxed preload can require of `electron`. `electronDouble` is
 * the binding to the test; answers and messages come back through `electronDoubleReceive`.
 */
const worlds = joinWorlds('preload', 'page');
const listeners = new Map();
const asked = new Map();
let lastAsked = 0;

const post = (message) => globalThis.electronDouble(JSON.stringify(message));

globalThis.electronDoubleReceive = (message) => {
  if (message.kind === 'message') {
    for (const listener of listeners.get(message.name) ?? []) listener({}, ...message.values);
    return;
  }
  const { resolve, reject } = asked.get(message.id);
  asked.delete(message.id);
  if (message.error === undefined) resolve(message.value);
  else reject(new Error(message.error));
};

window.addEventListener('electron-double:window', ({ detail }) => post({ kind: 'window', ...detail }));

const strictly = (name, object) =>
  new Proxy(object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'default' || key === '__esModule') return target[key];
      throw new Error(`The Electron double does not implement ${name}.${key} in a preload.`);
    },
  });

const ipcRenderer = strictly('ipcRenderer', {
  invoke(name, ...values) {
    const id = ++lastAsked;
    post({ kind: 'invoke', id, name, values });
    return new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
  },
  on(name, listener) {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    return ipcRenderer;
  },
  off(name, listener) {
    listeners.set(
      name,
      (listeners.get(name) ?? []).filter((one) => one !== listener),
    );
    return ipcRenderer;
  },
});

/** Which path a chosen file has is the operating system's to say; here all lie in one folder. */
const webUtils = strictly('webUtils', { getPathForFile: (file) => `/chosen/${file.name}` });

const contextBridge = strictly('contextBridge', {
  exposeInMainWorld: (key, api) => worlds.expose(key, api),
});

// oxlint-disable-next-line no-unused-vars -- Used by the preload that this text is put before.
function require(name) {
  if (name === 'electron') return strictly('electron', { contextBridge, ipcRenderer, webUtils });
  throw new Error(`The Electron double gives a sandboxed preload electron, not ${name}.`);
}

/** Text of a script for the page's own world: another window is asked for, never opened. */
joinWorlds('page', 'preload');

function askForWindow(address, name) {
  const detail = { url: new URL(address, document.baseURI).href, name };
  window.dispatchEvent(new CustomEvent('electron-double:window', { detail }));
}

window.open = (address = 'about:blank', name = '') => {
  askForWindow(address, name);
  return null;
};

window.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[target]') : null;
  if (event.defaultPrevented || !link?.href || ['', '_self', '_top', '_parent'].includes(link.target)) return;
  event.preventDefault();
  askForWindow(link.href, link.target);
});

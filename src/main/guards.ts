import { app, session, shell } from 'electron';
import { isWebAddress } from './address.ts';
import { isOwnPage } from './pages.ts';

/** What a page of the studio may not do, whatever gets into it. To be called before the first window opens. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (navigation: { url: string; preventDefault(): void }) => {
      if (!isOwnPage(navigation.url)) navigation.preventDefault();
    };
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isWebAddress(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });

  // Copying to the clipboard is the one thing that a page may ask for.
  const allowed = (permission: string) => permission === 'clipboard-sanitized-write';
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => allowed(permission));

  session.defaultSession.on('will-download', (_event, item) => {
    item.setSaveDialogOptions({ title: 'Save', defaultPath: item.getFilename() });
  });
}

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { t } from '../text/text.ts';
import { Button, IconButton } from './controls.tsx';
import { dismiss, holdNotices, useNotices } from './notices.ts';

/** While any of these is there, nobody has to hurry. */
const HOLDING = '.notices:hover, .notices:focus-within, [role="dialog"], [role="alertdialog"]';

export function NoticeArea() {
  const { notices, announcement } = useNotices();
  const came = useRef<Element | null>(null);
  useEffect(() => holdNotices(() => document.querySelector(HOLDING) !== null), []);
  /** Takes a notice away, and the focus back to where it came from, or to the work. */
  const close = (id: number) => {
    dismiss(id);
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const back = came.current?.isConnected ? came.current : document.querySelector('main [tabindex="0"]');
      if (back instanceof HTMLElement) back.focus();
    });
  };
  return (
    <>
      <div className="visually-hidden" aria-live="assertive" data-testid="announcement">
        {announcement}
      </div>
      <section
        className="notices"
        aria-label={t('shell.notices')}
        data-react-aria-top-layer
        onFocus={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) came.current = relatedTarget;
        }}
      >
        {notices.map((notice) => (
          <div
            key={notice.id}
            className={`notice notice-${notice.tone}`}
            role={notice.tone === 'problem' ? 'alert' : 'status'}
          >
            <p>{notice.text}</p>
            {notice.action ? (
              <Button
                onPress={() => {
                  notice.action!.run();
                  close(notice.id);
                }}
              >
                {notice.action.label}
              </Button>
            ) : null}
            <IconButton label={t('shell.dismiss')} onPress={() => close(notice.id)}>
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </>
  );
}

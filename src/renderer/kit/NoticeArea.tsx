import { X } from 'lucide-react';
import { t } from '../text/text.ts';
import { Button, IconButton } from './controls.tsx';
import { dismiss, useNotices } from './notices.ts';

export function NoticeArea() {
  const { notices, announcement } = useNotices();
  return (
    <>
      <div className="visually-hidden" aria-live="assertive" data-testid="announcement">
        {announcement}
      </div>
      <section className="notices" aria-label={t('shell.notices')} data-react-aria-top-layer>
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
                  dismiss(notice.id);
                }}
              >
                {notice.action.label}
              </Button>
            ) : null}
            <IconButton label={t('shell.dismiss')} onPress={() => dismiss(notice.id)}>
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
      </section>
    </>
  );
}

import { Component, type ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';

/** What people see where a screen breaks: never a white window. What they did is stored. */
export class Failsafe extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main className="full-page">
        <h1>{t('app.broke')}</h1>
        <p>{t('app.brokeText')}</p>
        <p className="faint">{this.state.error.message}</p>
        <div className="button-row">
          <Button onPress={() => window.location.reload()}>{t('app.retry')}</Button>
          <Button
            onPress={() => {
              window.location.hash = '';
              window.location.reload();
            }}
          >
            {t('shell.back')}
          </Button>
        </div>
      </main>
    );
  }
}

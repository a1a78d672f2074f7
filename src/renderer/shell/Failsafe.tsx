import { Component, type ReactNode } from 'react';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';
import { LIBRARY, parseAddress, writeAddress } from '../navigation/address.ts';

/** What people see where a screen breaks: never a white window. What they did is stored. */
export class Failsafe extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  /** Back and Forward lead out of a broken screen too. */
  readonly #again = () => this.setState({ error: null });

  override componentDidMount() {
    window.addEventListener('hashchange', this.#again);
  }

  override componentWillUnmount() {
    window.removeEventListener('hashchange', this.#again);
  }

  override render() {
    if (!this.state.error) return this.props.children;
    const { campaign, screen } = parseAddress(window.location.hash);
    const reopen = (fragment: string) => {
      window.location.hash = fragment;
      window.location.reload();
    };
    return (
      <main className="full-page">
        <h1>{t('app.broke')}</h1>
        <p>{t('app.brokeText')}</p>
        <p className="faint">{this.state.error.message}</p>
        <div className="button-row">
          <Button onPress={() => window.location.reload()}>{t('app.retry')}</Button>
          {screen === 'plan' ? null : (
            <Button onPress={() => reopen(writeAddress({ ...LIBRARY, campaign }))}>{t('shell.tab.plan')}</Button>
          )}
          <Button onPress={() => reopen('')}>{t('shell.back')}</Button>
        </div>
      </main>
    );
  }
}

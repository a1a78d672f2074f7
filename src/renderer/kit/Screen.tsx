import { useId, type ReactNode } from 'react';
import './screen.css';

/** How a screen of the open campaign is laid out: a head, and sections below it. */

interface ScreenProps {
  title: string;
  /** What this screen is for, in one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** A screen whose panes scroll by themselves fills the window and does not scroll as a whole. */
  fixed?: boolean;
  children: ReactNode;
}

export function Screen({ title, lead, actions, fixed, children }: ScreenProps) {
  const heading = useId();
  return (
    <section className="screen" data-fixed={fixed || undefined} aria-labelledby={heading}>
      <div className="screen-inside">
        <header className="screen-head">
          <div className="screen-words">
            <h1 id={heading}>{title}</h1>
            {lead ? <p className="soft">{lead}</p> : null}
          </div>
          {actions ? <div className="screen-actions">{actions}</div> : null}
        </header>
        {children}
      </div>
    </section>
  );
}

interface SectionProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Section({ title, hint, actions, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="screen-section" aria-labelledby={heading}>
      <header className="screen-section-head">
        <div className="screen-words">
          <h2 id={heading}>{title}</h2>
          {hint ? <p className="soft">{hint}</p> : null}
        </div>
        {actions ? <div className="screen-actions">{actions}</div> : null}
      </header>
      {children}
    </section>
  );
}

interface BlankProps {
  picture: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}

/** What stands where nothing is yet: what belongs here, and the first step. */
export function Blank({ picture, title, text, children }: BlankProps) {
  return (
    <div className="blank">
      <div className="blank-picture" aria-hidden>
        {picture}
      </div>
      <p className="blank-title">{title}</p>
      <p className="soft">{text}</p>
      {children ? <div className="screen-actions">{children}</div> : null}
    </div>
  );
}

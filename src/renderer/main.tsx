import '@fontsource-variable/inter';
import '@fontsource-variable/bricolage-grotesque';
import './kit/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Failsafe } from './shell/Failsafe.tsx';
// Last, for they overrule what the screens say about their size and their colours.
import './kit/print.css';
import './kit/forcedColours.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Failsafe>
      <App />
    </Failsafe>
  </StrictMode>,
);

import '@fontsource-variable/inter';
import '@fontsource-variable/bricolage-grotesque';
import './kit/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Failsafe } from './shell/Failsafe.tsx';
// Last, for it overrules what the screens say about their size.
import './kit/print.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Failsafe>
      <App />
    </Failsafe>
  </StrictMode>,
);

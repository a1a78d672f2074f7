import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

const paper = window.matchMedia('print');

/** Whether the window is being printed. What is rendered for that is there before the browser takes its picture. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(paper.matches);
  useEffect(() => {
    /** Between both events the sheet stays, whatever a late word of the medium says. */
    let isBetween = false;
    const begin = () => {
      isBetween = true;
      flushSync(() => setPrinting(true));
    };
    const end = () => {
      isBetween = false;
      look();
    };
    const look = () => setPrinting(isBetween || paper.matches);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    paper.addEventListener('change', look);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      paper.removeEventListener('change', look);
    };
  }, []);
  return isPrinting;
}

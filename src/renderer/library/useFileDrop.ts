import { useRef, useState, type DragEvent } from 'react';

/** What an element needs to take files that are dropped on it, and whether some are held above it. */
export function useFileDrop(onDrop: (files: File[]) => void) {
  // Every child that the pointer crosses sends its own enter and leave.
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return {
    isOver,
    onDragEnter: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth.current++;
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (holdsFiles(event) && --depth.current <= 0) {
        depth.current = 0;
        setOver(false);
      }
    },
    onDragOver: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      onDrop([...event.dataTransfer.files]);
    },
  };
}

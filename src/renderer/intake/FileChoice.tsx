import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';

const KINDS = ['.csv', '.tsv', '.txt', '.xlsx', '.xlsm'];

/** Where a spreadsheet is dropped or chosen. */
export function FileChoice({ text, onFile }: { text: string; onFile: (file: File) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className="file-choice"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <FileSpreadsheet aria-hidden />
      <p>{text}</p>
      <FileTrigger
        acceptedFileTypes={KINDS}
        onSelect={(files) => {
          const file = files?.[0];
          if (file) onFile(file);
        }}
      >
        <Button look="main">{t('intake.choose')}</Button>
      </FileTrigger>
      <p className="faint">{t('intake.kinds')}</p>
    </div>
  );
}

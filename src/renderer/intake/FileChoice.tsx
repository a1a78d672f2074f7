import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Button } from '../kit/controls.tsx';
import { t } from '../text/text.ts';

const KINDS = {
  plan: ['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.ics'],
  people: ['.csv', '.tsv', '.txt', '.xlsx', '.xlsm'],
};

interface FileChoiceProps {
  of: keyof typeof KINDS;
  text: string;
  onFile: (file: File) => void;
}

/** Where a spreadsheet is dropped or chosen. */
export function FileChoice({ of, text, onFile }: FileChoiceProps) {
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
        acceptedFileTypes={KINDS[of]}
        onSelect={(files) => {
          const file = files?.[0];
          if (file) onFile(file);
        }}
      >
        <Button look="main">{t('intake.choose')}</Button>
      </FileTrigger>
      <p className="faint">{t(`intake.kinds.${of}`)}</p>
    </div>
  );
}

import { ENCODING_NAMES } from '#contract/encodings.ts';
import type { PlanChoices } from '#contract/intake.ts';
import { SelectField } from '../kit/fields.tsx';
import { t } from '../text/text.ts';

type Encoding = NonNullable<PlanChoices['encoding']>;

interface EncodingFieldProps {
  /** What was taken; null where the letters told of none. */
  read: Encoding | null;
  chosen: Encoding | undefined;
  onChoose: (encoding: Encoding | undefined) => void;
}

/** Encodings that tell of themselves: nobody needs to choose. */
const SURE = new Set<Encoding | null>(['utf-8', 'utf-16le', 'utf-16be', null]);
const AS_THEY_LOOK = 'as they look';

export const isInDoubt = (read: Encoding | null, chosen: Encoding | undefined) =>
  chosen !== undefined || !SURE.has(read);

/** How the letters of a text file are written. */
export function EncodingField({ read, chosen, onChoose }: EncodingFieldProps) {
  const guess = read === null || chosen !== undefined ? '' : `: ${ENCODING_NAMES[read]}`;
  return (
    <SelectField<string>
      label={t('intake.encoding')}
      hint={t('intake.encodingHint')}
      value={chosen ?? AS_THEY_LOOK}
      options={[
        { id: AS_THEY_LOOK, label: t('intake.encodingGuess') + guess },
        ...Object.entries(ENCODING_NAMES).map(([id, label]) => ({ id, label })),
      ]}
      onCommit={(id) => onChoose(id === AS_THEY_LOOK ? undefined : (id as Encoding))}
    />
  );
}

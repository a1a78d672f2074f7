import { hangingFrom, type AnchorKind } from '#campaign/ties.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';

/** How many touchpoints hang from an anchor; nothing where none does. */
export function Hanging({ kind, id }: { kind: AnchorKind; id: string }) {
  const count = hangingFrom(useCampaign(), { kind, id }).length;
  return count === 0 ? null : <p className="field-hint screen-field-wide">{t('ties.hanging', { count })}</p>;
}

import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { saveBlob } from '../kit/saveFile.ts';
import { fileStem } from '../library/list.ts';

/** Hands a campaign to the person as the file that `*.tandem.json` is. */
export function saveCampaign(campaign: Campaign): void {
  saveBlob(
    `${fileStem(campaign.name)}.tandem.json`,
    new Blob([serializeCampaign(campaign)], { type: 'application/json' }),
  );
}

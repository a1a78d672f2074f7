import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { fileStem, saveBlob } from '../kit/saveFile.ts';

/** Hands a campaign to the person as the file that `*.tandem.json` is. */
export function saveCampaign(campaign: Campaign): void {
  saveBlob(
    `${fileStem(campaign.name)}.tandem.json`,
    new Blob([serializeCampaign(campaign)], { type: 'application/json' }),
  );
}

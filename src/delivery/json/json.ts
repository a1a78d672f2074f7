import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { textFile, type Export } from '../export.ts';
import { campaignFileName } from '../names.ts';

/** The plan itself, in its one canonical text. */
export function writeJson(campaign: Campaign): Export {
  const name = campaignFileName(campaign, 'tandem.json');
  return { files: [textFile(name, serializeCampaign(campaign), 'application/json')], problems: [] };
}

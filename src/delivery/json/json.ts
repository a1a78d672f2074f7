import type { Campaign } from '#campaign/document.ts';
import { serializeCampaign } from '#campaign/file.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { writeSchedule } from './schedule.ts';
import { campaignFileName } from '../names.ts';

/** The plan itself, in its one canonical text; or its schedule by everyone's own days, where that is asked for. */
export function writeJson(campaign: Campaign, context?: ExportContext): Export {
  if (context?.ownDays) return writeSchedule(campaign, context);
  const name = campaignFileName(campaign, 'tandem.json');
  return { files: [textFile(name, serializeCampaign(campaign), 'application/json')], problems: [] };
}

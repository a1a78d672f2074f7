import { isGoing, type Campaign } from '#campaign/document.ts';
import { learnersIn } from '#campaign/reach.ts';
import { nameOfSending, sendingOf } from '#campaign/sending.ts';
import { oneLine } from '#campaign/text.ts';
import { GENERATOR, jsonFile, type Export, type ExportContext } from '../export.ts';
import { deliveryIds, idOfPart, stableId } from '../identifier.ts';
import { languageFor } from '../language.ts';
import { campaignFileName } from '../names.ts';
import { audienceName, scheduleOf } from '../occurrences.ts';
import { quietProblems } from '../quiet.ts';

/** Addresses that name something and lead nowhere (RFC 2606). */
export const HOME = 'https://tandem.invalid/xapi';

/** The studio itself speaks, of one campaign: of whom learners are, a plan knows nothing. */
export const agentOf = (campaign: string) => ({
  objectType: 'Agent',
  name: GENERATOR,
  account: { homePage: HOME, name: campaign },
});

/** What a campaign or a touchpoint is called as an activity. */
export const urnOf = async (campaign: Campaign, touchpoint?: string): Promise<string> =>
  `urn:uuid:${await (touchpoint === undefined ? idOfPart(campaign, 'campaign') : idOfPart(campaign, 'touchpoint', touchpoint))}`;

/** Of the Activity Streams vocabulary: what was done is planning, not learning. */
const VERB = { id: 'http://activitystrea.ms/schema/1.0/schedule', display: { en: 'scheduled' } };

/**
 * The messages as xAPI 1.0.3 statements: the studio has scheduled this message for then. Nothing is said of learners, whom the plan does not know, and
 * no statement has a time to come: when a message is due stands in an extension. The same message at the same time has the same id, so that a record store answers that it has it.
 */
export async function writeStatements(campaign: Campaign, context: ExportContext): Promise<Export> {
  const { deliveries, problems, isRefused } = scheduleOf(campaign, context);
  if (isRefused) return { files: [], problems };
  const going = deliveries.filter(({ touchpoint }) => isGoing(touchpoint));
  if (going.length === 0)
    return {
      files: [],
      problems: [...problems, { message: 'Nothing of this plan is sent, so there are no statements.' }],
    };
  const idOf = await deliveryIds(campaign, going);
  const activities = new Map(
    await Promise.all(campaign.touchpoints.map(async ({ id }) => [id, await urnOf(campaign, id)] as [string, string])),
  );
  const ofCampaign = await urnOf(campaign);
  const statements = await Promise.all(
    going.map(async (delivery) => {
      const { touchpoint, segments, message, instant, timeZone, date, wallTime, day } = delivery;
      const language = languageFor(delivery) ?? 'und';
      return {
        id: await stableId([campaign.id, 'statement', idOf(delivery), instant]),
        actor: agentOf(campaign.id),
        verb: VERB,
        object: {
          objectType: 'Activity',
          id: activities.get(touchpoint.id)!,
          definition: {
            name: { [language]: oneLine(touchpoint.name) },
            ...(message.subject !== '' && { description: { [language]: message.subject } }),
          },
        },
        context: {
          platform: GENERATOR,
          contextActivities: {
            parent: [{ objectType: 'Activity', id: ofCampaign, definition: { name: { und: oneLine(campaign.name) } } }],
          },
          extensions: {
            [`${HOME}/due`]: { utc: instant, local: `${date} ${wallTime}`, timeZone },
            [`${HOME}/channel`]: touchpoint.channel,
            [`${HOME}/direction`]: touchpoint.direction,
            [`${HOME}/audience`]: { name: audienceName(campaign, segments), learners: learnersIn(segments) },
            [`${HOME}/sendings`]: (segments.length > 0 ? segments : [undefined]).map((segment) =>
              nameOfSending(sendingOf(campaign, touchpoint, segment, day)),
            ),
          },
        },
        timestamp: context.now,
      };
    }),
  );
  const file = jsonFile(campaignFileName(campaign, 'xapi.json'), statements);
  return { files: [file], problems: [...problems, ...quietProblems(campaign)] };
}

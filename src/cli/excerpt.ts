import { Option, type Command } from 'commander';
import { STATUSES, type Campaign } from '#campaign/document.ts';
import { oneLine } from '#campaign/text.ts';
import { Refusal } from '#campaign/refusal.ts';
import { NO_STATUS, type Excerpt } from '#contract/delivery.ts';
import { isoDate, listed } from './options.ts';

/** The options that choose what of a plan is exported. */

export interface ExcerptOptions {
  phase?: string[];
  lane?: string[];
  segment?: string[];
  status?: NonNullable<Excerpt['statuses']>;
  from?: string;
  until?: string;
}

export const withExcerptOptions = (command: Command): Command =>
  command
    .option('--phase <name>', 'only what is sent in this phase; may be repeated', listed)
    .option('--lane <name>', 'only what is in this lane; may be repeated', listed)
    .option('--segment <name>', 'only what this segment gets; may be repeated', listed)
    .addOption(
      new Option('--status <status...>', 'only what has this status; none is where nobody has said').choices([
        ...STATUSES,
        NO_STATUS,
      ]),
    )
    .option('--from <date>', 'only from this day on, as YYYY-MM-DD', isoDate)
    .option('--until <date>', 'only up to this day, as YYYY-MM-DD', isoDate);

/** What of the campaign the options name; undefined where they ask for all of it. Throws Refusal for a name that it does not have. */
export function excerptFrom(campaign: Campaign, options: ExcerptOptions): Excerpt | undefined {
  const { phase, lane, segment, status, from, until } = options;
  if (from !== undefined && until !== undefined && until < from)
    throw new Refusal('badInput', `--until ${until} lies before --from ${from}. Swap them.`);
  const excerpt: Excerpt = {
    ...(phase && { phases: idsOf('phase', phase, campaign.phases) }),
    ...(lane && { lanes: idsOf('lane', lane, campaign.lanes) }),
    ...(segment && { segments: idsOf('segment', segment, campaign.segments) }),
    ...(status && { statuses: status }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
  return Object.keys(excerpt).length === 0 ? undefined : excerpt;
}

const MOST_NAMES = 12;

function idsOf(word: string, names: readonly string[], items: readonly { id: string; name: string }[]): string[] {
  return names.flatMap((name) => {
    const folded = name.trim().toLowerCase();
    const found = items.filter((item) => item.id === name || item.name.trim().toLowerCase() === folded);
    if (found.length > 0) return found.map(({ id }) => id);
    const known = items.slice(0, MOST_NAMES).map((item) => `“${oneLine(item.name)}”`);
    const more = items.length > MOST_NAMES ? ` and ${items.length - MOST_NAMES} more` : '';
    const there = known.length === 0 ? `The plan has no ${word}s` : `It has ${known.join(', ')}${more}`;
    throw new Refusal('badInput', `The plan has no ${word} called “${oneLine(name)}”. ${there}.`);
  });
}

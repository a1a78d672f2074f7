import { quoted } from '#campaign/checks/finding.ts';
import { branchesOf, type Branch } from '#campaign/decisions.ts';
import { isGoing, type Campaign } from '#campaign/document.ts';
import type { Forecast } from '#contract/forecast.ts';
import { conditionInWords, messagesInWords, valueInWords } from '#language/decisionPoints.ts';
import type { Formats } from '#language/formats.ts';
import { vocabularies } from '#language/vocabulary.ts';
import { isolated, markup, type Markup } from '../timeline/markup.ts';
import { reportText as text } from './text.ts';

/** Decision points of the plan: each with its condition, what waits for it, and what it is worth as far as runs tell. */
export function decisionList(campaign: Campaign, forecast: Forecast | undefined, formats: Formats): Markup {
  const items = campaign.decisions.map((decision) => {
    const waiting = (branch: Branch) =>
      quoted(
        campaign.touchpoints
          .filter((touchpoint) => isGoing(touchpoint) && branchesOf(touchpoint, decision).includes(branch))
          .map(({ name }) => name),
      );
    const found = forecast?.decisions?.find(({ id }) => id === decision.id);
    const goals = found?.goals.map(
      (goal) => markup`<li>${isolated(goal.name)}: ${valueInWords(goal, decision.unit, formats)}</li>`,
    );
    const share = found && text.decisionShare(formats.chance(found.shareThen));
    const messages = found && messagesInWords(found.messages, vocabularies[campaign.vocabulary].person, formats);
    const condition = conditionInWords(campaign, decision, formats);
    const words = text.decision(condition, waiting('then'), waiting('otherwise'));
    return markup`<li><strong>${isolated(decision.name)}</strong>: ${words} ${share}${goals && markup`<ul>${goals}</ul>`} ${messages}</li>`;
  });
  return markup`<ul>${items}</ul>`;
}

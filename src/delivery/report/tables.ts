import { mixIn } from '#campaign/planned.ts';
import { planOf } from '#campaign/checks/plan.ts';
import type { Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { learnersIn, meantBy } from '#campaign/reach.ts';
import type { Formats } from '#language/formats.ts';
import { ownDayInWords, ownDaysInWords } from '#language/ownDays.ts';
import { inWords, vocabularies } from '#language/vocabulary.ts';
import type { Forecast } from '#contract/forecast.ts';
import { isolated, markup, type Fragment, type Markup } from '../timeline/markup.ts';
import { at, type At } from './figures.ts';
import { reportText as text } from './text.ts';

/** The tables and lists of the report, each bounded in length and honest about what it leaves out. */

const MOST_ROWS = 200;
const MOST_FINDINGS = 40;
const MOST_ALIKE = 3;
const SEVERITIES = ['error', 'warning', 'advice'] as const;

interface Column {
  head: Fragment;
  /** Figures stand to the right and align by their digits. */
  figures?: boolean;
}

/** A table with real headers, scrolling sideways on its own where it is too wide. */
export function table(caption: string, columns: readonly Column[], body: Fragment): Markup {
  const heads = columns.map(
    ({ head, figures }) => markup`<th scope="col"${figures === true && markup` class="figures"`}>${head}</th>`,
  );
  return markup`
    <div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table><thead><tr>${heads}</tr></thead>${body}</table></div>
  `;
}

const figures = (value: Fragment) => markup`<td class="figures">${value}</td>`;
const note = (words: string) => markup`<p class="note">${words}</p>`;

/** A share as a bar of the width it has of the whole. */
function bar(share: number, kind: string): Markup {
  return markup`<span class="bar"><span class="${kind}" style="width:${Math.min(Math.max(share, 0), 1) * 100}%"></span></span>`;
}

export function goalTable(campaign: Campaign, forecast: Forecast | undefined, formats: Formats): Markup {
  if (campaign.goals.length === 0) return note(text.goalsNone);
  const results = new Map(forecast?.goals.map((goal, index) => [goal.id, { ...goal, number: index + 1 }]));
  const people = forecast?.segments.map(({ id, learners }) => ({ id, size: learners })) ?? campaign.segments;
  const learnersOf = (ids: readonly string[]) => learnersIn(meantBy(ids, people));
  const rows = campaign.goals.slice(0, MOST_ROWS).map((goal) => {
    const result = results.get(goal.id);
    const metric = vocabularies[campaign.vocabulary].metricVerb[goal.metric].other;
    const target =
      goal.unit === 'learners'
        ? text.targetLearners(formats.number(goal.target), metric)
        : text.targetShare(
            formats.number(result?.target ?? goal.target * learnersOf(goal.segments)),
            formats.share(goal.target),
            metric,
          );
    const outcome = result
      ? markup`${figures(band(result.expected, formats))}${likelihood(result.probability, formats)}`
      : markup`<td class="figures">–</td><td>${text.notForecast}</td>`;
    return markup`
      <tr>
      <th scope="row">${result && markup`<span class="number">${result.number}</span>`} ${isolated(goal.name)}</th>
      <td>${target}</td><td class="date">${ownDayInWords(campaign, goal.date, formats) ?? formats.date(goal.date)}</td>${outcome}</tr>
    `;
  });
  const left = campaign.goals.length - rows.length;
  const columns = [
    { head: text.goal },
    { head: text.target },
    { head: text.by },
    { head: text.expected, figures: true },
    { head: text.likelihood },
  ];
  return markup`
    ${table(text.goals, columns, markup`<tbody>${rows}</tbody>`)}
    ${left > 0 && note(text.goalsMore(left, formats.number(left)))}
  `;
}

function likelihood(probability: number, formats: Formats): Markup {
  const words = text.chance(inWords(probability), formats.chance(probability));
  return markup`<td class="chance">${bar(probability, 'bar-goal')} ${words}</td>`;
}

/** “641 (522 to 758)”. */
function band(value: At, formats: Formats): Markup {
  const ends = text.between(formats.number(value.p05), formats.number(value.p95));
  return markup`<strong>${formats.number(value.p50)}</strong> <span class="quiet">(${ends})</span>`;
}

/** The sentence that says it all, with the figures that stand in the chart and in the window. */
export function headline(campaign: Campaign, forecast: Forecast | undefined, formats: Formats): Fragment {
  const [main] = (forecast?.goals ?? []).toSorted((a, b) => b.date.localeCompare(a.date));
  const people = expectation(campaign, forecast, formats);
  if (!main || !forecast || forecast.learners === 0) return people;
  const by = ownDayInWords(campaign, main.date, formats) ?? formats.date(main.date, 'long');
  return markup`${text.headlineGoal(isolated(main.name), by, formats.chance(main.probability))} ${people}`;
}

function expectation(campaign: Campaign, forecast: Forecast | undefined, formats: Formats): Fragment {
  const words = vocabularies[campaign.vocabulary];
  if (!forecast || forecast.dates.length === 0) return text.headlineNothing;
  if (forecast.learners === 0) return text.headlineNobody(words);
  const last = at(forecast.series.active, forecast.dates.length - 1);
  const date = formats.date(forecast.dates.at(-1)!, 'long');
  const share = formats.share(last.p50 / forecast.learners);
  const whole = formats.number(forecast.learners);
  const [low, median, high] = [last.p05, last.p50, last.p95].map((learners) => formats.number(learners));
  const sentence =
    low === high
      ? text.headlineSure(date, median!, whole, share, words)
      : text.headline(date, median!, whole, share, low!, high!, words);
  const { incremental, baseline } = forecast;
  if (!incremental || !baseline) return sentence;
  const [because, anyway] = [incremental, baseline].map((part) => at(part, forecast.dates.length - 1).p50);
  return markup`${sentence} ${text.headlineParts(formats.number(because!), formats.number(anyway!))}`;
}

/** Segments with what is expected of them on the last day. */
export function segmentTable(campaign: Campaign, forecast: Forecast, formats: Formats): Markup {
  const words = vocabularies[campaign.vocabulary];
  const last = forecast.dates.length - 1;
  const highest = Math.max(
    0,
    ...forecast.segments.map(({ learners, series }) => at(series.active, last).p95 / Math.max(learners, 1)),
  );
  // The line ends at the next ten per cent above the widest band, so that small shares can be told apart.
  const most = Math.min(Math.max(Math.ceil(highest * 10) / 10, 0.1), 1);
  const row = (name: Markup, learners: number, value: At, kind: string) =>
    markup`
      <tr class="${kind}"><th scope="row">${name}</th>${figures(formats.number(learners))}
      ${figures(formats.number(value.p50))}${figures(learners > 0 ? formats.share(value.p50 / learners) : '–')}
      ${figures(text.between(formats.number(value.p05), formats.number(value.p95)))}
      <td>${range(value, learners * most)}</td></tr>
    `;
  const rows = forecast.segments
    .slice(0, MOST_ROWS)
    .map((segment) => row(isolated(segment.name), segment.learners, at(segment.series.active, last), 'one'));
  const left = forecast.segments.length - rows.length;
  const all = row(isolated(text.all), forecast.learners, at(forecast.series.active, last), 'all');
  const columns = [
    { head: text.segment },
    { head: text.peopleHead(words), figures: true },
    { head: text.activeOn(formats.date(forecast.dates[last]!), words), figures: true },
    { head: text.shareActive, figures: true },
    { head: text.nineTimes, figures: true },
    { head: text.rangeUpTo(formats.share(most)) },
  ];
  return markup`
    ${table(text.bySegment, columns, markup`<tbody>${rows}</tbody><tfoot>${all}</tfoot>`)}
    ${left > 0 && note(text.segmentsMore(left, formats.number(left)))}
  `;
}

/** The bands of one segment on a line from nobody to `most`. Says nothing that the figures beside it do not say. */
function range({ p05, p25, p50, p75, p95 }: At, most: number): Markup {
  const x = (value: number) => 2 + (most > 0 ? Math.min(value / most, 1) : 0) * 176;
  const line = markup`<path class="grid" d="M2 7H178M2 3v8M90 4.5v5M178 3v8"/>`;
  const across = (from: number, until: number) => markup`x="${x(from)}" width="${Math.max(x(until) - x(from), 1)}"`;
  const nine = markup`<rect class="nine" ${across(p05, p95)} y="3.5" height="7" rx="2"/>`;
  const half = markup`<rect class="half" ${across(p25, p75)} y="3.5" height="7"/>`;
  const median = markup`<path class="median" d="M${x(p50)} 1v12"/>`;
  const size = markup`viewBox="0 0 180 14" width="180" height="14"`;
  const open = markup`<svg xmlns="http://www.w3.org/2000/svg" class="range" ${size} aria-hidden="true">`;
  return markup`${open}${line}${nine}${half}${median}</svg>`;
}

/** Push and pull at work in each phase, counted as the checks count them. */
export function mixTable(campaign: Campaign, formats: Formats): Markup {
  if (campaign.phases.length === 0) return note(text.mixNone);
  const words = vocabularies[campaign.vocabulary];
  const { phases, planned } = planOf(campaign);
  const rows = phases.map(({ phase, range: own }) => {
    const { push, pull, share } = mixIn(planned, own);
    const mark = markup`
      <span class="bar mix"><span class="bar-push" style="width:${(share ?? 0) * 100}%"></span>
      <span class="bar-pull" style="width:${share === null ? 0 : (1 - share) * 100}%"></span>
      <span class="aim" style="inset-inline-start:${phase.pushAim * 100}%"></span></span>
    `;
    const when = ownDaysInWords(campaign, phase, formats) ?? formats.span(phase);
    return markup`
      <tr><th scope="row">${isolated(phase.name)}</th><td class="date">${when}</td>
      ${figures(formats.number(push))}${figures(formats.number(pull))}
      ${figures(share === null ? '–' : formats.share(share))}<td>${mark}</td>
      ${figures(formats.share(phase.pushAim))}</tr>
    `;
  });
  const columns = [
    { head: text.phase },
    { head: text.dates },
    { head: words.direction.push, figures: true },
    { head: words.direction.pull, figures: true },
    { head: text.shareOfPush, figures: true },
    { head: text.rangeUpTo(formats.share(1)) },
    { head: text.aim, figures: true },
  ];
  return markup`<p>${text.mixLead}</p>${table(text.mix, columns, markup`<tbody>${rows}</tbody>`)}`;
}

const SIGN: Record<Finding['severity'], string> = { error: '■', warning: '▲', advice: '●' };

/** Findings by severity and rule: the first few of each rule in full, the others by number. */
export function findingList(findings: readonly Finding[], formats: Formats): Markup {
  if (findings.length === 0) return note(text.findingsNone);
  let room = MOST_FINDINGS;
  let left = 0;
  const groups = SEVERITIES.map((severity) => {
    const rules = Map.groupBy(
      findings.filter((finding) => finding.severity === severity),
      ({ rule }) => rule,
    );
    const items = [...rules.values()].map((alike) => {
      const shown = alike.slice(0, Math.min(MOST_ALIKE, room));
      room -= shown.length;
      const rest = alike.length - shown.length;
      if (shown.length === 0) {
        left += rest;
        return false;
      }
      const more = rest > 0 && markup`<p class="quiet">${text.findingsAlike(rest, formats.number(rest))}</p>`;
      const cures = [...new Set(shown.map(({ cure }) => cure))];
      // One cure for all of them is said once.
      if (cures.length === 1) {
        return markup`<li>${shown.map(({ message }) => markup`<p>${message}</p>`)}${more}<p class="quiet">${cures[0]}</p></li>`;
      }
      return markup`
        ${shown.map(
          ({ message, cure }, index) => markup`
          <li><p>${message}</p><p class="quiet">${cure}</p>${index === shown.length - 1 && more}</li>
        `,
        )}
      `;
    });
    if (rules.size === 0) return false;
    return markup`
      <h3 class="${severity}"><span aria-hidden="true">${SIGN[severity]}</span> ${text.severity[severity]}</h3>
      <ul>${items}</ul>
    `;
  });
  return markup`<div class="findings">${groups}</div>${left > 0 && note(text.findingsMore(left, formats.number(left)))}`;
}

/** What the plan assumes differently from the model. */
export function assumptionTable(campaign: Campaign, formats: Formats): Markup {
  if (campaign.assumptions.length === 0) return note(text.assumptionsNone);
  const words = vocabularies[campaign.vocabulary];
  const parameters = new Map(PARAMETERS.map((parameter) => [parameter.id, parameter]));
  const segments = new Map(campaign.segments.map(({ id, name }) => [id, name]));
  const rows = campaign.assumptions.slice(0, MOST_ROWS).map(({ parameter, value, low, high, segmentId, reason }) => {
    const known = parameters.get(parameter);
    const whose = segmentId === undefined ? words.everyone : isolated(segments.get(segmentId) ?? segmentId);
    const possible =
      low === undefined || high === undefined ? '–' : text.between(formats.plain(low), formats.plain(high));
    return markup`
      <tr><th scope="row">${known?.name ?? parameter} <span class="quiet">${known?.unit}</span></th><td>${whose}</td>
      ${figures(formats.plain(value))}${figures(possible)}${figures(known ? formats.plain(known.value) : '–')}
      <td>${reason !== undefined && isolated(reason)}</td></tr>
    `;
  });
  const left = campaign.assumptions.length - rows.length;
  const columns = [
    { head: text.parameter },
    { head: text.segment },
    { head: text.value, figures: true },
    { head: text.range, figures: true },
    { head: text.standard, figures: true },
    { head: text.reason },
  ];
  return markup`
    <p>${text.assumptionsLead}</p>${table(text.assumptions, columns, markup`<tbody>${rows}</tbody>`)}
    ${left > 0 && note(text.assumptionsMore(left, formats.number(left)))}
  `;
}

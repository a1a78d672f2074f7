import type { Finding } from '#campaign/checks/check.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import { endsOfCalendarWeeks, endsOfWeeks, hasOwnDays, learnersInAll, startsOfCohorts } from '#campaign/rolling.ts';
import { formatsFor, knownLocale, type Formats } from '#language/formats.ts';
import { spreadInWords } from '#language/spread.ts';
import { stanceInWords } from '#language/stances.ts';
import { vocabularies, type Vocabulary } from '#language/vocabulary.ts';
import { bandLines, type BandKind } from '#contract/bands.ts';
import type { Forecast } from '#contract/forecast.ts';
import { bandsExplained } from '#language/bands.ts';
import { PRODUCT } from '#contract/product.ts';
import { clean, isolated, markup, trusted, type Fragment, type Markup } from '../timeline/markup.ts';
import { drawTimeline } from '../timeline/timeline.ts';
import { decisionList } from './decisions.ts';
import { forecastChart, stageChart, type ChartInput } from './charts.ts';
import { CHART_WIDTH } from './frame.ts';
import { at } from './figures.ts';
import { scheduleTable } from './schedule.ts';
import { reportStyle } from './style.ts';
import { assumptionTable, findingList, goalTable, headline, mixTable, segmentTable } from './tables.ts';
import { reportText as text } from './text.ts';

/** The plan, its forecast and what stands behind it, as one page that needs nothing but itself. */

export interface ReportInput {
  campaign: Campaign;
  /** Absent where the plan was not simulated: the page then shows the plan alone. */
  forecast?: Forecast;
  findings: readonly Finding[];
  /** When the report was made, as an ISO date or instant. */
  generatedAt: string;
  /** BCP 47 tag for dates and numbers. */
  locale: string;
  /** Which bands the chart shows, where the forecast knows them; those of single days by default. */
  bands?: BandKind | undefined;
  /** Whose word the forecast takes for its assumptions, where somebody asked for one. */
  stance?: Stance | undefined;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const LONGEST_DESCRIPTION = 1200;

/**
 * The report as HTML: no script, nothing fetched, every name escaped, and well formed as XML too.
 * Bounded in size: long lists say how many rows they leave out and where to find them.
 */
export function reportHtml({
  campaign,
  forecast: given,
  findings,
  generatedAt,
  locale,
  bands,
  stance,
}: ReportInput): string {
  const known = knownLocale(locale);
  const formats = formatsFor(known);
  const forecast = given && given.dates.length > 0 ? given : undefined;
  const { picture } = drawTimeline(campaign, {
    theme: 'auto',
    locale: known,
    id: 'plan',
    heading: false,
    width: CHART_WIDTH,
  });
  const words = vocabularies[campaign.vocabulary];
  const input = forecast && forecast.learners > 0 && { campaign, forecast, formats, locale: known, bands };
  const language = known.split('-')[0] === text.language ? known : text.language;

  const head = markup`
    <meta charset="utf-8"/>
    <meta http-equiv="Content-Security-Policy" content="${POLICY}"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="generator" content="${PRODUCT}"/>
    <title>${text.title(clean(campaign.name))}</title>
    <style>${trusted(reportStyle(campaign.brand))}</style>
  `;
  const body = [
    masthead(campaign, generatedAt, formats),
    markup`<p class="headline">${headline(campaign, forecast, formats)}</p>`,
    forecast && markup`<p class="model-note">${text.modelNote}</p>`,
    forecast && stance && markup`<p class="model-note">${stanceInWords(stance, campaign, formats)}</p>`,
    facts(campaign, forecast, formats),
    section(text.goals, goalTable(campaign, forecast, formats)),
    campaign.decisions.length > 0 && section(text.decisions, decisionList(campaign, forecast, formats)),
    section(text.timeline, markup`<p>${timelineLead(campaign, formats)}</p>${figure(picture)}`, 'wide'),
    input && section(text.forecast, forecastSection(input, words), 'wide'),
    input &&
      input.forecast.cohort &&
      section(text.byWeek, weekTable(campaign, input.forecast, input.forecast.cohort, formats)),
    input && input.forecast.cohort && section(text.byOwnDay, ownDayTable(campaign, input.forecast.cohort, formats)),
    input && section(text.stages, markup`<p>${text.stagesLead(words)}</p>${figure(stageChart(input))}`, 'wide'),
    input &&
      input.forecast.segments.length > 0 &&
      section(text.bySegment, segmentTable(campaign, input.forecast, formats)),
    section(text.mix, mixTable(campaign, formats)),
    section(text.findings, findingList(findings, formats)),
    section(text.schedule, scheduleTable(campaign, formats), 'long'),
    section(text.assumptions, markup`<p class="model-note">${text.modelNote}</p>${assumptionTable(campaign, formats)}`),
  ];
  // A part a line, so that the page can be read and compared.
  const lines = body.map((part) => markup`${trusted('\n')}${part}`);
  const page = markup`
    <html lang="${language}"><head>${head}</head>
    <body><main>${lines}${trusted('\n')}</main>
    <footer>${forecast && howToRepeat(forecast, formats)}<p>${text.made}</p></footer></body></html>
  `;
  return `<!doctype html>\n${page.markup}\n`;
}

const timelineLead = (campaign: Campaign, { number }: Formats): string =>
  hasOwnDays(campaign)
    ? `${text.timelineLead} ${text.timelineByOwnDay(number(campaign.days), number(campaign.days - 1))}`
    : text.timelineLead;

/** Learners by the date on which each calendar week ends. */
function weekTable(
  campaign: Campaign,
  { dates, series }: Forecast,
  { started }: NonNullable<Forecast['cohort']>,
  formats: Formats,
): Markup {
  const words = vocabularies[campaign.vocabulary];
  const count = (list: number[], place: number) => formats.number(list[place]!);
  const cells = ({ p05, p50, p95 }: Record<'p05' | 'p50' | 'p95', number[]>, place: number) => markup`
    <td>${count(p50, place)}</td>
    <td>${text.between(count(p05, place), count(p95, place))}</td>
  `;
  const heads = [text.weekUntil, text.started, text.nineTimes, words.active, text.nineTimes];
  return markup`
    <p>${text.byWeekLead}</p>
    <table>
    <thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${endsOfCalendarWeeks(dates).map(
      (place) =>
        markup`
          <tr>
            <th scope="row">${formats.date(dates[place]!)}</th>
            ${cells(started, place)}
            ${cells(series.active, place)}
          </tr>
        `,
    )}</tbody></table>
  `;
}

/** Shares by the days that learners are there, at the end of each week. */
function ownDayTable(campaign: Campaign, { days, active }: NonNullable<Forecast['cohort']>, formats: Formats): Markup {
  const words = vocabularies[campaign.vocabulary];
  const shown = endsOfWeeks(days);
  const share = (list: number[], day: number) => formats.share(list[day]!);
  return markup`
    <p>${text.byOwnDayLead(formats.date(campaign.start, 'long'))}</p>
    <table>
    <thead><tr>${[text.ownDay, words.active, text.nineTimes].map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${shown.map(
      (day) =>
        markup`
          <tr>
            <th scope="row">${formats.number(day)}</th>
            <td>${share(active.p50, day)}</td>
            <td>${text.between(share(active.p05, day), share(active.p95, day))}</td>
          </tr>
        `,
    )}</tbody></table>
  `;
}

function forecastSection(input: ChartInput, words: Vocabulary): Markup {
  const { forecast, formats, bands = 'daily' } = input;
  const { kind } = bandLines(forecast, bands);
  const mark = forecast.goals.length > 0 && !forecast.cohort && text.goalMark(words);
  return markup`
    ${figure(forecastChart(input))}<p>${bandsExplained[kind](words)}</p>
    <p class="quiet">${spreadInWords(forecast.uncertainty, formats) ?? ''} ${byTeams(forecast, words, formats)} ${mark}</p>
  `;
}

/** What gives the same figures again. */
function howToRepeat({ engine, method, seed, runs, planHash }: Forecast, formats: Formats): Markup {
  const how = text.reproduce(engine, text.methods[method], String(seed), formats.number(runs), clean(planHash));
  return markup`<h2>${text.again}</h2><p>${how}</p>`;
}

function masthead(campaign: Campaign, generatedAt: string, formats: Formats): Markup {
  const { brand } = campaign;
  const [brandName, promise] = [clean(brand.name), clean(brand.promise)];
  const day = generatedAt.slice(0, 10);
  const learners = learnersInAll(campaign);
  const counts = [
    ...(learners > 0 ? [`${formats.number(learners)} ${vocabularies[campaign.vocabulary].people}`] : []),
    ...(campaign.segments.length > 0
      ? [text.segments(campaign.segments.length, formats.number(campaign.segments.length))]
      : []),
    text.touchpoints(campaign.touchpoints.length, formats.number(campaign.touchpoints.length)),
  ].join(' · ');
  const description = clean(campaign.description).slice(0, LONGEST_DESCRIPTION).toWellFormed();
  const logo = brand.logo !== undefined && markup`<img src="${brand.logo}" alt="${brandName}"/>`;
  const named = brandName !== '' && markup`<p class="brand-name">${isolated(brandName)}</p>`;
  const promised = promise !== '' && markup`<p class="promise">${isolated(promise)}</p>`;
  const prepared = markup`<p class="prepared">${text.kind}<br/>${text.prepared(formats.date(day, 'long'))}</p>`;
  const dates = formats.span(campaign, 'long');
  const lastStart = hasOwnDays(campaign) && startsOfCohorts(campaign).at(-1);
  const spanned = lastStart ? text.spanRolling(dates, formats.date(lastStart, 'long')) : dates;
  const span = markup`<p class="span">${spanned}<span class="quiet"> · ${counts}</span></p>`;
  const described = description !== '' && markup`<p class="description">${isolated(description)}</p>`;
  const top = markup`<div class="brand">${logo}<div>${named}${promised}</div>${prepared}</div>`;
  return markup`<header>${top}<h1>${isolated(campaign.name)}</h1>${span}${described}</header>`;
}

/** The figures that people ask for first. */
function facts(campaign: Campaign, forecast: Forecast | undefined, formats: Formats): Markup {
  const count = (direction: 'push' | 'pull') =>
    campaign.touchpoints.filter((touchpoint) => touchpoint.direction === direction).length;
  const tile = (value: Fragment, label: Fragment) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const outcome = forecast && forecast.learners > 0 && outcomeTiles(campaign, forecast, formats, tile);
  return markup`
    <dl class="facts">${outcome}
    ${tile(markup`<span class="push-word">${formats.number(count('push'))}</span>`, text.facts.push)}
    ${tile(markup`<span class="pull-word">${formats.number(count('pull'))}</span>`, text.facts.pull)}</dl>
  `;
}

function outcomeTiles(
  campaign: Campaign,
  forecast: Forecast,
  formats: Formats,
  tile: (value: Fragment, label: Fragment) => Markup,
): Markup {
  const words = vocabularies[campaign.vocabulary];
  const last = at(forecast.series.active, forecast.dates.length - 1);
  const busiest = Math.max(0, ...forecast.contacts.perLearnerWeek);
  const contacts = markup`${formats.number(busiest, 1)} <small>${text.facts.cap(formats.number(campaign.contact.capPerWeek))}</small>`;
  const active = markup`${formats.number(last.p50)} <small>${formats.share(last.p50 / forecast.learners)}</small>`;
  return markup`
    ${tile(active, text.facts.active(formats.date(forecast.dates.at(-1)!), words))}
    ${tile(markup`${formats.number(last.p05)}–${formats.number(last.p95)}`, text.facts.band)}
    ${tile(contacts, text.facts.contacts(words))}
  `;
}

/** Why the runs followed people one by one, where they did. */
function byTeams({ method, sampledLearners }: Forecast, words: Vocabulary, formats: Formats): string | false {
  if (method !== 'agents') return false;
  if (sampledLearners === undefined) return text.teams(words);
  return `${text.teams(words)} ${text.sampled(formats.number(sampledLearners), words)}`;
}

function section(heading: string, body: Fragment, kind = 'plain'): Markup {
  return markup`<section class="${kind}"><h2>${heading}</h2>${body}</section>`;
}

function figure(picture: Markup): Markup {
  return markup`<figure class="scroll" tabindex="0">${picture}</figure>`;
}

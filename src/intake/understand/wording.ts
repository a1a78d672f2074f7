import { countryOf, languageOf } from './countries.ts';
import {
  isNumber,
  looksLikeDates,
  looksLikeGroups,
  looksLikeLinks,
  looksLikeProse,
  looksLikeTimes,
  looksLikeTitles,
  share,
  type FieldWords,
  type Vocabulary,
} from './columns.ts';
import { readDate } from './dateCell.ts';
import { AUDIENCE_FIELDS, PLAN_FIELDS, type AudienceField, type PlanField } from './fields.ts';
import { inEnglish, peopleHeadings, planHeadings } from './languages/languages.ts';
import { channelsIn, statusIn } from './terms.ts';
import { lengthIn } from './lengths.ts';
import { readTime } from './times.ts';
import { readWeekdays } from './weekdays.ts';
import { areWeeks } from './weeks.ts';
import { timeZoneOf } from './zones.ts';

export { AUDIENCE_FIELDS, PLAN_FIELDS, type AudienceField, type PlanField };

/** The headings of real plans and lists of people, and the fields they stand for. Phrases are in the form of `plainHeading`. */

const phrases = (list: string) => list.split('|').map((phrase) => phrase.replace(/\s+/g, ' ').trim());

/** Two letters could be anything: a country, yes or no. */
const looksLikeLanguages = (texts: string[]) =>
  share(texts, (text) => text.length > 2 && languageOf(text) !== undefined);

const AUDIENCE_NAME =
  /^(all )?(staff|everyone|employees|colleagues|managers|leaders|.{0,30} (staff|managers|teams?|leaders|employees|colleagues))$/i;

/** Most of the texts pass. */
const mostly =
  (test: (text: string) => boolean, least = 0.6) =>
  (texts: string[]) =>
    share(texts, test) >= least;

const isClock = (text: string) => !/\d{4}|\d[/-]\d/.test(text) && !isNumber(text) && readTime(text) !== undefined;
const isMonth = (text: string) =>
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?([ '/-]*\d{2,4})?$|^(0?[1-9]|1[0-2])([-/.](\d{2}|\d{4}))?$|^\d{4}-\d{2}$/.test(
    inEnglish(text),
  );
const isWeekday = (text: string) => readWeekdays(text) !== undefined || NOT_YET.test(text);
const NOT_YET = /^(tbc|tba|tbd|-|n\/?a|\?)$/i;
const isYesOrNo = (text: string) =>
  /^(true|false|yes|no|y|n|x|0|1|wahr|falsch|vrai|faux|ja|nein|oui|non|si|sí|sim|não)$/i.test(text);
const isMeasure = (text: string) => /^[-+~<>≥≤]?\s*[\d.,\s]+\s*(%|k|m)?$/i.test(text);

/** What else dates in a plan are about: the list, the preparing, what follows. None of them is the day on which something goes out, nor its end. */
const OTHER_DAYS = [
  'draft|review\\w*|approv\\w*|sign(?:ed)? off|creat\\w*|updat\\w*|modif\\p{L}*|chang\\w*|edited|submitted|entered|added|timestamp',
  'completed|closed|actual|copy|content due|reminder|asset|artwork|report|follow|evaluat\\w*|birth|hire|brief(?:ing)?|request\\w*|invoice',
  'hijri|feedback|print|proof|photo|original|previous|contract|translat\\w*|legal|embargo|measured|resolved',
  'erstellt|erfasst|geändert|änderung|aktualisiert|freigabe|freigegeben|abnahme|abgabe\\w*|redaktionsschluss|druck\\w*|entwurf|prüfung',
  'créé|création|validation|mise à jour|relecture|maquette|creación|aprobación|actualización|revisión|borrador',
  'criação|aprovação|atualização|revisão|gemaakt|aangemaakt|goedgekeurd|goedkeuring|gewijzigd|redactie\\w*|creazione|approvazione|modifica|revisione',
].join('|');
const TIME_ALONE = '(?<!\\bdate (?:and )?)\\btime\\b';
const NO_DATE = new RegExp(
  `(?<!\\p{L})(?:${OTHER_DAYS}|end|finish|until|to(?! be| launch| go live))(?!\\p{L})|${TIME_ALONE}`,
  'u',
);
const NO_END = new RegExp(`(?<!\\p{L})(?:${OTHER_DAYS})(?!\\p{L})|${TIME_ALONE}`, 'u');

const ENGLISH_PLAN: Vocabulary<PlanField> = {
  date: {
    strong: phrases(
      `date|send date|sending date|start date|launch date|go live|go live date|publish date|publication date|delivery date|when|date sent|scheduled date|scheduled for|planned date|date of send|live date|post date|release date|dates|start|starts|date from|from date|target date|event date|week commencing|wc|w c|date time|date and time|datetime|send on|publish on|distribution date|broadcast date|air date|mailing date|days before launch|weeks before launch|days before go live|weeks before go live|days to launch|weeks to launch|days to go live|weeks to go live|days after launch|weeks after launch|days until launch|days from launch|weeks from launch|deployment date|deploy date|planned for|planned send|scheduled on|go out`,
    ),
    weak: phrases(
      `launch|schedule|scheduled|timing|timeline|day|week|due|due date|deadline|send|from|sent|week beginning|issue date`,
    ),
    exactWeak: phrases(
      `tag|jour|dia|día|dag|giorno|日|semana|semaine|woche|settimana|offset|day offset|days offset|week offset|relative day|relative days|days relative to launch|days relative to go live|t minus`,
    ),
    never: NO_DATE,
    must: (texts) => share(texts, isClock) < 0.5,
    strict: true,
    looks: looksLikeDates,
  },
  endDate: {
    strong: phrases(
      `end date|end|ends|finish|finish date|until|date to|to date|close date|closing date|last day|end of campaign`,
    ),
    exact: phrases(`to|through|expires|expiry|expiry date|stop|date end|closes|closing`),
    exactWeak: phrases(`due|due date|due on|deadline`),
    never: NO_END,
    must: mostly(
      (text) => /^\d{5}(\.\d+)?$/.test(text) || 'from' in readDate(text) || /^(tbc|tba|tbd|-|ongoing)$/i.test(text),
      0.4,
    ),
    byHeadingOnly: true,
    looks: looksLikeDates,
  },
  duration: {
    strong: phrases(
      `duration|days|length|number of days|how long|duration days|run time|duration in days|duration weeks|duration hours|duration minutes|weeks|minutes|mins|hours`,
    ),
    must: mostly((text) => lengthIn(text) !== undefined || /^(tbc|tba|tbd|-|n\/?a|0)$/i.test(text), 0.4),
    never:
      /\b(launch|go live|before|after|word|words|avg|average|character|characters|line|body|copy|count|left|to go)\b/,
  },
  year: {
    strong: phrases(`year`),
    exact: phrases(`calendar year|plan year|yr`),
    must: mostly((text) => /^(19|20|21)\d{2}$/.test(text), 0.9),
    byHeadingOnly: true,
  },
  quarter: {
    strong: phrases(`quarter`),
    exact: phrases(`qtr`),
    must: mostly((text) => /\bq[1-4]\b|^[1-4]$/i.test(text)),
    byHeadingOnly: true,
  },
  month: { strong: phrases(`month`), exact: phrases(`months|month year`), must: mostly(isMonth), byHeadingOnly: true },
  week: {
    strong: phrases(`week|week number|calendar week`),
    exact: phrases(`wk|weeks|week no|week nr|iso week|cw|kw|wk no|w|week in plan|campaign week`),
    must: areWeeks,
    byHeadingOnly: true,
  },
  weekday: {
    strong: phrases(`weekday|day of week|day of the week`),
    exact: phrases(`day|dow|days`),
    must: mostly(isWeekday),
    byHeadingOnly: true,
  },
  time: {
    strong: phrases(
      `time|send time|time of day|start time|hour|time sent|at|delivery time|post time|publish time|local time|time of send`,
    ),
    exact: phrases(
      `start|starts|from|begin|begins|clock|slot|time slot|scheduled time|kick off|et|est|pt|pst|cet|gmt|bst|utc|eastern time|pacific time`,
    ),
    never: /\b(zone|timezone|end|run|line|spent|estimate\w*|read|reading|reminder|show|lead)\b|\bdate time\b/,
    must: mostly((text) => readTime(text) !== undefined || /^(tbc|tba|tbd|-|all day)$/i.test(text), 0.3),
    byHeadingOnly: true,
    looks: looksLikeTimes,
  },
  halfDay: {
    strong: phrases(`am pm`),
    exact: phrases(`ampm|a m p m|am or pm`),
    must: mostly((text) => /^[ap]\.?m\.?$/i.test(text), 0.9),
    byHeadingOnly: true,
  },
  endTime: {
    strong: phrases(`end time`),
    exact: phrases(`end|ends|finish|finish time|until|to|time to|end at|stop`),
    must: mostly(isClock),
    byHeadingOnly: true,
  },
  timeZone: {
    strong: phrases(`time zone|timezone|tz`),
    exact: phrases(`zone|iana time zone`),
    must: mostly((text) => timeZoneOf(text) !== undefined || /local/i.test(text), 0.5),
    byHeadingOnly: true,
  },
  allDay: {
    strong: phrases(`all day event|all day|whole day`),
    exact: phrases(`allday|ganztägig|ganztägiges ereignis|journée entière|todo el día`),
    must: mostly(isYesOrNo, 0.9),
    byHeadingOnly: true,
  },
  cadence: { strong: phrases(`frequency|cadence|recurrence|repeat|repeats|how often|recurring`) },
  channel: {
    strong: phrases(
      `channel|channels|medium|media|channel medium|delivery channel|communication channel|comms channel|platform|vehicle|communication vehicle|delivery method|method|communication type|comms type|how|tool|vehicle channel|mode|tactic channel|route`,
    ),
    weak: phrases(`format|type|activity type|type of communication|mechanism|via|where`),
    looks: (texts) => share(texts, (text) => channelsIn(text).length > 0),
  },
  audience: {
    strong: phrases(
      `audience|audiences|target audience|target group|target groups|target|segment|segments|recipients|recipient|who|to whom|audience segment|stakeholder|stakeholders|stakeholder group|distribution list|mailing list|group|learners|learner group|for whom|intended audience|sent to|send to|target population|receivers|attendees|required attendees|participants|invitees|year group|year groups`,
    ),
    weak: phrases(`to|list|cohort|population|region|department|departments|teams|team|for`),
    never: /\b(date|owner|responsible|size|accountable|target date|number|count)\b/,
    // A target of 60 % and a reach of 1200 are no groups of people.
    must: (texts) => share(texts, isMeasure) < 0.5,
    looks: (texts) =>
      Math.max(
        looksLikeGroups(texts) * 0.6,
        share(texts, (text) => AUDIENCE_NAME.test(text)),
      ),
  },
  learners: {
    strong: phrases(`learners`),
    exact: phrases(`audience size|segment size|number of learners|number of people|number of recipients`),
    must: mostly((text) => /^\d{1,3}([ ,.']?\d{3})*$/.test(text), 0.9),
    byHeadingOnly: true,
  },
  name: {
    strong: phrases(
      `title|activity|name|touchpoint|communication|task|item|activity name|campaign activity|deliverable|event|communication name|comms activity|comms|what|asset|piece|initiative|milestone|action`,
    ),
    exact: phrases(
      `activities|tasks|events|actions|items|posts|touchpoints|communications|course|courses|training|trainings|module|session|programme|program|story|post|topic|deliverables|workshop|webinar|class|lesson|unit|article|assets|product|work package|summary|task title|hook|post idea|idea|content title|content piece|touch point|message name|what happens|material|materials|training topic|learning activity|moment|step|video|newsletter item|e learning|feature|output|learning module|key activity|key activities`,
    ),
    weak: phrases(`theme|content|project|campaign|element|label|subject area`),
    never:
      /\b(call to action|owner|type|phase|your|file|user|bucket|sender|contact|display|provider|supplier|vendor|agency|venue|room|location|notes?|id|key|number|no|link|url|status|link|code|hashtags?|by|assigned)\b/,
    byHeadingOnly: true,
    looks: looksLikeTitles,
  },
  subject: {
    strong: phrases(
      `subject|subject line|headline|heading|email subject|message title|message subject|post title|message headline|header`,
    ),
    weak: phrases(`topic|hook|title`),
  },
  body: {
    strong: phrases(
      `body|message|copy|text|body copy|message body|content|key message|key messages|body text|message text|draft copy|email body|message content|wording|core message|messaging|full text|message copy|script|caption|full caption|post copy|post text|content preview|preview text|message summary`,
    ),
    weak: phrases(`description|details|summary|main points|purpose`),
    never: /\b(subject|title|headline|type|date|owner|deadline)\b/,
    looks: looksLikeProse,
  },
  language: {
    strong: phrases(`language|languages|lang|locale|message language|language version|written in`),
    never: /\b(owner|lead|link|url|review\w*|check\w*|translat\w*)\b/,
    looks: looksLikeLanguages,
  },
  callToAction: {
    strong: phrases(
      `call to action|cta|button|button text|cta text|cta label|ask|desired action|required action|action required|cta button`,
    ),
    never: /\b(link|url)\b/,
  },
  link: {
    strong: phrases(
      `link|url|cta link|cta url|landing page|web address|hyperlink|links|call to action link|destination|link url|asset link`,
    ),
    weak: phrases(`page|website|site`),
    byHeadingOnly: true,
    looks: looksLikeLinks,
  },
  owner: {
    strong: phrases(
      `owner|responsible|responsibility|person responsible|lead|accountable|assigned to|assignee|sender|sent by|contact|who is responsible|responsible person|owned by|author|comms lead|comms owner|owner lead|delivered by|content owner|by whom|project lead|raci|organizer|organiser|facilitator|trainer|speaker|instructor|your name|requested by|requester`,
    ),
    weak: phrases(`from|by|approver|prepared by|presenter|messenger`),
    never: /\bdate\b/,
  },
  notes: {
    strong: phrases(
      `notes|note|comments|comment|remarks|remark|further information|additional information|additional notes|other|dependencies|internal notes`,
    ),
    weak: phrases(`info|feedback|objective|objectives|purpose|description`),
  },
  phase: {
    strong: phrases(`phase|stage|campaign phase|wave|project phase|journey stage|campaign stage`),
    weak: phrases(`period|sprint|tranche`),
  },
  workstream: {
    strong: phrases(`workstream|work stream|stream|track|lane|swimlane|category|pillar|strand|programme strand`),
    weak: phrases(`theme|product`),
  },
  direction: { strong: phrases(`push pull|push or pull|push vs pull|direction|push`) },
  tactic: { strong: phrases(`tactic|tactics|tactic type|intervention`), weak: phrases(`activity type|approach`) },
  status: {
    strong: phrases(`status|approval status|post status|content status|publishing status|task status`),
    exact: phrases(`state|progress|approval|approved`),
    must: mostly((text) => statusIn(text) !== undefined, 0.3),
    byHeadingOnly: true,
  },
};

/** Short headings of other languages, and those that are words in English too, count only where nothing else stands beside them. */
const isTelling = (phrase: string) => phrase.length > 7 || /[^a-z ]/.test(phrase) || TELLING.has(phrase);
const TELLING = new Set(
  phrases(
    `datum|uhrzeit|kanal|titel|betreff|thema|sprache|fecha|asunto|canal|heure|cible|objet|titre|hora|doelgroep|kanaal|durée|dauer|duur`,
  ),
);

/** The vocabulary with the headings of the other languages. */
function withLanguages<Field extends string>(
  vocabulary: Vocabulary<Field>,
  headingsOf: (field: Field) => string[],
): Vocabulary<Field> {
  const fields = Object.entries<FieldWords>(vocabulary) as [Field, FieldWords][];
  return Object.fromEntries(
    fields.map(([field, words]) => {
      const others = headingsOf(field);
      return [
        field,
        {
          ...words,
          strong: [...words.strong, ...others.filter(isTelling)],
          exact: [...(words.exact ?? []), ...others.filter((phrase) => !isTelling(phrase))],
        },
      ];
    }),
  ) as Vocabulary<Field>;
}

export const PLAN_WORDS = withLanguages(ENGLISH_PLAN, planHeadings);

/** Headings that mean nothing but a number of people; others, such as “Staff”, may stand over names too. */
const NUMBER_OF_PEOPLE = /headcount|head count|number of (people|employees|staff)|\bftes?\b|kopfzahl|effectifs?\b|人数/;
/** Headings that may number the rows. */
const COUNTER = /^(number|no|nr|count|anzahl|aantal|nombre|cantidad|quantidade|numero|número)$/;
const isCount = (text: string) => /^\d{1,3}([ ,.']?\d{3})*$/.test(text);
/** Numbers below “Plant North” or “Sales team” count something there; below “Plant” they may be its name. */
const namesGroups = (texts: string[], heading: string) => !heading.includes(' ') || share(texts, isNumber) < 0.9;
/** Whether texts are 1, 2, 3 and so on. */
export const isCounter = (texts: string[]): boolean =>
  texts.length > 2 && Number(texts[0]) < 2 && texts.every((text, place) => Number(text) === Number(texts[0]) + place);

const ENGLISH_PEOPLE: Vocabulary<AudienceField> = {
  department: {
    strong: phrases(
      `department|dept|business unit|function|division|org unit|organisation|organization|organisational unit|organizational unit|cost centre name|team|unit|area|business area|department name|job family|sub function|entity|legal entity|entity name|faculty|school|ward|directorate`,
    ),
    exact: phrases(
      `target group|target groups|target audience|class|classes|form|tutor group|year group|practice|crew|which team are you in`,
    ),
    weak: phrases(`group|cost centre|cost center|company|segment|audience|role|job title|grade`),
    never: /\b(manager|head|id|code|number)\b/,
    must: namesGroups,
  },
  country: {
    strong: phrases(
      `country|country code|work country|nation|country region|country name|location country|home country`,
    ),
    looks: (texts) => texts.filter((text) => text.length > 2 && countryOf(text) !== undefined).length / texts.length,
  },
  location: {
    strong: phrases(`location|city|site|office|work location|office location|town|plant|building`),
    weak: phrases(`region|state|place`),
    must: namesGroups,
  },
  language: {
    strong: phrases(`language|preferred language|lang|locale|correspondence language|native language|mother tongue`),
    looks: looksLikeLanguages,
  },
  timeZone: {
    strong: phrases(`time zone|timezone|tz|iana time zone`),
    looks: (texts) =>
      texts.filter((text) => text.includes('/') && timeZoneOf(text) !== undefined).length / texts.length,
  },
  manager: {
    strong: phrases(
      `manager|line manager|manager name|reports to|supervisor|manager id|team leader|reporting manager|manager email|people manager|supervisor name|direct manager`,
    ),
  },
  startDate: {
    strong: phrases(
      `start date|hire date|date of hire|joining date|date joined|joined|join date|employment start|date of joining|entry date|service date|original hire date|hired|employment start date|seniority date`,
    ),
    weak: phrases(`date|tenure|since`),
    never: /\b(birth|end|leav\w*|termination)\b/,
  },
  headcount: {
    strong: phrases(
      `headcount|head count|number of people|number of employees|employees|people|heads|no of employees|no of people|number of staff|no of staff|no of heads|number of heads|fte|ftes|employee count|people count|staff count|staff numbers|total staff|team size|group size`,
    ),
    exact: phrases(
      `count|size|number|staff|hc|pax|members|workers|learners|pupils|students|participants|volunteers|colleagues|workforce|total people`,
    ),
    exactWeak: phrases(`total|sum|gesamt|summe|insgesamt|totaal|totale|somme`),
    byHeadingOnly: true,
    must: (texts, heading) =>
      NUMBER_OF_PEOPLE.test(heading) || (share(texts, isCount) >= 0.5 && !(isCounter(texts) && COUNTER.test(heading))),
    looks: (texts) => (texts.filter((text) => /^\d{1,7}$/.test(text)).length / texts.length) * 0.5,
  },
  person: {
    strong: phrases(
      `employee id|id|email|e mail|email address|employee number|personnel number|user id|work email|staff id|person id|staff number|username|login|upn|worker id|payroll number|user principal name|principal name|object id|mail|primary email`,
    ),
    weak: phrases(
      `name|full name|employee|employee name|display name|first name|last name|surname|forename|given name|family name|middle name`,
    ),
    never: /\b(manager|supervisor|cost|company|department)\b/,
  },
};

export const AUDIENCE_WORDS = withLanguages(ENGLISH_PEOPLE, peopleHeadings);

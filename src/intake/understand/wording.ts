import { countryOf, languageOf, timeZoneOf } from './countries.ts';
import {
  looksLikeDates,
  looksLikeGroups,
  looksLikeLinks,
  looksLikeProse,
  looksLikeTimes,
  looksLikeTitles,
  type Vocabulary,
} from './columns.ts';
import { channelsIn } from './terms.ts';

/** The headings of real plans and lists of people, and the fields they stand for. Phrases are in the form of `plainHeading`. */

const phrases = (list: string) => list.split('|').map((phrase) => phrase.replace(/\s+/g, ' ').trim());

const shareOf = (texts: string[], test: (text: string) => boolean) => texts.filter(test).length / texts.length;

/** Two letters could be anything: a country, yes or no. */
const looksLikeLanguages = (texts: string[]) =>
  shareOf(texts, (text) => text.length > 2 && languageOf(text) !== undefined);

export const PLAN_FIELDS = [
  'date',
  'endDate',
  'duration',
  'time',
  'cadence',
  'channel',
  'audience',
  'name',
  'subject',
  'body',
  'language',
  'callToAction',
  'link',
  'owner',
  'notes',
  'phase',
  'workstream',
  'direction',
  'tactic',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

const AUDIENCE_NAME =
  /^(all )?(staff|everyone|employees|colleagues|managers|leaders|.{0,30} (staff|managers|teams?|leaders|employees|colleagues))$/i;

export const PLAN_WORDS: Vocabulary<PlanField> = {
  date: {
    strong: phrases(
      `date|send date|sending date|start date|launch date|go live|go live date|publish date|publication date|delivery date|when|date sent|scheduled date|scheduled for|planned date|date of send|live date|post date|release date|dates|start|starts|date from|from date|target date|event date|week commencing|wc|w c`,
    ),
    weak: phrases(
      `launch|schedule|scheduled|timing|timeline|day|week|due|due date|deadline|send|from|sent|week beginning|issue date`,
    ),
    never: /\b(end|finish|until|draft|review|approv\w*|sign off|created|updated|modified|time|copy|to)\b/,
    strict: true,
    looks: looksLikeDates,
  },
  endDate: {
    strong: phrases(
      `end date|end|ends|finish|finish date|until|date to|to date|close date|closing date|last day|end of campaign`,
    ),
    weak: phrases(`to|through|expires|expiry|stop`),
    never: /\btime\b/,
    byHeadingOnly: true,
    looks: looksLikeDates,
  },
  duration: {
    strong: phrases(`duration|days|length|number of days|how long|duration days|run time|duration in days`),
  },
  time: {
    strong: phrases(
      `time|send time|time of day|start time|hour|time sent|at|delivery time|post time|publish time|local time|time of send`,
    ),
    weak: phrases(`clock|slot|time slot`),
    never: /\b(zone|timezone|end|run|line)\b/,
    byHeadingOnly: true,
    looks: looksLikeTimes,
  },
  cadence: { strong: phrases(`frequency|cadence|recurrence|repeat|repeats|how often|recurring`) },
  channel: {
    strong: phrases(
      `channel|channels|medium|media|channel medium|delivery channel|communication channel|comms channel|platform|vehicle|communication vehicle|delivery method|method|format|communication type|comms type|how|tool|vehicle channel|mode|tactic channel|route`,
    ),
    weak: phrases(`type|activity type|type of communication|mechanism|via|where`),
    looks: (texts) => shareOf(texts, (text) => channelsIn(text).length > 0),
  },
  audience: {
    strong: phrases(
      `audience|audiences|target audience|target group|target groups|target|segment|segments|recipients|recipient|who|to whom|audience segment|stakeholder|stakeholders|stakeholder group|distribution list|mailing list|group|learners|learner group|for whom|intended audience|sent to|send to|target population|receivers`,
    ),
    weak: phrases(`to|list|cohort|population|region|department|departments|teams|team|for`),
    never: /\b(date|owner|responsible|size|accountable|target date)\b/,
    looks: (texts) =>
      Math.max(
        looksLikeGroups(texts) * 0.6,
        shareOf(texts, (text) => AUDIENCE_NAME.test(text)),
      ),
  },
  name: {
    strong: phrases(
      `activity|name|title|touchpoint|communication|task|item|activity name|campaign activity|deliverable|event|communication name|comms activity|comms|what|asset|piece|initiative|milestone|action`,
    ),
    weak: phrases(`topic|theme|content|project|campaign|element|label`),
    never: /\b(call to action|owner|type|phase)\b/,
    looks: looksLikeTitles,
  },
  subject: {
    strong: phrases(
      `subject|subject line|headline|heading|email subject|message title|message subject|post title|message headline|header`,
    ),
    weak: phrases(`topic|theme|hook|title`),
  },
  body: {
    strong: phrases(
      `body|message|copy|text|body copy|message body|content|key message|key messages|body text|message text|draft copy|email body|message content|wording|core message|messaging|full text|message copy|script`,
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
      `owner|responsible|responsibility|person responsible|lead|accountable|assigned to|assignee|sender|sent by|contact|who is responsible|responsible person|owned by|author|comms lead|comms owner|owner lead|delivered by|content owner|by whom|project lead|raci`,
    ),
    weak: phrases(`from|by|approver|prepared by|presenter|messenger`),
    never: /\bdate\b/,
  },
  notes: {
    strong: phrases(
      `notes|note|comments|comment|remarks|remark|further information|additional information|additional notes|other|dependencies|internal notes`,
    ),
    weak: phrases(`info|status|feedback|objective|objectives|purpose|description`),
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
};

export const AUDIENCE_FIELDS = [
  'department',
  'country',
  'location',
  'language',
  'timeZone',
  'manager',
  'startDate',
  'headcount',
  'person',
] as const;
export type AudienceField = (typeof AUDIENCE_FIELDS)[number];
export const AUDIENCE_WORDS: Vocabulary<AudienceField> = {
  department: {
    strong: phrases(
      `department|dept|business unit|function|division|org unit|organisation|organization|organisational unit|organizational unit|cost centre name|team|unit|area|business area|department name|job family|sub function`,
    ),
    weak: phrases(`group|cost centre|cost center|company|segment|audience|role|job title|grade`),
    never: /\b(manager|head|id|code|number)\b/,
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
      `headcount|head count|number of people|number of employees|employees|people|count|size|heads|no of employees`,
    ),
    byHeadingOnly: true,
    looks: (texts) => (texts.filter((text) => /^\d{1,7}$/.test(text)).length / texts.length) * 0.5,
  },
  person: {
    strong: phrases(
      `employee id|id|email|e mail|email address|employee number|personnel number|user id|work email|staff id|person id|staff number|username|login|upn|worker id|payroll number`,
    ),
    weak: phrases(
      `name|full name|employee|employee name|display name|first name|last name|surname|forename|given name|family name|middle name`,
    ),
    never: /\b(manager|supervisor|cost|company|department)\b/,
  },
};

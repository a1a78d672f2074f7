import type { Cadence, Channel, Direction, PHASE_KINDS, Status } from '#campaign/document.ts';

import { CANCELLED, POSTPONED } from './cancelled.ts';
import { channelPattern, inEnglish } from './languages/languages.ts';

/** The words in the cells of real communication plans, and what they are called here. */

/** Words in a cell, in the order in which they are looked for: the narrower before the wider. */
const CHANNEL_WORDS: [Channel, RegExp][] = [
  [
    'manager',
    /\b(line managers?|managers?|manager cascade|cascade|team leaders?|team brief(ing)?s?|supervisors?|people leaders?|1[ :-]?1s?|one[ -]to[ -]ones?)\b/,
  ],
  ['peers', /\b(champions?|ambassadors?|peers?|word of mouth|budd(y|ies)|super ?users?|advocates?|influencers?)\b/],
  ['text', /\b(sms|text( messages?)?|texts?|whats ?app|mms|imessage)\b/],
  ['calendar', /\b(calendar|invites?|invitations?|diary|save the date|meeting request|ics|outlook calendar)\b/],
  [
    'social',
    /\b(yammer|viva engage|viva|engage|workplace( by facebook)?|social( media| post)?|linked ?in|facebook|twitter|instagram|tik ?tok|jive|community post|x post|tweet)\b/,
  ],
  ['slack', /\bslack\b/],
  ['teams', /\b(ms teams|microsoft teams|teams|chat( message| post)?|im|google chat|webex|mattermost|discord)\b/],
  ['video', /\b(video|film|vlog|youtube|vimeo|animation|clip|trailer|podcast|recording|stream|loom|screencast)s?\b/],
  [
    'meeting',
    /\b(town ?halls?|all[ -]?hands|meetings?|webinars?|workshops?|road ?shows?|lunch (and|&|'?n'?) learns?|events?|briefings?|drop[ -]?in( sessions?)?|sessions?|training|classroom|face[ -]to[ -]face|f2f|in[ -]person|conference|kick[ -]?off|stand[ -]?up|huddles?|clinics?|q ?& ?a|presentation|seminar|live demo|demo|floor ?walk(ing|ers?)?|coffee( morning)?|focus group)\b/,
  ],
  [
    'poster',
    /\b(posters?|digital signage|signage|screens?|flyers?|leaflets?|brochures?|print(ed)?|banners? stands?|pull[ -]?up|roll[ -]?up|desk drops?|postcards?|tent cards?|notice ?boards?|lift|elevators?|canteen|stickers?|lock ?screen|wallpaper|screen ?saver|swag|merchandise|plasma)\b/,
  ],
  [
    'email',
    /\b(e-?mails?|emailer|mail|mailer|mailshots?|mailings?|mail ?out|newsletters?|e-?news|edms?|outlook|inbox|bulletins?|e-?shots?|digest)\b/,
  ],
  [
    'intranet',
    /\b(intranet|share ?point|home ?page|banners?|portal|news( article| story| item| post)?|articles?|blogs?|wiki|confluence|web ?page|website|microsite|landing page|hub|carousel|faqs?|knowledge base|staffnet|the source)\b/,
  ],
  [
    'platform',
    /\b(lms|lxp|platform|apps?|in[ -]app|in[ -]product|push notifications?|notifications?|learning (platform|portal|hub|system)|moodle|cornerstone|workday|degreed|docebo|totara|success ?factors|udemy|coursera|linkedin learning|course|e-?learning|module|pop[ -]?up|tool ?tips?|chat ?bot|bot)\b/,
  ],
  ['phone', /\b(phone|calls?|telephone|voice ?mails?|hotline|help ?desk|helpline|calling|dial)\b/],
];

const FOREIGN_WORDS = CHANNEL_WORDS.map(([channel]): [Channel, RegExp] => [channel, channelPattern(channel)]);

/** What a cell is about stands at its beginning; a long one is no reason to search for minutes. */
const startOf = (text: string) => text.slice(0, 300).toLowerCase();

/** Every channel a text names, in the order in which it names them. */
export function channelsIn(text: string): Channel[] {
  let plain = startOf(text);
  const found: { channel: Channel; at: number }[] = [];
  const take = (channel: Channel, pattern: RegExp) => {
    const match = pattern.exec(plain);
    if (!match) return;
    found.push({ channel, at: match.index });
    // What one channel has claimed no other may: “line manager email” is read word by word.
    plain = plain.slice(0, match.index) + ' '.repeat(match[0].length) + plain.slice(match.index + match[0].length);
  };
  if (/linked ?in learning/.test(plain)) take('platform', /\blinked ?in learning\b/);
  // “LMS calendar”, “Teams meeting”: a meeting held on Teams is a meeting.
  if (/\b(teams|zoom|webex)( live)? (meetings?|calls?|events?|webinars?)\b/.test(plain))
    take('meeting', /\b(teams|zoom|webex)( live)? (meetings?|calls?|events?|webinars?)\b/);
  if (/\be-?mails?\b.*\bnewsletters?\b|\bnewsletters?\b.*\be-?mails?\b/.test(plain)) take('email', /\bnewsletters?\b/);
  if (/\b(to|via|from|for)? ?(all )?(line )?managers? e-?mails?\b/.test(plain))
    take('email', /\bmanagers? e-?mails?\b/);
  for (const [channel, pattern] of CHANNEL_WORDS) take(channel, pattern);
  for (const [channel, pattern] of FOREIGN_WORDS) take(channel, pattern);
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ channel }) => channel))];
}

/** Whether a text is the name of a channel and nothing else: “E-mail”, “MS Teams”, but not “Mail merge”. */
export function isChannelName(text: string): boolean {
  const plain = startOf(text).trim();
  return [...CHANNEL_WORDS, ...FOREIGN_WORDS].some(([, pattern]) => pattern.exec(plain)?.[0] === plain);
}

/** Channels where something waits to be found rather than being sent. */
export const PULL_CHANNELS: readonly Channel[] = ['intranet', 'platform', 'poster', 'peers'];

const TACTIC_WORDS: [string, RegExp][] = [
  ['last-day-reminder', /\b(last (day|chance|call)|final (day|reminder|call)|closes today|ends today)\b/],
  ['left-off-reminder', /\b(left off|unfinished|incomplete|resume where|drop(ped)? ?off|pick up where)\b/],
  ['second-try', /\b(second (try|chance)|win ?back|come back|re-?engage\w*|lapsed|we miss you)\b/],
  ['deadline-reminder', /\b(deadline|reminder|remind|days? (left|to go)|due soon|countdown)\b/],
  [
    'manager-cascade',
    /\b(manager (cascade|toolkit|pack|brief\w*)|cascade|team brief\w*|line manager\w* (pack|toolkit|email|brief\w*))\b/,
  ],
  ['manager-follow-up', /\bmanager follow[ -]?up\b/],
  [
    'leader-message',
    /\b(ceo|coo|chro|cfo|executive|exec|director|leader(ship)?|sponsor|chief \w+ officer)('s)? (message|email|note|video|blog|post|letter|announcement|update)\b|\b(message|email|note|letter) from (the |our )?(ceo|coo|chro|director|leader\w*|sponsor|exec\w*)\b/,
  ],
  ['town-hall', /\b(town ?hall|all[ -]?hands)\b/],
  ['webinar', /\bwebinars?\b/],
  ['drop-in-clinic', /\b(drop[ -]?in|clinic|office hours|q ?& ?a session|surgery)\b/],
  ['teaser', /\b(teaser|coming soon|save the date|watch this space|sneak peek)\b/],
  ['launch-film', /\b(film|video|trailer|animation)\b/],
  ['poster', /\b(posters?|signage|screens?|flyers?|leaflets?|desk drops?)\b/],
  ['intranet-banner', /\b(intranet|sharepoint|banner|home ?page)\b/],
  ['public-reward', /\b(awards?|rewards?|recognition|badges?|winners?|prize|leader ?board)\b/],
  ['learner-story', /\b(success stor(y|ies)|case stud(y|ies)|testimonials?|learner stor(y|ies)|spotlight)\b/],
  ['champion-programme', /\b(champions?|ambassadors?|advocates?)\b/],
  ['buddy', /\bbudd(y|ies)\b/],
  ['pulse-survey', /\b(survey|poll|feedback|pulse|questionnaire)\b/],
  ['why-message', /\b(why (it )?matters|what'?s in it for|wiifm|benefits)\b/],
  ['recommendation-chat', /\b(recommend\w*|picked for you|suggest\w*)\b/],
  ['learning-list', /\b(learning list|reading list|playlist|curated)\b/],
  ['two-minutes-a-day', /\b(two|2|five|5)[ -]min(ute)?s?( a day)?\b/],
  ['learning-hour', /\b(learning (hour|slot|time)|block(ed)? (time|calendar))\b/],
  ['onboarding-tour', /\b(onboarding|tour|walk ?through|how to guide|getting started|quick ?start)\b/],
  ['welcome-message', /\bwelcome\b/],
  ['evidence-pack', /\b(results|evidence|progress report|impact report|dashboard)\b/],
  ['gentle-nudge', /\b(nudge|tips?|did you know)\b/],
  ['text-reminder', /\bsms\b/],
  [
    'chat-announcement',
    /\b(teams|slack|chat|yammer|viva)\b.*\b(launch|announce\w*|live|post)\b|\b(launch|announce\w*)\b.*\b(teams|slack|chat|yammer|viva)\b/,
  ],
  ['launch-email', /\b(launch|announce\w*|now live|go(es|ing)?[ -]live|introducing|is here)\b/],
];

/** Ids of tactics that a text may mean, the most telling first. */
export function tacticsIn(text: string): string[] {
  const plain = startOf(text);
  return TACTIC_WORDS.filter(([, pattern]) => pattern.test(plain)).map(([id]) => id);
}

/** Push or pull as a cell says it; undefined where it says both or neither. */
export function directionIn(text: string): Direction | undefined {
  const push = /\bpush\b/i.test(text);
  const pull = /\bpull\b/i.test(text);
  return push === pull ? undefined : push ? 'push' : 'pull';
}

const CADENCE_WORDS: [Cadence, RegExp][] = [
  ['workingDays', /\bworking ?days?\b/],
  ['weekdays', /\b(week ?days?|mon(day)?\s*(-|to)\s*fri(day)?)\b/],
  [
    'fortnightly',
    /\b(fortnight(ly)?|bi-?weekly|every (two|2|other|second) (weeks?|mon(?!th)|tue|wed|thu|fri|sat|sun)\w*)\b/,
  ],
  [
    'weekly',
    /\b(weekly|every week|each week|once a week|(every|each) (mon(?!th)|tue|wed|thu|fri|sat|sun)\w*|(mon|tues|wednes|thurs|fri|satur|sun)days)\b/,
  ],
  ['daily', /\b(daily|every day|each day|once a day)\b/],
  ['monthly', /\b(monthly|every month|each month|once a month)\b/],
  ['once', /\b(once|one[ -]?off|single|one time|no|never|none|n\/?a)\b|^-$/],
];

/** What a plan has no word for, though a shorter one stands in it: “twice weekly”, “bi-monthly”. */
const UNEVEN =
  /\b(twice|thrice|[2-9] ?[x×]|[2-9] times|(?:two|three|four) times|semi-?weekly)\b.*\b(week|month|day|daily)|\bbi-?monthly\b|\bweekly ?[x×] ?[2-9]/;

/** How often, as a cell says it. */
export function cadenceIn(text: string): Cadence | undefined {
  const plain = inEnglish(startOf(text));
  if (UNEVEN.test(plain)) return undefined;
  return CADENCE_WORDS.find(([, pattern]) => pattern.test(plain))?.[0];
}

type PhaseKind = (typeof PHASE_KINDS)[number];

const PHASE_WORDS: [PhaseKind, RegExp][] = [
  [
    'launch',
    /\b(launch|go[ -]?live|kick[ -]?off|start|pre-?launch|teaser|tease|announce\w*|introduc\w*|prepare|mobilis\w*)\b/,
  ],
  ['awareness', /\b(aware(ness)?|inform|understand(ing)?|educate|build[ -]?up|engage(ment)?|warm[ -]?up|interest)\b/],
  ['activation', /\b(activat\w*|adopt(ion)?|action|act|use|embed(ding)?|do|try|convert|enable(ment)?|train(ing)?)\b/],
  [
    'culture',
    /\b(culture|sustain\w*|reinforc\w*|maintain|habit\w*|business as usual|bau|long[ -]?term|celebrat\w*|continu\w*|legacy)\b/,
  ],
];

export function phaseKindIn(text: string): PhaseKind {
  const plain = startOf(text);
  return PHASE_WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'custom';
}

const AROUND_LAUNCH =
  /^((weeks?|months?|days?) )?(before|after|of|to) (the )?(launch|go[ -]?live)$|^((pre|post)[ -]?)?(launch|go[ -]?live|teaser|kick[ -]?off)( (week|phase|period|month))?$/;

/** Whether a text is the name of a kind of phase and nothing else: “Awareness”, “Launch phase”, but not “Launch party”. */
export function isPhaseName(text: string): boolean {
  if (AROUND_LAUNCH.test(startOf(text))) return true;
  const plain = startOf(text).replace(/\s+(phase|stage)$/, '');
  return PHASE_WORDS.some(([, pattern]) => pattern.exec(plain)?.[0] === plain);
}

/** Share of push that suits each kind of phase: an assumption, from mostly push at the launch to mostly pull in the end. */
export const PUSH_AIM: Record<PhaseKind, number> = {
  launch: 0.8,
  awareness: 0.6,
  activation: 0.5,
  culture: 0.2,
  custom: 0.5,
};

const STATUS_WORDS: [Status, RegExp][] = [
  [
    'cancelled',
    new RegExp(`^(?:${CANCELLED}|${POSTPONED}|dropped|removed|deleted|rejected|won'?t do)(?!\\p{L})|^中止`, 'u'),
  ],
  [
    'sent',
    /^(sent|published|posted|live|done|complete[d]?|closed|delivered|released|finished|100 ?%|versendet|veröffentlicht|erledigt|abgeschlossen|envoyée?|publiée?|terminée?|fait|enviad[oa]|publicad[oa]|hecho|concluíd[oa]|feito|verzonden|gepubliceerd|afgerond|klaar|inviat[oa]|pubblicat[oa])(?!\p{L})/u,
  ],
  [
    'approved',
    /^(approved|signed off|ready( to (send|publish|go))?|scheduled|confirmed|final|freigegeben|genehmigt|validée?|approuvée?|aprobad[oa]|aprovad[oa]|goedgekeurd|approvat[oa])(?!\p{L})/u,
  ],
  [
    'draft',
    /^(draft(ed|ing)?|in (draft|review|progress|production|design)|wip|writing|review|needs? review|for (review|approval)|pending( approval)?|awaiting approval|entwurf|in arbeit|in bearbeitung|brouillon|en cours|borrador|en curso|rascunho|em andamento|concept|bozza|started)(?!\p{L})/u,
  ],
  [
    'planned',
    /^(planned|plan|to ?do|not started|idea|backlog|open|new|proposed|upcoming|future|geplant|offen|idee|prévue?|à faire|planifiée?|planead[oa]|planificad[oa]|previst[oa]|por hacer|a fazer|planejad[oa]|gepland|te doen|pianificat[oa]|da fare|0 ?%)(?!\p{L})/u,
  ],
];

/** The status that a cell names. */
export function statusIn(text: string): Status | undefined {
  const plain = startOf(text).trim();
  return STATUS_WORDS.find(([, pattern]) => pattern.test(plain))?.[0];
}

/** Countries and languages as people lists write them. */

export interface Country {
  /** IANA zone in which most of its people live. */
  timeZone: string;
  /** BCP 47 tag of its first language at work. */
  language: string;
}

/** One line a country: ISO codes and common wordings, then zone and language. The zone of the most people, by the countries' own censuses. */
const TABLE = `
us usa united states|united states of america|u.s.|u.s.a.|america=America/New_York=en-US
gb uk united kingdom|great britain|england|scotland|wales|northern ireland|u.k.|britain=Europe/London=en-GB
ie irl ireland|republic of ireland|eire=Europe/Dublin=en-IE
ca can canada=America/Toronto=en-CA
mx mex mexico|méxico=America/Mexico_City=es-MX
br bra brazil|brasil=America/Sao_Paulo=pt-BR
ar arg argentina=America/Argentina/Buenos_Aires=es-AR
cl chl chile=America/Santiago=es-CL
co col colombia=America/Bogota=es-CO
pe per peru|perú=America/Lima=es-PE
ec ecu ecuador=America/Guayaquil=es-EC
ve ven venezuela=America/Caracas=es-VE
uy ury uruguay=America/Montevideo=es-UY
py pry paraguay=America/Asuncion=es-PY
bo bol bolivia=America/La_Paz=es-BO
cr cri costa rica=America/Costa_Rica=es-CR
pa pan panama|panamá=America/Panama=es-PA
gt gtm guatemala=America/Guatemala=es-GT
do dom dominican republic=America/Santo_Domingo=es-DO
de deu germany|deutschland|ger=Europe/Berlin=de-DE
at aut austria|österreich=Europe/Vienna=de-AT
ch che switzerland|schweiz|suisse=Europe/Zurich=de-CH
li lie liechtenstein=Europe/Vaduz=de
fr fra france=Europe/Paris=fr-FR
be bel belgium|belgië|belgique=Europe/Brussels=nl-BE
lu lux luxembourg=Europe/Luxembourg=fr-LU
nl nld netherlands|the netherlands|holland|nederland=Europe/Amsterdam=nl-NL
es esp spain|españa=Europe/Madrid=es-ES
pt prt portugal=Europe/Lisbon=pt-PT
it ita italy|italia=Europe/Rome=it-IT
mt mlt malta=Europe/Malta=en
gr grc greece|hellas=Europe/Athens=el-GR
cy cyp cyprus=Asia/Nicosia=el
dk dnk denmark|danmark=Europe/Copenhagen=da-DK
se swe sweden|sverige=Europe/Stockholm=sv-SE
no nor norway|norge=Europe/Oslo=nb-NO
fi fin finland|suomi=Europe/Helsinki=fi-FI
is isl iceland=Atlantic/Reykjavik=is
ee est estonia=Europe/Tallinn=et
lv lva latvia=Europe/Riga=lv
lt ltu lithuania=Europe/Vilnius=lt
pl pol poland|polska=Europe/Warsaw=pl-PL
cz cze czech republic|czechia|česko=Europe/Prague=cs-CZ
sk svk slovakia|slovak republic=Europe/Bratislava=sk-SK
hu hun hungary|magyarország=Europe/Budapest=hu-HU
ro rou romania|românia=Europe/Bucharest=ro-RO
bg bgr bulgaria=Europe/Sofia=bg-BG
si svn slovenia=Europe/Ljubljana=sl
hr hrv croatia|hrvatska=Europe/Zagreb=hr
rs srb serbia=Europe/Belgrade=sr
ba bih bosnia and herzegovina|bosnia=Europe/Sarajevo=bs
mk mkd north macedonia|macedonia=Europe/Skopje=mk
al alb albania=Europe/Tirane=sq
md mda moldova=Europe/Chisinau=ro
ua ukr ukraine=Europe/Kyiv=uk-UA
by blr belarus=Europe/Minsk=be
ru rus russia|russian federation=Europe/Moscow=ru-RU
tr tur turkey|türkiye|turkiye=Europe/Istanbul=tr-TR
ge geo georgia=Asia/Tbilisi=ka
kz kaz kazakhstan=Asia/Almaty=kk
il isr israel=Asia/Jerusalem=he-IL
ae are united arab emirates|uae|u.a.e.|emirates|dubai=Asia/Dubai=ar-AE
sa sau saudi arabia|ksa|kingdom of saudi arabia=Asia/Riyadh=ar-SA
qa qat qatar=Asia/Qatar=ar
kw kwt kuwait=Asia/Kuwait=ar
bh bhr bahrain=Asia/Bahrain=ar
om omn oman=Asia/Muscat=ar
jo jor jordan=Asia/Amman=ar
lb lbn lebanon=Asia/Beirut=ar
eg egy egypt=Africa/Cairo=ar-EG
ma mar morocco|maroc=Africa/Casablanca=fr-MA
tn tun tunisia=Africa/Tunis=ar
dz dza algeria=Africa/Algiers=ar
za zaf south africa|rsa=Africa/Johannesburg=en-ZA
ng nga nigeria=Africa/Lagos=en-NG
gh gha ghana=Africa/Accra=en-GH
ke ken kenya=Africa/Nairobi=en-KE
ug uga uganda=Africa/Kampala=en
tz tza tanzania=Africa/Dar_es_Salaam=sw
et eth ethiopia=Africa/Addis_Ababa=am
sn sen senegal=Africa/Dakar=fr
ci civ ivory coast|côte d'ivoire|cote d'ivoire=Africa/Abidjan=fr
zw zwe zimbabwe=Africa/Harare=en
mu mus mauritius=Indian/Mauritius=en
in ind india|bharat=Asia/Kolkata=en-IN
pk pak pakistan=Asia/Karachi=en-PK
bd bgd bangladesh=Asia/Dhaka=bn-BD
lk lka sri lanka=Asia/Colombo=si
np npl nepal=Asia/Kathmandu=ne
cn chn china|prc|people's republic of china|mainland china=Asia/Shanghai=zh-CN
hk hkg hong kong|hong kong sar=Asia/Hong_Kong=zh-HK
tw twn taiwan=Asia/Taipei=zh-TW
jp jpn japan|nippon=Asia/Tokyo=ja-JP
kr kor south korea|korea|republic of korea|korea, republic of=Asia/Seoul=ko-KR
sg sgp singapore=Asia/Singapore=en-SG
my mys malaysia=Asia/Kuala_Lumpur=ms-MY
id idn indonesia=Asia/Jakarta=id-ID
ph phl philippines|the philippines=Asia/Manila=en-PH
th tha thailand=Asia/Bangkok=th-TH
vn vnm vietnam|viet nam=Asia/Ho_Chi_Minh=vi-VN
au aus australia=Australia/Sydney=en-AU
nz nzl new zealand|aotearoa=Pacific/Auckland=en-NZ
`;

const COUNTRIES = new Map<string, Country & { name: string }>();
for (const line of TABLE.trim().split('\n')) {
  const [names, timeZone, language] = line.split('=') as [string, string, string];
  const [, codes, words] = /^((?:[a-z]{2,3} ){1,2})(.+)$/.exec(names)!;
  const wordings = words!.split('|');
  const name = wordings[0]!.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  for (const key of [...codes!.trim().split(' '), ...wordings]) COUNTRIES.set(key, { name, timeZone, language });
}

/** Tags of the languages in which countries and languages are named besides English; their words come with the platform (CLDR). */
const NAMED_IN = ['de', 'fr', 'es', 'pt', 'nl', 'it', 'ja', 'pl', 'hu', 'tr'];
const namesOf = (type: 'region' | 'language', code: string): string[] =>
  NAMED_IN.flatMap((tag) => new Intl.DisplayNames([tag], { type, fallback: 'none' }).of(code)?.toLowerCase() ?? []);

for (const line of TABLE.trim().split('\n')) {
  const code = line.slice(0, 2);
  for (const name of namesOf('region', code.toUpperCase()))
    if (!COUNTRIES.has(name)) COUNTRIES.set(name, COUNTRIES.get(code)!);
}

/** Longer texts name no country, language or zone. */
const LONGEST_NAME = 80;

/** The country of a code or a name in common wording, or undefined. */
export function countryOf(text: string): (Country & { name: string }) | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  const plain = text.trim().toLowerCase();
  return COUNTRIES.get(plain) ?? COUNTRIES.get(plain.replace(/\s*\(.*\)$|^the /g, ''));
}

const LANGUAGES = new Map(
  `english=en|british english=en-GB|american english=en-US|us english=en-US|uk english=en-GB|german=de|deutsch=de|french=fr|français=fr|francais=fr|canadian french=fr-CA|spanish=es|español=es|espanol=es|castilian=es|portuguese=pt|português=pt|brazilian portuguese=pt-BR|portuguese (brazil)=pt-BR|italian=it|italiano=it|dutch=nl|nederlands=nl|flemish=nl-BE|danish=da|swedish=sv|norwegian=nb|finnish=fi|icelandic=is|polish=pl|polski=pl|czech=cs|slovak=sk|hungarian=hu|romanian=ro|bulgarian=bg|greek=el|croatian=hr|serbian=sr|slovenian=sl|estonian=et|latvian=lv|lithuanian=lt|ukrainian=uk|russian=ru|turkish=tr|hebrew=he|arabic=ar|persian=fa|farsi=fa|hindi=hi|bengali=bn|urdu=ur|tamil=ta|telugu=te|marathi=mr|gujarati=gu|punjabi=pa|chinese=zh|mandarin=zh-CN|simplified chinese=zh-CN|chinese (simplified)=zh-CN|traditional chinese=zh-TW|chinese (traditional)=zh-TW|cantonese=zh-HK|japanese=ja|korean=ko|thai=th|vietnamese=vi|indonesian=id|bahasa indonesia=id|malay=ms|bahasa=id|filipino=fil|tagalog=tl|swahili=sw|afrikaans=af|catalan=ca|welsh=cy|irish=ga`
    .split('|')
    .map((pair) => pair.split('=') as [string, string]),
);

for (const code of new Set([...LANGUAGES.values()].map((tag) => tag.split('-')[0]!))) {
  for (const name of namesOf('language', code)) if (!LANGUAGES.has(name)) LANGUAGES.set(name, code);
}

/** The language tag of a name or a tag (“German”, “DE”, “pt_BR”, “English (UK)”), or undefined. */
export function languageOf(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  const plain = text.trim().toLowerCase();
  const named = LANGUAGES.get(plain) ?? LANGUAGES.get(plain.replace(/\s*[([-].*$/, '').trim());
  if (named !== undefined) {
    const region = /\(([^)]+)\)|- ?(.+)$/.exec(plain);
    const country = named.includes('-') || !region ? undefined : countryOf(region[1] ?? region[2]!);
    return country && country.language.startsWith(named) ? country.language : named;
  }
  const tag = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/.exec(plain);
  if (!tag || ![...LANGUAGES.values()].some((known) => known.split('-')[0] === tag[1])) return undefined;
  return tag[2] === undefined ? tag[1] : `${tag[1]}-${tag[2].toUpperCase()}`;
}

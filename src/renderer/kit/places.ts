/** What people call a time zone, besides the city that names it: big cities that have no zone of their own, and the letters of clocks. */

/** Zones by their IANA names, each with cities that live by it. */
const CITIES = `
Africa/Cairo Alexandria|Giza
Africa/Casablanca Rabat|Marrakesh|Tangier
Africa/Johannesburg Cape Town|Pretoria|Durban|Soweto
Africa/Lagos Abuja|Kano|Ibadan
Africa/Nairobi Mombasa
Africa/Dar_es_Salaam Dodoma
Africa/Abidjan Yamoussoukro
Africa/Accra Kumasi
Africa/Kinshasa Matadi
Africa/Douala Yaounde
America/Argentina/Buenos_Aires La Plata|Rosario|Mar del Plata
America/Bogota Medellin|Cali|Barranquilla|Cartagena
America/Chicago Dallas|Houston|Austin|San Antonio|Minneapolis|St Louis|New Orleans|Milwaukee|Kansas City|Nashville|Memphis|Oklahoma City
America/Denver Salt Lake City|Albuquerque|Colorado Springs
America/Detroit Ann Arbor
America/Edmonton Calgary|Yellowknife
America/Guayaquil Quito
America/Halifax Dartmouth
America/La_Paz Santa Cruz de la Sierra|Sucre
America/Los_Angeles San Francisco|Seattle|San Diego|San Jose|Las Vegas|Portland|Sacramento|Oakland|Silicon Valley
America/Mexico_City Guadalajara|Puebla
America/Monterrey Saltillo
America/New_York Washington|Boston|Philadelphia|Miami|Atlanta|Orlando|Baltimore|Pittsburgh|Charlotte|Cleveland|Columbus|Raleigh|Tampa
America/Phoenix Tucson|Scottsdale
America/Santiago Valparaiso|Concepcion
America/Sao_Paulo Rio de Janeiro|Brasilia|Belo Horizonte|Curitiba|Porto Alegre|Campinas
America/Toronto Montreal|Ottawa|Quebec|Hamilton|Mississauga
America/Vancouver Victoria
America/Winnipeg Brandon
Asia/Amman Zarqa
Asia/Baghdad Basra|Mosul|Erbil
Asia/Bangkok Chiang Mai|Phuket
Asia/Colombo Kandy
Asia/Dhaka Chittagong
Asia/Dubai Abu Dhabi|Sharjah
Asia/Ho_Chi_Minh Hanoi|Da Nang
Asia/Jakarta Bandung|Surabaya
Asia/Jerusalem Tel Aviv|Haifa
Asia/Karachi Lahore|Islamabad|Rawalpindi|Faisalabad
Asia/Kathmandu Pokhara
Asia/Kolkata Mumbai|Bombay|Delhi|New Delhi|Bangalore|Bengaluru|Hyderabad|Chennai|Madras|Pune|Ahmedabad|Jaipur|Gurgaon|Gurugram|Noida|Kochi|Lucknow
Asia/Kuala_Lumpur Penang|Johor Bahru
Asia/Makassar Bali|Denpasar
Asia/Manila Quezon City|Cebu
Asia/Riyadh Jeddah|Mecca|Medina|Dammam
Asia/Seoul Busan|Incheon
Asia/Shanghai Beijing|Peking|Shenzhen|Guangzhou|Canton|Hangzhou|Chengdu|Chongqing|Wuhan|Nanjing|Tianjin|Suzhou|Xian|Dalian
Asia/Taipei Kaohsiung|Hsinchu
Asia/Tehran Isfahan|Mashhad|Shiraz
Asia/Tokyo Osaka|Kyoto|Yokohama|Nagoya|Sapporo|Fukuoka|Kobe
Asia/Yangon Mandalay|Naypyidaw
Asia/Almaty Astana|Nur-Sultan
Australia/Brisbane Gold Coast|Cairns
Australia/Melbourne Geelong
Australia/Perth Fremantle
Australia/Sydney Canberra|Newcastle
Europe/Amsterdam Rotterdam|The Hague|Utrecht|Eindhoven
Europe/Athens Thessaloniki
Europe/Belgrade Novi Sad
Europe/Berlin Munich|München|Hamburg|Frankfurt|Cologne|Köln|Stuttgart|Düsseldorf|Leipzig|Dresden|Hanover|Hannover|Nuremberg|Nürnberg|Bonn|Bremen
Europe/Brussels Antwerp|Ghent
Europe/Bucharest Cluj-Napoca|Timisoara|Iasi
Europe/Copenhagen Aarhus
Europe/Dublin Cork|Galway
Europe/Helsinki Espoo|Tampere
Europe/Istanbul Ankara|Izmir
Europe/Kyiv Lviv|Kharkiv|Odesa|Odessa|Dnipro
Europe/Lisbon Porto
Europe/London Manchester|Birmingham|Edinburgh|Glasgow|Leeds|Liverpool|Bristol|Cardiff|Belfast
Europe/Luxembourg Esch
Europe/Madrid Barcelona|Valencia|Seville|Bilbao|Malaga
Europe/Moscow St Petersburg|Saint Petersburg|Kazan
Europe/Oslo Bergen|Trondheim|Stavanger
Europe/Paris Lyon|Marseille|Toulouse|Nice|Bordeaux|Lille|Strasbourg|Nantes
Europe/Prague Brno
Europe/Rome Milan|Turin|Naples|Florence|Venice|Bologna
Europe/Sofia Plovdiv|Varna
Europe/Stockholm Gothenburg|Malmo
Europe/Vienna Graz|Linz|Salzburg
Europe/Warsaw Krakow|Cracow|Wroclaw|Gdansk|Poznan|Lodz|Katowice
Europe/Zagreb Split
Europe/Zurich Geneva|Basel|Bern|Lausanne
Pacific/Auckland Wellington|Christchurch
Pacific/Honolulu Hawaii
`;

/** Letters of clocks, each with the zones that people mean by it, the most people first. */
const LETTERS = `
UTC UTC
Z UTC
GMT UTC Europe/London Africa/Accra Africa/Abidjan Atlantic/Reykjavik
BST Europe/London Asia/Dhaka
WET Europe/Lisbon Atlantic/Canary
WEST Europe/Lisbon Atlantic/Canary
CET Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid Europe/Warsaw Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich Europe/Prague Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Budapest
CEST Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid Europe/Warsaw Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich Europe/Prague Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Budapest
MEZ Europe/Berlin Europe/Vienna Europe/Zurich
MESZ Europe/Berlin Europe/Vienna Europe/Zurich
EET Europe/Athens Europe/Bucharest Europe/Kyiv Europe/Helsinki Europe/Sofia Europe/Riga Europe/Vilnius Europe/Tallinn Africa/Cairo Asia/Beirut
EEST Europe/Athens Europe/Bucharest Europe/Kyiv Europe/Helsinki Europe/Sofia Europe/Riga Europe/Vilnius Europe/Tallinn Africa/Cairo Asia/Beirut
MSK Europe/Moscow
TRT Europe/Istanbul
CAT Africa/Maputo Africa/Harare Africa/Lusaka
EAT Africa/Nairobi Africa/Addis_Ababa Africa/Dar_es_Salaam
WAT Africa/Lagos Africa/Kinshasa Africa/Algiers
SAST Africa/Johannesburg
GST Asia/Dubai
IRST Asia/Tehran
PKT Asia/Karachi
IST Asia/Kolkata Europe/Dublin Asia/Jerusalem
NPT Asia/Kathmandu
MMT Asia/Yangon
ICT Asia/Bangkok Asia/Ho_Chi_Minh
WIB Asia/Jakarta
WITA Asia/Makassar
SGT Asia/Singapore
MYT Asia/Kuala_Lumpur
PHT Asia/Manila
HKT Asia/Hong_Kong
CST America/Chicago Asia/Shanghai America/Mexico_City America/Havana
CDT America/Chicago
JST Asia/Tokyo
KST Asia/Seoul
AWST Australia/Perth
ACST Australia/Adelaide Australia/Darwin
AEST Australia/Sydney Australia/Melbourne Australia/Brisbane
AEDT Australia/Sydney Australia/Melbourne
NZST Pacific/Auckland
NZDT Pacific/Auckland
EST America/New_York America/Toronto America/Detroit America/Panama America/Jamaica
EDT America/New_York America/Toronto America/Detroit
ET America/New_York
CT America/Chicago
MST America/Denver America/Phoenix America/Edmonton
MDT America/Denver America/Edmonton
MT America/Denver
PST America/Los_Angeles America/Vancouver America/Tijuana Asia/Manila
PDT America/Los_Angeles America/Vancouver America/Tijuana
PT America/Los_Angeles
AST America/Halifax America/Puerto_Rico Asia/Riyadh
NST America/St_Johns
AKST America/Anchorage
HST Pacific/Honolulu
BRT America/Sao_Paulo
ART America/Argentina/Buenos_Aires
`;

const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

/** Big cities by the zone that they live by. */
export const CITIES_OF: ReadonlyMap<string, readonly string[]> = new Map(
  rows(CITIES).map(([zone, cities]) => [zone, cities.split('|')]),
);

/** Zones by the letters of their clock, in capitals. */
export const ZONES_OF: ReadonlyMap<string, readonly string[]> = new Map(
  rows(LETTERS).map(([letters, zones]) => [letters, zones.split(' ')]),
);

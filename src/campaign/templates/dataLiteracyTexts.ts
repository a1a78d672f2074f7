import type { Channel } from '../document.ts';
import type { Step } from './build.ts';

/** The messages of the data literacy campaign that go out in three languages: one step of the plan, three touchpoints. */

type Text = [subject: string, body: string, button: string];
type Spoken = Omit<Step, 'subject' | 'body' | 'button' | 'segments' | 'channel' | 'name'> & {
  name: string;
  address: string;
  /** By chat: Slack in the United Kingdom, Teams elsewhere. */
  byChat?: boolean;
  en: Text;
  de: Text;
  pt: Text;
};

const COUNTRIES = [
  { key: 'en', language: 'en-GB', label: 'UK', segments: ['uk-teams', 'uk-managers'], chat: 'slack' },
  { key: 'de', language: 'de', label: 'DE', segments: ['de-teams', 'de-managers'], chat: 'teams' },
  { key: 'pt', language: 'pt-BR', label: 'BR', segments: ['br-teams', 'br-managers'], chat: 'teams' },
] as const;

/** Each message for each country, in its language and on its channel. */
export function inEachLanguage(site: string): Step[] {
  return MESSAGES.flatMap(({ name, address, byChat, en, de, pt, ...step }) =>
    COUNTRIES.map(({ key, language, label, segments, chat }): Step => {
      const [subject, body, button] = { en, de, pt }[key];
      const channel: { channel?: Channel } = byChat ? { channel: chat } : {};
      const url = `${site}${address}`;
      return {
        ...step,
        ...channel,
        name: `${name} (${label})`,
        segments: [...segments],
        subject,
        body,
        button: [button, url],
        language,
      };
    }),
  );
}

const MESSAGES: Spoken[] = [
  {
    tactic: 'launch-email',
    name: 'Launch email',
    lane: 'mail',
    week: 1,
    weekday: 2,
    address: '',
    en: [
      'Plain Numbers: can you read this chart?',
      'Plain Numbers is open. It begins with one chart and one question, and it takes five minutes.\n\nNo formulas. You only look closely, and then you see what 5,000 colleagues in three countries answered.',
      'See the chart',
    ],
    de: [
      'Plain Numbers: Was zeigt dieses Diagramm?',
      'Plain Numbers ist eröffnet. Am Anfang stehen ein Diagramm und eine Frage; das dauert fünf Minuten.\n\nKeine Formeln. Du schaust nur genau hin und siehst dann, was 5.000 Kolleginnen und Kollegen in drei Ländern geantwortet haben.',
      'Zum Diagramm',
    ],
    pt: [
      'Plain Numbers: o que este gráfico mostra?',
      'O Plain Numbers está aberto. Começa com um gráfico e uma pergunta, e leva cinco minutos.\n\nSem fórmulas. Você só olha com atenção e depois vê o que 5.000 colegas em três países responderam.',
      'Ver o gráfico',
    ],
  },
  {
    tactic: 'chat-announcement',
    name: 'Announcement in chat',
    lane: 'chat',
    week: 2,
    weekday: 2,
    byChat: true,
    address: '',
    en: [
      'Plain Numbers',
      'Plain Numbers is open: one chart, one question, five minutes. Most people get the second one wrong at first.',
      'See the chart',
    ],
    de: [
      'Plain Numbers',
      'Plain Numbers ist eröffnet: ein Diagramm, eine Frage, fünf Minuten. Bei der zweiten irren sich die meisten zuerst.',
      'Zum Diagramm',
    ],
    pt: [
      'Plain Numbers',
      'O Plain Numbers está aberto: um gráfico, uma pergunta, cinco minutos. Na segunda, quase todo mundo erra primeiro.',
      'Ver o gráfico',
    ],
  },
  {
    tactic: 'why-message',
    name: 'What is in it for you',
    lane: 'mail',
    week: 3,
    weekday: 3,
    address: '/why',
    goal: 'aware',
    en: [
      'Plain Numbers: which figure do you doubt?',
      'What Plain Numbers is good for:\n\n{{why}}\n\nThink of one figure you use every week and do not quite trust. Plain Numbers shows you the three questions to ask of it.',
      'Ask the three questions',
    ],
    de: [
      'Plain Numbers: Welcher Zahl traust du nicht?',
      'Wozu Plain Numbers gut ist:\n\n{{why}}\n\nNimm eine Zahl, die jede Woche auftaucht und der du nicht ganz traust. Plain Numbers zeigt drei Fragen, die man ihr stellen kann.',
      'Zu den drei Fragen',
    ],
    pt: [
      'Plain Numbers: de que número você duvida?',
      'Para que serve o Plain Numbers:\n\n{{why}}\n\nPense em um número que você usa toda semana e em que não confia muito. O Plain Numbers mostra três perguntas para fazer a ele.',
      'Ver as três perguntas',
    ],
  },
  {
    tactic: 'trend-email',
    name: 'The half-year figures',
    lane: 'mail',
    week: 7,
    weekday: 3,
    event: 'report',
    address: '/half-year',
    en: [
      'Our half-year figures, read in three lines',
      'The half-year figures are out. Three lines on how to read them:\n\n1. Sales rose, but from a weak spring.\n2. The average hides two very different regions.\n3. The forecast has a band; look at the lower end first.\n\nPlain Numbers takes six minutes to show how.',
      'Read them with us',
    ],
    de: [
      'Unsere Halbjahreszahlen in drei Zeilen',
      'Die Halbjahreszahlen sind da. Drei Zeilen zum Lesen:\n\n1. Der Umsatz stieg, aber nach einem schwachen Frühjahr.\n2. Der Durchschnitt verdeckt zwei sehr verschiedene Regionen.\n3. Die Prognose hat ein Band; sieh zuerst auf das untere Ende.\n\nPlain Numbers zeigt in sechs Minuten, wie das geht.',
      'Gemeinsam lesen',
    ],
    pt: [
      'Os números do semestre em três linhas',
      'Saíram os números do semestre. Três linhas para ler:\n\n1. As vendas subiram, mas depois de um começo fraco.\n2. A média esconde duas regiões muito diferentes.\n3. A previsão tem uma faixa; olhe primeiro para a parte de baixo.\n\nO Plain Numbers mostra como, em seis minutos.',
      'Ler com a gente',
    ],
  },
  {
    tactic: 'deadline-reminder',
    name: 'First chart by Friday',
    lane: 'mail',
    week: 11,
    weekday: 2,
    goal: 'tried',
    address: '',
    en: [
      'Plain Numbers: one chart by Friday',
      'If you have not tried Plain Numbers yet, read one chart by {{date}}. Five minutes, no formulas.\n\nIf you have, thank you. Show a colleague the one you liked.',
      'Read one chart',
    ],
    de: [
      'Plain Numbers: ein Diagramm bis Freitag',
      'Noch nicht ausprobiert? Lies bis zum {{date}} ein Diagramm in Plain Numbers. Fünf Minuten, keine Formeln.\n\nSchon getan? Danke. Zeig jemandem das, welches dir gefiel.',
      'Ein Diagramm lesen',
    ],
    pt: [
      'Plain Numbers: um gráfico até sexta-feira',
      'Se você ainda não experimentou o Plain Numbers, leia um gráfico até {{date}}. Cinco minutos, sem fórmulas.\n\nSe já leu, obrigado. Mostre a um colega o de que você gostou.',
      'Ler um gráfico',
    ],
  },
  {
    tactic: 'slot-before-email',
    name: 'Calendar slot',
    lane: 'habit',
    week: 8,
    weeks: 10,
    cadence: 'weekly',
    at: '08:45',
    address: '/today',
    en: [
      'One chart before email',
      'Ten minutes, one chart from your own area, then the inbox. Move this or delete it as you like.',
      'Open the chart',
    ],
    de: [
      'Ein Diagramm vor der Mail',
      'Zehn Minuten, ein Diagramm aus deinem Bereich, dann erst die Mail. Verschiebe oder lösche den Termin, wie du magst.',
      'Diagramm öffnen',
    ],
    pt: [
      'Um gráfico antes do e-mail',
      'Dez minutos, um gráfico da sua área, e só depois o e-mail. Mova ou apague este horário como quiser.',
      'Abrir o gráfico',
    ],
  },
  {
    tactic: 'gentle-nudge',
    name: 'Gentle nudge',
    lane: 'chat',
    week: 17,
    weekday: 3,
    weeks: 4,
    cadence: 'fortnightly',
    byChat: true,
    goal: 'regulars',
    address: '/today',
    en: ['When you have two minutes', 'Plain Numbers kept one chart for you. Two minutes, no hurry.', 'See it'],
    de: [
      'Wenn du zwei Minuten hast',
      'Plain Numbers hat ein Diagramm für dich aufgehoben. Zwei Minuten, keine Eile.',
      'Ansehen',
    ],
    pt: [
      'Quando você tiver dois minutos',
      'O Plain Numbers guardou um gráfico para você. Dois minutos, sem pressa.',
      'Ver',
    ],
  },
];

import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { IntakeError } from './error.ts';
import { ENCODINGS, type Encoding } from '#contract/encodings.ts';
import { decode } from './decode.ts';
import { decodeText } from './encoding.ts';

/** Titles as plans hold them, and the encodings that programs of the country write. */
const LANGUAGES: Record<string, { encodings: Encoding[]; titles: string[] }> = {
  German: {
    encodings: ['windows-1252', 'cp850', 'macintosh', 'windows-1250'],
    titles: [
      'Grüße für Köln',
      'Über Übungen',
      'Schön, dass ihr da wart',
      'Größere Häuser',
      'Für die Führungskräfte',
      'Öffnung der Kurse',
    ],
  },
  French: {
    encodings: ['windows-1252', 'cp850', 'macintosh'],
    titles: [
      'Après la rentrée',
      'Être prêt à démarrer',
      'Les élèves et les maîtres',
      'Où commencer ?',
      'Découvrez la leçon',
      'À bientôt à la fête',
    ],
  },
  Spanish: {
    encodings: ['windows-1252', 'cp850', 'macintosh'],
    titles: [
      'El año que viene',
      'Sesión de formación',
      '¿Qué hay después?',
      'Lección número tres',
      'Mañana empezamos',
      'Aquí está el vídeo',
    ],
  },
  Portuguese: {
    encodings: ['windows-1252', 'cp850', 'macintosh'],
    titles: [
      'Lançamento amanhã',
      'Não perca a sessão',
      'Formação contínua',
      'Três lições rápidas',
      'Ação para a educação',
      'Última edição',
    ],
  },
  Danish: {
    encodings: ['windows-1252', 'cp850', 'macintosh'],
    titles: [
      'Første møde på kontoret',
      'Så er vi klar',
      'Læring på fire minutter',
      'Få en bedre dag',
      'Spørgsmål og svar',
      'Nye kurser på vej',
    ],
  },
  Polish: {
    encodings: ['windows-1250'],
    titles: [
      'Pierwsza część szkolenia',
      'Dołącz do nas już dziś',
      'Źródła wiedzy',
      'Następny krok',
      'Możesz zacząć teraz',
      'Dzień otwartych drzwi',
    ],
  },
  Czech: {
    encodings: ['windows-1250'],
    titles: [
      'Začínáme příští týden',
      'Nové školení pro všechny',
      'Děkujeme za účast',
      'Žádné výmluvy',
      'Připomínka před začátkem',
      'Podívejte se, jak na to',
    ],
  },
  Hungarian: {
    encodings: ['windows-1250'],
    titles: [
      'Az új képzés elindult',
      'Emlékeztető a résztvevőknek',
      'Első lépések',
      'Köszönjük, hogy eljött',
      'Kérdések és válaszok',
      'Jövő héten folytatjuk',
    ],
  },
  Turkish: {
    encodings: ['windows-1254'],
    titles: [
      'Başlangıç çağrısı',
      'Öğrenme günü yaklaşıyor',
      'Ilık bir gün için',
      'Yeni eğitimler açıldı',
      'Şimdi katılın',
      'Küçük adımlar',
    ],
  },
  Lithuanian: {
    encodings: ['windows-1257'],
    titles: [
      'Prasideda nauji mokymai',
      'Kviečiame į susitikimą',
      'Sužinokite daugiau šiandien',
      'Ačiū už dėmesį',
      'Pirmasis žingsnis jūsų',
      'Klausimų ir atsakymų valanda',
    ],
  },
  Russian: {
    encodings: ['windows-1251', 'koi8-r', 'ibm866'],
    titles: [
      'Открытие новых курсов',
      'Напоминание',
      'Встреча с руководителем',
      'Учимся вместе',
      'Последний день записи',
      'Итоги недели',
    ],
  },
  Bulgarian: {
    encodings: ['windows-1251'],
    titles: [
      'Начало на обучението',
      'Напомняне за срещата',
      'Въпроси и отговори',
      'Първи стъпки',
      'Благодарим ви',
      'Нови курсове за всички',
    ],
  },
  Greek: {
    encodings: ['windows-1253'],
    titles: [
      'Νέα μαθήματα για όλους',
      'Υπενθύμιση για τη συνάντηση',
      'Ξεκινάμε σήμερα',
      'Ερωτήσεις και απαντήσεις',
      'Καλή αρχή',
      'Τελευταία ευκαιρία',
    ],
  },
  Hebrew: {
    encodings: ['windows-1255'],
    titles: ['קורסים חדשים לכולם', 'תזכורת לפגישה', 'מתחילים היום', 'שאלות ותשובות', 'תודה שבאתם', 'ההזדמנות האחרונה'],
  },
  Arabic: {
    encodings: ['windows-1256'],
    titles: ['دورات جديدة للجميع', 'تذكير بالاجتماع', 'نبدأ اليوم', 'أسئلة وأجوبة', 'شكرا لحضوركم', 'الفرصة الأخيرة'],
  },
  Japanese: {
    encodings: ['shift_jis', 'euc-jp'],
    titles: [
      '新しいコースのお知らせ',
      'リマインダー',
      '明日から始まります',
      '質問と回答の会',
      '最終日のご案内',
      '管理職の皆さまへ',
    ],
  },
  Chinese: {
    encodings: ['gb18030'],
    titles: ['新课程开始了', '提醒大家参加', '最后一天报名', '问题与回答', '请经理转发', '感谢您的参与'],
  },
  'Chinese, traditional': {
    encodings: ['big5'],
    titles: ['新課程開始了', '提醒大家參加', '最後一天報名', '問題與回答', '請經理轉發', '感謝您的參與'],
  },
  Korean: {
    encodings: ['euc-kr'],
    titles: [
      '새로운 과정이 시작됩니다',
      '알림 메시지',
      '마지막 신청일입니다',
      '질문과 답변',
      '관리자에게 전달',
      '참여해 주셔서 감사합니다',
    ],
  },
};

const listOf = (titles: string[]) =>
  ['Date;Channel;Title', ...titles.map((title, index) => `${index + 5}.04.2027;Email;${title}`)].join('\r\n');

/** So few titles show in which encoding they are. */
const LEAST_TITLES = 4;

/** Every choice of so many titles or more, in their order: none is left to chance. */
const choicesOf = (titles: string[], least: number) =>
  Array.from({ length: 2 ** titles.length }, (_, bits) => titles.filter((_title, place) => (bits >> place) & 1)).filter(
    (some) => some.length >= least,
  );

describe('letters', () => {
  const cases = Object.entries(LANGUAGES).flatMap(([language, { encodings, titles }]) =>
    encodings.map((encoding) => ({ language, encoding, titles })),
  );

  it.each(cases)('reads $language in $encoding', ({ encoding, titles }) => {
    for (const some of choicesOf(titles, LEAST_TITLES)) {
      const text = listOf(some);
      expect(decodeText(iconv.encode(text, encoding), 'list.csv').text).toBe(text);
    }
  });

  it.each(cases)(
    'never spells one short title of $language in $encoding wrongly without a word',
    ({ encoding, titles }) => {
      for (const title of titles) {
        const text = listOf([title]);
        try {
          const { text: read, remarks } = decodeText(iconv.encode(text, encoding), 'list.csv');
          if (read !== text) expect(remarks, `${title} came as ${read}`).not.toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(IntakeError);
          expect((error as Error).message).toContain('--encoding');
        }
      }
    },
  );

  it('decodes every encoding as another implementation does', () => {
    const bytes = Uint8Array.from({ length: 128 }, (_, index) => index + 128);
    expect(decode(bytes, 'cp850')).toBe(iconv.decode(Buffer.from(bytes), 'cp850'));
    for (const encoding of ENCODINGS) expect(decode(new Uint8Array([65, 0]), encoding)).toMatch(/^(A|䄀)/);
  });

  it('keeps sound UTF-8 with a letter that was lost earlier', () => {
    const text = listOf(['Müller stellt den Kurs vor', 'Caf\ufffd für alle – drei Fragen']);
    expect(decodeText(new TextEncoder().encode(text), 'list.csv')).toEqual({ text, encoding: 'utf-8', remarks: [] });
  });

  it('reads UTF-8 with a letter broken in the middle as UTF-8 and says so', () => {
    const bytes = new TextEncoder().encode(
      listOf(['Grüße aus Köln für alle Männer, Mädchen und größere Bären, später mehr über Öl']),
    );
    const at = bytes.indexOf(0xc3);
    const broken = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
    const { encoding, remarks } = decodeText(broken, 'list.csv');
    expect(encoding).toBe('utf-8');
    expect(remarks[0]).toContain('damaged');
  });
});

describe('letters that Turkish and Icelandic share the bytes of', () => {
  it.each(
    'Eğitim|Çalışan|Kasım|Toplantı|Bağlantı|Satış|Şubat|İletişim|Hatırlatma|Yıllık değerlendirme|Şirket|Ağustos|Başlangıç|İzmir|Aşı|Öğle arası'.split(
      '|',
    ),
  )('reads “%s” alone in a list as Turkish', (title) => {
    const { encoding, text } = decodeText(iconv.encode(listOf([title]), 'windows-1254'), 'plan.csv');
    expect([encoding, text.includes(title)]).toEqual(['windows-1254', true]);
  });

  it.each([
    'Fræðsla fyrir alla',
    'Ný námskeið í maí',
    'Þjálfun og menntun á árinu',
    'Við bjóðum þér á fund',
    'Síðasti dagur',
  ])('reads “%s” alone in a list as Icelandic', (title) => {
    expect(decodeText(iconv.encode(listOf([title]), 'windows-1252'), 'plan.csv').text).toContain(title);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tell, tellDates } from '../../plan/plan.testing.ts';
import { dutch } from './dutch.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { hungarian } from './hungarian.ts';
import { italian } from './italian.ts';
import { polish } from './polish.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';

const LANGUAGES = { german, french, spanish, portuguese, dutch, italian, polish, hungarian, turkish };
const two = (number: number) => String(number).padStart(2, '0');

describe('other languages', () => {
  it('name every day of the year', async () => {
    const months = Object.values(LANGUAGES).flatMap(({ months: names }) =>
      names.flatMap((list, index) => list.split('|').map((name) => ({ name, month: index + 1 }))),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...months),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom(
          (day: number, name: string) => `${day} ${name} 2027`,
          (day: number, name: string) => `${day}. ${name[0]!.toUpperCase()}${name.slice(1)} 2027`,
          (day: number, name: string) => `${day} de ${name} de 2027`,
          (day: number, name: string) => `${two(day)}/${name}/2027`,
          (day: number, name: string) => `${day}-${name}-27`,
        ),
        async ({ name, month }, day, write) => {
          expect(await tellDates([write(day, name)])).toEqual([`2027-${two(month)}-${two(day)}`]);
        },
      ),
    );
  });

  it('name every day of the week', async () => {
    for (const { weekdays } of Object.values(LANGUAGES)) {
      for (const [index, list] of weekdays.entries()) {
        for (const name of list.split('|')) {
          const day = `2027-04-${two(5 + index)}`;
          const told = await tell([
            ['Date', 'Channel', 'Title'],
            [`${name} ${5 + index}.4.2027`, 'Email', 'a'],
          ]);
          expect([name, told.lines[0]?.slice(0, 10), /is a \w+day/.test(told.said)]).toEqual([name, day, false]);
        }
      }
    }
  });

  it.each([
    ['1er avril 2027', '2027-04-01'],
    ['du 5 au 9 avril 2027', '2027-04-05+5'],
    ['mar. 6 avril 2027', '2027-04-06'],
    ['vom 5. bis 9. April 2027', '2027-04-05+5'],
    ['5. – 9. April 2027', '2027-04-05+5'],
    ['Mitte April 2027', '2027-04-15'],
    ['mi-avril 2027', '2027-04-15'],
    ['jeden Dienstag ab 6. April 2027', '2027-04-06+28'],
    ['1ª quincena de mayo 2027', '2027-05-01+15'],
    ['segunda quinzena de abril 2027', '2027-04-16+15'],
    ['1re quinzaine de mai 2027', '2027-05-01+15'],
    ['zweite Hälfte April 2027', '2027-04-16+15'],
    ['令和9年3月1日', '2027-03-01'],
    ['R9.3.15', '2027-03-15'],
    ['2027年3月上旬', '2027-03-01'],
    ['3月中旬', '2027-03-15'],
    ['1./2. März 2027', '2027-03-01+2'],
    ['mar. 09/03', '2027-03-09'],
    ['mar 20.04.2027', '2027-04-20'],
    ['mar 9/3/2027', '2027-03-09'],
    ['5 de abril', '2027-04-05'],
    ['del 5 al 9 de abril de 2027', '2027-04-05+5'],
    ['5 a 9 de abril de 2027', '2027-04-05+5'],
    ['5 t/m 9 april 2027', '2027-04-05+5'],
    ['Semaine 14 2027', '2027-04-05'],
    ['2027. április 5.', '2027-04-05'],
    ['2027. ápr. 5.', '2027-04-05'],
    ['ápr. 5.', '2027-04-05'],
    ['2027. április 5., hétfő', '2027-04-05'],
    ['2027. április 5-én', '2027-04-05'],
    ['2027. április 5–9.', '2027-04-05+5'],
    ['2027.04.05.', '2027-04-05'],
    ['5 kwietnia 2027 r.', '2027-04-05'],
    ['poniedziałek, 5 kwietnia', '2027-04-05'],
    ['5 Nisan 2027 Pazartesi', '2027-04-05'],
    ['2027年4月5日', '2027-04-05'],
    ['4月5日', '2027-04-05'],
    ['2027/4/5(月)', '2027-04-05'],
  ])('read %s', async (text, expected) => {
    expect(await tellDates([text])).toEqual([expected]);
  });

  it.each([
    [
      'Datum|Uhrzeit|Kanal|Zielgruppe|Betreff|Verantwortlich',
      '5. April 2027|9 Uhr|Aushang|Alle Mitarbeitenden|Start|Kim',
      'poster',
    ],
    [
      'Date|Heure|Canal|Cible|Objet|Responsable',
      'lundi 5 avril 2027|9h00|Affiche|Tous les collaborateurs|Start|Kim',
      'poster',
    ],
    [
      'Fecha|Hora|Canal|Público objetivo|Asunto|Responsable',
      '5 de abril de 2027|9:00|Cartel|Todos|Start|Kim',
      'poster',
    ],
    ['Data|Horário|Canal|Público-alvo|Assunto|Responsável', '05/04/2027|9h|Cartaz|Todos|Start|Kim', 'poster'],
    [
      'Publicatiedatum|Tijd|Kanaal|Doelgroep|Titel|Verantwoordelijke',
      '5-4-2027|9.00 uur|Nieuwsbrief|Iedereen|Start|Kim',
      'email',
    ],
    ['Data|Ora|Canale|Destinatari|Oggetto|Responsabile', '5 aprile 2027|9:00|Locandina|Tutti|Start|Kim', 'poster'],
    ['Data|Godzina|Kanał|Odbiorcy|Tytuł|Odpowiedzialny', '5 kwietnia 2027|9:00|Plakat|Wszyscy|Start|Kim', 'poster'],
    ['Dátum|Óra|Csatorna|Célcsoport|Cím|Felelős', '2027. április 5.|9:00|Plakát|Mindenki|Start|Kim', 'poster'],
    ['Tarih|Saat|Kanal|Hedef kitle|Başlık|Sorumlu', '5 Nisan 2027|9:00|Afiş|Herkes|Start|Kim', 'poster'],
    ['日付|時刻|チャネル|対象|件名|担当', '2027年4月5日|9:00|ポスター|全社員|Start|Kim', 'poster'],
  ])('have headings: %s', async (headings, cells, channel) => {
    const { lines } = await tell([headings.split('|'), cells.split('|')]);
    expect(lines.map((line) => line.replace(/\+\d+ /, ' '))).toEqual([`2027-04-05 | 09:00 | ${channel} | Start | all`]);
  });
});

import { dayOf } from '#campaign/calendar.ts';
import { plainHeading } from '../understand/columns.ts';
import { readDate } from '../understand/dateCell.ts';
import { epochDay } from '../understand/order.ts';
import type { DataRow } from '../understand/rows.ts';

/** People who have left, as a list of people says it: by a status, or by a last day that is past. */

const STATUS =
  /^((employment|employee|worker|staff|hr|current|personal|beschäftigungs|mitarbeiter) ?)?(status|state|estado|statut|situação)$/;
const LAST_DAY =
  /^((termination|terminated|leaving|leave|leaver|left|exit|separation|last working|last|end of employment|employment end|contract end|austritts?|uitdienst|uit dienst|sortie|départ|baja|salida|cese|saída|desligamento|demissão|cessazione|uscita)( ?(date|day|datum|on))?|end date|enddatum|einddatum|fin|fine|fim|(austritt|ausgetreten|ausgeschieden) am|datum uit dienst|datum uitdiensttreding|uitdiensttreding|退職日|退社日)$/;
const HAS_LEFT =
  /\b(terminated|leaver|left|resigned|retired|former|inactive|deceased|dismissed|ausgeschieden|ausgetreten|inaktiv|sorti|parti|inactif|baja|inactivo|inativo|desligado|uit dienst)\b/i;

const ACTIVE = /^(is )?(active|aktiv|actif|activo|activa|ativo|attivo|actief)( employee| user)?$/;
const NO = /^(no|n|false|0|nein|falsch|non|faux|não|nao|falso|nee|onwaar)$/i;

/** For a row, the heading of the column that says that its person has left before `today`, or undefined. */
export function leaverTest(headers: string[], today: string): (row: DataRow) => string | undefined {
  const plain = headers.map((header) =>
    plainHeading(header).replace(/^(?:date|fecha|data|datum) (?:(?:of|de|do|da|d|di) )?/, ''),
  );
  const statuses = plain.flatMap((heading, column) => (STATUS.test(heading) ? [column] : []));
  const lastDays = plain.flatMap((heading, column) => (LAST_DAY.test(heading) ? [column] : []));
  const actives = plain.flatMap((heading, column) => (ACTIVE.test(heading) ? [column] : []));
  const now = dayOf(today);
  return ({ cells }) => {
    const status =
      statuses.find((column) => HAS_LEFT.test(cells[column] ?? '')) ??
      actives.find((column) => NO.test(cells[column] ?? ''));
    const column = status ?? lastDays.find((place) => isPast(cells[place] ?? '', now));
    return column === undefined ? undefined : headers[column];
  };
}

/** Whether a date lies in the past whichever way its day and month are read. */
function isPast(text: string, now: number): boolean {
  const reading = readDate(text);
  if ('problem' in reading) return false;
  const { year, month, date = 1, pair } = reading.from;
  if (year === undefined) return false;
  const days = pair
    ? [epochDay(year, pair[1], pair[0]), epochDay(year, pair[0], pair[1])]
    : [epochDay(year, month ?? 1, date)];
  const real = days.filter((day) => day !== undefined);
  return real.length > 0 && real.every((day) => day < now);
}

import { atWork } from '#campaign/atWork.ts';
import { addDays, dayOf, formatDay } from '#campaign/calendar.ts';
import type { Command } from '#campaign/commands.ts';
import type { Touchpoint } from '#campaign/document.ts';
import {
  bringBackSendCommand,
  changeSendCommand,
  moveSendCommand,
  resetSendCommand,
  skipSendCommand,
  type Scope,
  type SendChanges,
} from '#campaign/series.ts';
import { sendsOf, type Send } from '#campaign/occurrences.ts';
import { isRepeated } from '#campaign/sending.ts';
import { tellLocked } from '../items/locked.ts';
import { announce } from '../kit/notices.ts';
import { formatDate, today } from '../locale.ts';
import { openOverlay, type Overlays } from '../navigation/overlay.ts';
import { executeWithOffer } from '../session/offers.ts';
import { execute, select, useSession } from '../session/session.ts';
import { itemById } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { selectSend } from './selectedSend.ts';

/** What can be done to a send. Each edit asks whether this one is meant, this and later ones, or all; what was chosen last is proposed next. */

export type Asked = Overlays['send'];

/** A send by its touchpoint and the day by which it is known. */
export type NamedSend = Pick<Asked, 'id' | 'on'>;

/** Asks for what an edit of a send still needs, and which sends are meant. */
export function askAboutSend(asked: Asked): void {
  const touchpoint = sendNamed(asked)?.touchpoint;
  if (touchpoint && !(asked.what !== 'change' && isKept(asked.id))) openOverlay('send', asked);
}

/**
 * Asks which sends are meant where the first day or the time of a whole series is given anew, as in its row of the table. False where there is
 * nothing to ask, so that whoever asks does it.
 */
export function askWhichSends(touchpoint: Touchpoint, given: { start?: string | null; time?: string | null }): boolean {
  const { id, start, time } = touchpoint;
  const sends = sendsOf(atWork(plan(), touchpoint));
  if (!isRepeated(touchpoint) || sends.length < 2) return false;
  if (given.start && given.start !== start) {
    const days = dayOf(given.start) - dayOf(start);
    openOverlay('send', { what: 'move', id, on: formatDay(sends[0]!.on), days, known: {} });
    return true;
  }
  if (given.time === undefined || given.time === (time.at ?? null)) return false;
  const known: SendChanges = { time: given.time === null ? { zone: 'segment' } : { ...time, at: given.time } };
  const next = sends.find(({ day }) => day >= today(plan().timeZone)) ?? sends[0]!;
  openOverlay('send', { what: 'change', id, on: formatDay(next.on), known });
  return true;
}

/** Whether a series is locked, so that its sends stay on their days; says so where it is. */
export const isKept = (id: string): boolean => tellLocked(plan(), 'touchpoint', [id]);

/** A touchpoint by its id, as it is sent. */
function sentById(id: string): Touchpoint | undefined {
  const touchpoint = itemById(plan(), 'touchpoint', id);
  return touchpoint && atWork(plan(), touchpoint);
}

/** A touchpoint that is sent again and again, by its id, as it is sent. */
export function seriesById(id: string): Touchpoint | undefined {
  const touchpoint = sentById(id);
  return touchpoint && isRepeated(touchpoint) ? touchpoint : undefined;
}

/** A send as it stands in the plan, with its touchpoint. */
export function sendNamed({ id, on }: NamedSend): { touchpoint: Touchpoint; send: Send } | undefined {
  const touchpoint = sentById(id);
  const day = dayOf(on);
  const send = touchpoint && sendsOf(touchpoint).find((other) => other.on === day);
  return touchpoint && send && { touchpoint, send };
}

/** What may be meant by an edit of a send: at either end of its series, later ones are none or all. */
export function scopesFor(touchpoint: Touchpoint, { number }: Send): Scope[] {
  const isInside = number > 1 && number < sendsOf(touchpoint).length;
  return isInside ? ['this', 'later', 'all'] : ['this', 'all'];
}

const plan = () => useSession.getState().open!.campaign;

export function moveSend({ id, on }: Asked, days: number, scope: Scope): void {
  const found = sendNamed({ id, on });
  if (!found) return;
  const day = formatDate(formatDay(found.send.day + days), 'full');
  const command = moveSendCommand(plan(), id, on, days, scope);
  if (done(command, t('series.done.move', { day }))) follow(command, id, scope === 'this' ? on : addDays(on, days));
}

export function skipSend({ id, on }: Asked, scope: Scope): void {
  const command = skipSendCommand(plan(), id, on, scope);
  if (scope === 'this') done(command, t('series.done.skip'));
  else if (command && executeWithOffer(command, t('series.done.skip')) && command.type === 'removeTouchpoint')
    select(null);
}

export function changeSend({ id, on }: Asked, changes: SendChanges, scope: Scope): void {
  const command = changeSendCommand(plan(), id, on, changes, scope);
  if (done(command, t('series.done.change'))) follow(command, id, on);
}

export const bringBackSend = (id: string, on: string): void => {
  if (!isKept(id)) done(bringBackSendCommand(plan(), id, on), t('series.done.bringBack'));
};

export const resetSend = (id: string, on: string): void => {
  const { to, skipped } = sendNamed({ id, on })?.send.exception ?? {};
  if ((to === undefined && !skipped) || !isKept(id)) done(resetSendCommand(id, on), t('series.done.reset'));
};

function done(command: Command | null, said: string): boolean {
  if (!command || !execute(command)) return false;
  announce(said);
  return true;
}

/** The send stays selected, also where it begins a series of its own now. */
function follow(command: Command | null, id: string, on: string): void {
  const added = command?.type === 'batch' ? command.commands.find((one) => one.type === 'addTouchpoint') : undefined;
  selectSend({ touchpointId: added?.item.id ?? id, on });
}

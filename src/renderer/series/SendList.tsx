import { Ellipsis, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, GridList, GridListItem } from 'react-aria-components';
import { atWork } from '#campaign/atWork.ts';
import { formatDay } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { sendsOf, type Send } from '#campaign/occurrences.ts';
import { isNeverSent } from '#campaign/sending.ts';
import { Button } from '../kit/controls.tsx';
import { Menu, type MenuEntry } from '../kit/overlays.tsx';
import { dayFormats, formatNumber } from '../locale.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { selectSend, useSelectedSend } from './selectedSend.ts';
import type { NamedSend } from './edits.ts';
import { lookOf } from './ticks.ts';
import { aboutSend, countInWords, spokenSend } from './words.ts';
import './series.css';

/** As many rows at first, and more when they are asked for. */
const AT_FIRST = 24;
const MORE = 200;

/** What can be done to a send, as a menu has it. */
export type SendMenu = (send: NamedSend) => MenuEntry[];

/** Every send of a series by its date. Selecting one marks its tick on the timeline. */
export function SendList({ touchpoint: given, menuOf }: { touchpoint: Touchpoint; menuOf: SendMenu }) {
  const touchpoint = atWork(useCampaign(), given);
  const [most, setMost] = useState(AT_FIRST);
  const list = useRef<HTMLDivElement>(null);
  const selected = useSelectedSend(touchpoint.id);
  const sends = sendsOf(touchpoint);
  const isSilent = isNeverSent(touchpoint);
  const place = sends.findIndex(({ on }) => formatDay(on) === selected);
  const shown = sends.slice(0, Math.max(most, place + 1));

  // What the timeline selects is brought into view within the list alone.
  useEffect(() => {
    const row = selected && list.current?.querySelector<HTMLElement>(`[data-send="${selected}"]`);
    if (!row || !list.current) return;
    const [box, own] = [list.current.getBoundingClientRect(), row.getBoundingClientRect()];
    if (own.top < box.top) list.current.scrollTop -= box.top - own.top;
    else if (own.bottom > box.bottom) list.current.scrollTop += own.bottom - box.bottom;
  }, [selected]);

  return (
    <div className="sends">
      <p className="sends-count figure" data-never={isSilent || undefined}>
        {isSilent ? <TriangleAlert aria-hidden /> : null}
        {countInWords(touchpoint)}
      </p>
      {isSilent ? <p className="field-hint">{t('series.neverHint')}</p> : null}
      <GridList
        ref={list}
        className="send-list"
        aria-label={t('series.title')}
        selectionMode="single"
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => {
          const [on] = keys === 'all' ? [] : [...keys];
          selectSend(on === undefined ? null : { touchpointId: touchpoint.id, on: on as string });
        }}
      >
        {shown.map((send) => (
          <SendRow key={send.on} touchpoint={touchpoint} send={send} count={sends.length} menuOf={menuOf} />
        ))}
      </GridList>
      {shown.length < sends.length ? (
        <Button look="quiet" onPress={() => setMost(shown.length + MORE)}>
          {t('series.more', { count: Math.min(MORE, sends.length - shown.length) })}
        </Button>
      ) : null}
    </div>
  );
}

interface SendRowProps {
  touchpoint: Touchpoint;
  send: Send;
  count: number;
  menuOf: SendMenu;
}

function SendRow({ touchpoint, send, count, menuOf }: SendRowProps) {
  const on = formatDay(send.on);
  const number = formatNumber(send.number);
  const look = lookOf(send);
  return (
    <GridListItem id={on} data-send={on} data-look={look} className="send-row" textValue={spokenSend(send, count)}>
      <span className="send-number figure">{number}</span>
      <i className={`send-mark send-mark-${look} send-mark-${touchpoint.direction}`} aria-hidden />
      <span className="send-words">
        <span className="send-day figure">{dayFormats.medium(send.day)}</span>
        <span className="send-about">{aboutSend(send)}</span>
      </span>
      <Menu label={t('series.actions', { number })} entries={menuOf({ id: touchpoint.id, on })}>
        <AriaButton className="icon-button send-menu" aria-label={t('series.actions', { number })}>
          <Ellipsis aria-hidden />
        </AriaButton>
      </Menu>
    </GridListItem>
  );
}

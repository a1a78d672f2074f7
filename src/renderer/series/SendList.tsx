import { CalendarClock, Ellipsis, Pencil, RotateCcw, SkipForward, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, GridList, GridListItem } from 'react-aria-components';
import { formatDay } from '#campaign/calendar.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { sendsOf, type Send } from '#campaign/occurrences.ts';
import { Button } from '../kit/controls.tsx';
import { Menu, type MenuEntry } from '../kit/overlays.tsx';
import { dayFormats, formatNumber } from '../locale.ts';
import { t } from '../text/text.ts';
import { askAboutSend, bringBackSend, resetSend } from './edits.ts';
import { selectSend, useSelectedSend } from './selectedSend.ts';
import { lookOf } from './ticks.ts';
import { aboutSend, countInWords, spokenSend } from './words.ts';
import './series.css';

/** As many rows at first, and more when they are asked for. */
const AT_FIRST = 24;
const MORE = 200;

/** Every send of a series by its date. Selecting one marks its tick on the timeline. */
export function SendList({ touchpoint }: { touchpoint: Touchpoint }) {
  const [most, setMost] = useState(AT_FIRST);
  const list = useRef<HTMLDivElement>(null);
  const selected = useSelectedSend(touchpoint.id);
  const sends = sendsOf(touchpoint);
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
      <p className="sends-count figure">{countInWords(touchpoint)}</p>
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
          <SendRow key={send.on} touchpoint={touchpoint} send={send} count={sends.length} />
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

function SendRow({ touchpoint, send, count }: { touchpoint: Touchpoint; send: Send; count: number }) {
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
      <Menu label={t('series.actions', { number })} entries={entriesFor(touchpoint.id, on, send)}>
        <AriaButton className="icon-button send-menu" aria-label={t('series.actions', { number })}>
          <Ellipsis aria-hidden />
        </AriaButton>
      </Menu>
    </GridListItem>
  );
}

function entriesFor(id: string, on: string, { exception }: Send): MenuEntry[] {
  const ask = (what: 'move' | 'skip' | 'change') => () => askAboutSend({ what, id, on });
  return [
    { id: 'move', label: t('series.move'), icon: <CalendarClock aria-hidden />, onAction: ask('move') },
    exception?.skipped
      ? {
          id: 'bringBack',
          label: t('series.bringBack'),
          icon: <Undo2 aria-hidden />,
          onAction: () => bringBackSend(id, on),
        }
      : { id: 'skip', label: t('series.skip'), icon: <SkipForward aria-hidden />, onAction: ask('skip') },
    { id: 'change', label: t('series.change'), icon: <Pencil aria-hidden />, onAction: ask('change') },
    ...(exception
      ? [
          {
            id: 'reset',
            label: t('series.reset'),
            icon: <RotateCcw aria-hidden />,
            separated: true,
            onAction: () => resetSend(id, on),
          },
        ]
      : []),
  ];
}

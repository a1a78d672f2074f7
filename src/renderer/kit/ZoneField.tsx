import { ChevronDown } from 'lucide-react';
import { useContext, useMemo, useState, type ReactNode } from 'react';
import {
  Button,
  ComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Virtualizer,
} from 'react-aria-components';
import { presentName } from '#campaign/timeZones.ts';
import { t } from '../text/text.ts';
import { Hint } from './fields.tsx';
import { isComposing, onTypingKey, useTyping, type Typing } from './typing.ts';
import { clockWords, findZones, offsetLabel, zoneLabel, zoneNamed, zonesAt, type FoundZone } from './zones.ts';
import './zoneField.css';

const ROW_HEIGHT = 30;

interface ZoneFieldProps {
  label: string;
  value: string;
  onCommit: (zone: string) => unknown;
  hint?: ReactNode;
}

/** A time zone, found by its city, another big city, its country, the letters of its clock or its offset. */
export function ZoneField({ label, value, onCommit, hint }: ZoneFieldProps) {
  const [now] = useState(() => Date.now());
  const [isUsed, setUsed] = useState(false);
  // All zones with their offsets are worked out when somebody comes to the field.
  const zones = useMemo(() => (isUsed ? zonesAt(now, value) : []), [isUsed, now, value]);
  const own = zoneLabel(value);
  const typing = useTyping(label, own, (text, say) => {
    const named = zoneNamed(zones, text);
    if (!named) {
      const key = findZones(zones, text).length > 0 ? 'field.zoneOpen' : 'field.zoneUnknown';
      return say(text.trim() ? t(key, { text: text.trim(), zone: own }) : t('field.required', { label }));
    }
    return named.id !== presentName(value) && onCommit(named.id) !== false && { typed: zoneLabel(named.id) };
  });
  const { typed } = typing;
  const found = useMemo(() => (typed === own ? zones : findZones(zones, typed)), [zones, typed, own]);
  const take = (zone: string) => {
    typing.type(zoneLabel(zone));
    typing.commit();
  };
  return (
    <ComboBox
      className="field"
      items={found}
      allowsEmptyCollection
      // The list opens for what a person types, and never for a text that is put back.
      menuTrigger="manual"
      inputValue={typed}
      onInputChange={typing.type}
      value={presentName(value)}
      onChange={(zone) => {
        if (typeof zone === 'string' && zone !== presentName(value)) take(zone);
      }}
      onFocus={(event) => {
        setUsed(true);
        (event.target as HTMLInputElement).select();
      }}
      onBlur={typing.commit}
    >
      <Label className="field-label">{label}</Label>
      <Group className="input zone-input">
        <ZoneInput typing={typing} isAsked={typed !== own} first={found[0]} onTake={take} />
        <Button>
          <ChevronDown aria-hidden />
        </Button>
      </Group>
      <Hint remark={typing.remark}>{hint ?? clockWords(value, now)}</Hint>
      <Popover className="popover zone-popover">
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
          <ListBox<FoundZone>
            className="zone-list"
            style={{ blockSize: Math.max(found.length, 1) * ROW_HEIGHT + 8 }}
            renderEmptyState={() => <p className="zone-none soft">{t('field.zoneNone')}</p>}
          >
            {(zone) => (
              <ListBoxItem id={zone.id} textValue={zoneLabel(zone.id)} className="option">
                <span className="zone-name">
                  {zone.foundBy === undefined
                    ? zoneLabel(zone.id)
                    : t('field.zoneFoundBy', { name: zone.foundBy, zone: zoneLabel(zone.id) })}
                </span>
                <span className="zone-offset faint figure">{offsetLabel(zone.offset)}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </ComboBox>
  );
}

interface ZoneInputProps {
  typing: Typing<string>;
  /** Whether something else than the zone's own name stands in the field. */
  isAsked: boolean;
  first: FoundZone | undefined;
  onTake: (zone: string) => void;
}

function ZoneInput({ typing, isAsked, first, onTake }: ZoneInputProps) {
  // Options are gathered before there is a list.
  const list = useContext(ComboBoxStateContext);
  const isOnOption = list?.isOpen && list.selectionManager.focusedKey !== null;
  return (
    <div
      role="presentation"
      className="typing-keys"
      onKeyDownCapture={(event) => {
        // What the arrows stand on in the list is taken by the list itself.
        if (event.key === 'Enter' && isOnOption) return;
        const isTaken = event.key === 'Enter' && !isComposing(event) && isAsked && first;
        if (isTaken) onTake(first.id);
        else if (!onTypingKey(event, typing)) return;
        // Esc closes the list as well.
        if (event.key !== 'Escape') event.stopPropagation();
        if (event.key === 'Enter' && list?.isOpen) list.close();
      }}
    >
      <Input dir="auto" onInput={() => list?.open(null, 'input')} />
    </div>
  );
}

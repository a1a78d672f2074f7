import { ChevronDown } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import {
  Button,
  ComboBox,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Text,
  Virtualizer,
} from 'react-aria-components';
import { isTimeZone } from '#campaign/document.ts';
import { locale } from '../locale.ts';
import { t } from '../text/text.ts';
import './zoneField.css';

/** How a zone is shown and searched: the place first, as people look for it. */
export function zoneLabel(zone: string): string {
  const [place, ...around] = zone.split('/').toReversed();
  const name = place!.replaceAll('_', ' ');
  return around.length ? `${name} (${around.toReversed().join(', ').replaceAll('_', ' ')})` : name;
}

const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
  .map((id) => ({ id, label: zoneLabel(id) }))
  .toSorted((a, b) => a.label.localeCompare(b.label));

/** “Central European Standard Time”, or nothing where the runtime has no name for it. */
export function zoneLongName(zone: string): string {
  if (!isTimeZone(zone)) return '';
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'long' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

interface ZoneFieldProps {
  label: string;
  value: string;
  onCommit: (zone: string) => void;
  hint?: ReactNode;
}

/** A time zone, found by typing a part of its name. */
export function ZoneField({ label, value, onCommit, hint }: ZoneFieldProps) {
  const zones = useMemo(
    () => (ZONES.some(({ id }) => id === value) ? ZONES : [{ id: value, label: zoneLabel(value) }, ...ZONES]),
    [value],
  );
  return (
    <ComboBox
      className="field"
      onFocus={(event) => (event.target as HTMLInputElement).select()}
      defaultItems={zones}
      value={value}
      onChange={(key) => {
        if (typeof key === 'string' && key !== value) onCommit(key);
      }}
    >
      <Label className="field-label">{label}</Label>
      <Group className="input zone-input">
        <Input />
        <Button>
          <ChevronDown aria-hidden />
        </Button>
      </Group>
      <Text slot="description" className="field-hint">
        {hint ?? zoneLongName(value)}
      </Text>
      <Popover className="popover zone-popover">
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 30 }}>
          <ListBox<(typeof zones)[number]>
            className="zone-list"
            renderEmptyState={() => <p className="zone-none soft">{t('settings.zoneNone')}</p>}
          >
            {(zone) => (
              <ListBoxItem id={zone.id} textValue={zone.label} className="option">
                {zone.label}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </ComboBox>
  );
}

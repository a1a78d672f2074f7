import { Filter as Funnel, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Dialog, DialogTrigger, Heading, Popover, Toolbar } from 'react-aria-components';
import type { Campaign } from '#campaign/document.ts';
import { Button } from '../kit/controls.tsx';
import { ManyField, SearchField } from '../kit/fields.tsx';
import { focusFirstField } from '../kit/focus.ts';
import { formatNumber } from '../locale.ts';
import { useCampaign } from '../session/shown.ts';
import { knows, t } from '../text/text.ts';
import { EVERYTHING, isNarrowing, NONE, type Filter } from './filter.ts';
import { LISTS, offered, setFilter, useFilter, type ListName } from './filterState.ts';
import './filter.css';

/** Says what of the plan is shown: in timeline and table alike. */

/** The button that opens all that can be asked for. */
export function FilterButton() {
  const filter = useFilter();
  const isOn = isNarrowing(filter);
  return (
    <DialogTrigger>
      <Button look="quiet" icon={<Funnel aria-hidden />} aria-label={t('filter.title')} data-on={isOn || undefined}>
        <span className="tool-word">{t('filter.title')}</span>
      </Button>
      <Popover className="popover filter-popover" placement="bottom start">
        <Dialog className="filter-dialog">
          <Heading slot="title" className="visually-hidden">
            {t('filter.title')}
          </Heading>
          <Asked filter={filter} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Asked({ filter }: { filter: Filter }) {
  const campaign = useCampaign();
  const known = useMemo(() => offered(campaign), [campaign]);
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => focusFirstField(fields.current), []);
  return (
    <div className="filter-fields" ref={fields}>
      <SearchField label={t('filter.text')} value={filter.text} onChange={(text) => setFilter({ ...filter, text })} />
      <div className="filter-lists">
        {LISTS.map((name) => (
          <ManyField
            key={name}
            label={t(`filter.list.${name}`)}
            emptyMeans={t('filter.any')}
            value={filter[name].map(toKey)}
            options={known[name].map((value) => ({ id: toKey(value), label: valueName(campaign, name, value) }))}
            onCommit={(keys) => setFilter({ ...filter, [name]: keys.map(fromKey) })}
          />
        ))}
      </div>
      <p className="field-hint">{t('filter.meaning')}</p>
      <div className="filter-foot">
        <Button isDisabled={!isNarrowing(filter)} onPress={() => setFilter(EVERYTHING)}>
          {t('filter.clear')}
        </Button>
        <Button slot="close">{t('filter.done')}</Button>
      </div>
    </div>
  );
}

/** A choice has no empty key. */
const NOBODY = ' none';
const toKey = (value: string) => (value === NONE ? NOBODY : value);
const fromKey = (key: string) => (key === NOBODY ? NONE : key);

/** What a value of a list is called. */
function valueName(campaign: Campaign, list: ListName, value: string): string {
  if (value === NONE) return t(`filter.none.${list}` as 'filter.none.owners');
  const named = { segments: campaign.segments, lanes: campaign.lanes, phases: campaign.phases }[list as 'lanes'];
  if (named) return named.find(({ id }) => id === value)?.name ?? '';
  const families = { directions: 'direction', channels: 'channel', statuses: 'status', severities: 'severity' };
  const key = `${families[list as 'channels']}.${value}`;
  return knows(key) ? t(key) : value;
}

interface FilterChipsProps {
  /** How many match, of how many. */
  count: number;
  all: number;
}

/** What is asked for, each to be taken off, and how much that shows; nothing while everything is shown. */
export function FilterChips({ count, all }: FilterChipsProps) {
  const campaign = useCampaign();
  const filter = useFilter();
  const chips = LISTS.flatMap((list) => (filter[list] as readonly string[]).map((value) => ({ list, value })));
  const isOn = isNarrowing(filter);
  // What it says is read out when it changes, so that it is there before.
  const said = (
    <span className="filter-count figure" role="status">
      {isOn ? t('filter.count', { count: formatNumber(count), all: formatNumber(all) }) : ''}
    </span>
  );
  if (!isOn) return <div className="visually-hidden">{said}</div>;
  return (
    <div className="filter-chips">
      {said}
      <Toolbar aria-label={t('filter.chips')} className="filter-toolbar">
        {filter.text.trim() === '' ? null : (
          <Chip
            list={t('filter.list.text')}
            name={`“${filter.text.trim()}”`}
            onRemove={() => setFilter({ ...filter, text: '' })}
          />
        )}
        {chips.map(({ list, value }) => (
          <Chip
            key={`${list} ${value}`}
            list={t(`filter.list.${list}`)}
            name={valueName(campaign, list, value)}
            onRemove={() =>
              setFilter({ ...filter, [list]: (filter[list] as readonly string[]).filter((other) => other !== value) })
            }
          />
        ))}
        <Button look="quiet" onPress={() => setFilter(EVERYTHING)}>
          {t('filter.clear')}
        </Button>
      </Toolbar>
    </div>
  );
}

function Chip({ list, name, onRemove }: { list: string; name: string; onRemove: () => void }) {
  return (
    <Button aria-label={t('filter.takeOff', { list, name })} onPress={onRemove}>
      <span>{t('filter.chip', { list, name })}</span>
      <X aria-hidden />
    </Button>
  );
}

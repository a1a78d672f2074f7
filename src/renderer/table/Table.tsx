import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatDay } from '#campaign/calendar.ts';
import { isNarrowing } from '../filter/filter.ts';
import { FilterButton, FilterChips } from '../filter/FilterBar.tsx';
import { setFilter, useFilter, useMatching } from '../filter/filterState.ts';
import { useFindings } from '../findings/findings.ts';
import { Button, IconButton, Segmented } from '../kit/controls.tsx';
import { SearchField } from '../kit/fields.tsx';
import { openOverlay } from '../navigation/overlay.ts';
import { ViewSwitch } from '../navigation/ViewSwitch.tsx';
import { useCampaign, useSelection, itemById } from '../session/shown.ts';
import { useStatusDay } from '../session/today.ts';
import { t } from '../text/text.ts';
import { addItem, dayToAddOn } from '../arranging/add.ts';
import { bindTableClipboard, removeRows } from './clipboard.ts';
import { surroundings } from './columns.ts';
import type { Entry } from '../items/values.ts';
import { Grid } from './Grid.tsx';
import { HEAD, type Cell } from './moves.ts';
import { GROUPINGS, isHeading, rowsOf, type Grouping, type Sorting, type TouchpointRow } from './rows.ts';
import './table.css';

/** The plan as a table: an agenda by weeks or phases, or in the order of a column. */
export function Table() {
  const campaign = useCampaign();
  const selection = useSelection();
  const statusDay = useStatusDay();
  const findings = useFindings(campaign);
  const filter = useFilter();
  const kind = selection?.kind === 'idea' ? 'idea' : 'touchpoint';
  const selected = useMemo(() => (selection?.kind === kind ? selection.ids : []), [selection, kind]);
  // What is selected is in sight, also where the filter means others: it may have just been added, and buttons act on it.
  const kept = useMemo(() => new Set(selected), [selected]);
  const touchpoints = useMatching(campaign.touchpoints, kept);
  const ideas = useMatching(campaign.ideas, kept);
  const matching = useMatching(campaign.touchpoints).length + useMatching(campaign.ideas).length;
  const [grouping, setGrouping] = useState<Grouping>('week');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [cell, setCell] = useState<Cell | null>(null);
  const [added, setAdded] = useState<string | null>(null);

  const around = useMemo(() => surroundings(campaign, findings, statusDay), [campaign, findings, statusDay]);
  const rows = useMemo(() => {
    const entriesOf = (kind: TouchpointRow['kind'], items: readonly Entry[]) =>
      items.map((item) => ({ kind, id: item.id, item }));
    return rowsOf([...entriesOf('touchpoint', touchpoints), ...entriesOf('idea', ideas)], grouping, sorting, around);
  }, [touchpoints, ideas, grouping, sorting, around]);

  const shown = rows.filter((row) => !isHeading(row));
  const first: Cell = { row: shown[0]?.id ?? HEAD, column: 'name' };
  const active = cell && (cell.row === HEAD || shown.some(({ id }) => id === cell.row)) ? cell : first;
  const count = campaign.touchpoints.length + campaign.ideas.length;

  const where = useRef({ rows, active, onActive: setCell });
  useLayoutEffect(() => {
    where.current = { rows, active, onActive: setCell };
  }, [rows, active]);
  useEffect(() => bindTableClipboard(() => where.current), []);

  function add() {
    const beside = itemById(campaign, 'touchpoint', active.row)?.start;
    const id = addItem('touchpoint', beside ?? formatDay(dayToAddOn(campaign)));
    if (id !== undefined) setAdded(id);
  }

  return (
    <section className="table-area" aria-label={t('table.label')}>
      {/* No toolbar: arrow keys are the search's and each choice's own. */}
      <div className="table-tools" role="group" aria-label={t('table.toolbar')}>
        <ViewSwitch />
        <Button icon={<Plus aria-hidden />} onPress={add}>
          {t('timeline.add.touchpoint')}
        </Button>
        <SearchField
          label={t('table.search')}
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <FilterButton />
        <Segmented
          label={t('table.group')}
          value={sorting ? 'none' : grouping}
          options={GROUPINGS.map((id) => ({ id, label: t(`table.group.${id}`) }))}
          onChange={(next) => {
            setSorting(null);
            setGrouping(next);
          }}
        />
        <span className="table-count figure" aria-live="polite">
          {selected.length > 1
            ? t('table.selected', { count: selected.length })
            : isNarrowing(filter)
              ? ''
              : t('table.rows', { count })}
        </span>
        <Button isDisabled={selected.length === 0} onPress={() => openOverlay('changeSeveral', { ids: selected })}>
          {t('table.change')}
        </Button>
        <IconButton
          label={t('table.delete')}
          isDisabled={selected.length === 0}
          onPress={() => removeRows(kind, selected, where.current)}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <FilterChips count={matching} all={count} />
      <Grid
        campaign={campaign}
        rows={rows}
        around={around}
        sorting={sorting}
        onSort={setSorting}
        active={active}
        onActive={setCell}
        added={added}
      />
      {shown.length === 0 ? (
        <div className="table-empty">
          <h2>{t(count === 0 ? 'table.empty.title' : 'table.nothing.title')}</h2>
          <p>{t(count === 0 ? 'table.empty.text' : 'table.nothing.text')}</p>
        </div>
      ) : null}
      <p id="table-how-to" className="visually-hidden">
        {t('table.howTo')}
      </p>
    </section>
  );
}

import { ChevronRight, Plus } from 'lucide-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Direction } from '#campaign/document.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { DragSurface } from '../kit/drag/DragSurface.tsx';
import { SearchField } from '../kit/fields.tsx';
import { useVocabulary } from '../session/shown.ts';
import { holdsAll } from '../text/plain.ts';
import { t } from '../text/text.ts';
import { CHANNEL_ICONS } from '../kit/channelIcons.ts';
import { addTactic, takeTactic } from './tacticDrag.ts';
import './tactics.css';

const PHASES = ['launch', 'awareness', 'activation', 'culture'] as const;

/** The catalogue of tactics, ready to be dragged onto the timeline. */
export function Tactics() {
  const vocabulary = useVocabulary();
  const [words, setWords] = useState('');
  const [direction, setDirection] = useState<Direction | 'all'>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const howTo = useId();
  const list = useRef<HTMLDivElement>(null);

  const groups = useMemo(() => {
    const fits = (tactic: Tactic) =>
      (tactic.vocabulary === 'both' || tactic.vocabulary === vocabulary) &&
      (direction === 'all' || tactic.direction === direction) &&
      holdsAll(words, [tactic.name, tactic.description, tactic.whenToUse]);
    const fitting = TACTICS.filter(fits);
    return PHASES.map((phase) => ({
      phase,
      tactics: fitting.filter((tactic) => (tactic.phases[0] ?? 'launch') === phase),
    })).filter((group) => group.tactics.length > 0);
  }, [words, direction, vocabulary]);

  // One stop of the Tab key for all rows; arrow keys go from row to row.
  const shown = groups.flatMap(({ tactics }) => tactics.map(({ id }) => id));
  const tabStop = shown.find((id) => id === current) ?? shown[0];

  return (
    <>
      <div className="tactics-head">
        <h2 className="visually-hidden">{t('tactics.title')}</h2>
        <SearchField label={t('tactics.search')} value={words} onChange={setWords} />
        <Segmented
          label={t('tactics.title')}
          value={direction}
          options={[
            { id: 'all', label: t('tactics.all') },
            { id: 'push', label: t('direction.push'), icon: <i className="swatch swatch-push" /> },
            { id: 'pull', label: t('direction.pull'), icon: <i className="swatch swatch-pull" /> },
          ]}
          onChange={setDirection}
        />
      </div>
      <p className="visually-hidden" id={howTo}>
        {t('tactics.howTo')}
      </p>
      <div
        ref={list}
        className="tactics-list"
        role="toolbar"
        tabIndex={-1}
        aria-orientation="vertical"
        aria-label={t('tactics.list')}
        aria-describedby={howTo}
        onKeyDown={(event) => moveBetweenRows(event, setOpened)}
      >
        {groups.length === 0 ? <p className="tactics-none">{t('tactics.none')}</p> : null}
        {groups.map(({ phase, tactics }) => (
          <section key={phase}>
            <h3>{t(`tactics.phase.${phase}`)}</h3>
            {tactics.map((tactic) => (
              <TacticRow
                key={tactic.id}
                tactic={tactic}
                isOpen={opened === tactic.id}
                isTabStop={tactic.id === tabStop}
                onFocus={() => setCurrent(tactic.id)}
                onToggle={() => setOpened(opened === tactic.id ? null : tactic.id)}
              />
            ))}
          </section>
        ))}
      </div>
      <DragSurface area={list} take={takeTactic} />
    </>
  );
}

/** Up, down, Home and End go from row to row; right opens one, left closes it. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>, open: (id: string | null) => void): void {
  const row = (event.target as Element).closest<HTMLElement>('.tactic-row');
  if (!row) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.tactic-row')];
  const at = rows.indexOf(row);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next !== undefined) rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  else if (event.key === 'ArrowRight') open(row.dataset['tactic']!);
  else if (event.key === 'ArrowLeft') open(null);
  else return;
  event.preventDefault();
}

interface TacticRowProps {
  tactic: Tactic;
  isOpen: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onToggle: () => void;
}

function TacticRow({ tactic, isOpen, isTabStop, onFocus, onToggle }: TacticRowProps) {
  const Icon = CHANNEL_ICONS[tactic.channel];
  return (
    <div className="tactic" data-open={isOpen || undefined}>
      <button
        type="button"
        className="tray-row tactic-row"
        data-tactic={tactic.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-expanded={isOpen}
        title={t('tactics.drag')}
        onFocus={onFocus}
        onClick={onToggle}
      >
        <i className={`swatch swatch-${tactic.direction}`} />
        <span className="visually-hidden">{t(`direction.${tactic.direction}`)}</span>
        <span className="tactic-name">{tactic.name}</span>
        <Icon aria-hidden className="tactic-icon" />
        <ChevronRight aria-hidden className="tactic-chevron" />
      </button>
      {isOpen ? (
        <div className="tactic-details">
          <p>{tactic.description}</p>
          <p className="soft">{t('tactics.when', { when: tactic.whenToUse })}</p>
          <p className="tactic-foot">
            <span className="faint figure">{t('tactics.effort', { hours: tactic.effortHours })}</span>
            <Button
              icon={<Plus aria-hidden />}
              aria-label={t('tactics.addTo', { name: tactic.name })}
              onPress={() => addTactic(tactic)}
            >
              {t('timeline.add')}
            </Button>
          </p>
        </div>
      ) : null}
    </div>
  );
}

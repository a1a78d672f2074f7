import { CalendarPlus, Pencil, Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Idea } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { CHANNEL_ICONS } from '../kit/channelIcons.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { DragSurface } from '../kit/drag/DragSurface.tsx';
import { SearchField, TextField } from '../kit/fields.tsx';
import { focusWhenDrawn } from '../kit/focus.ts';
import { showDetails } from '../navigation/panes.ts';
import { select } from '../session/session.ts';
import { useCampaign, useSelection } from '../session/shown.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { t } from '../text/text.ts';
import { fittingIdeas, ideaAbout } from './fitting.ts';
import { takeIdea } from './ideaDrag.ts';
import { addIdea, deleteIdea } from './shelving.ts';
import './shelf.css';

/** More rows than these are searched, not scrolled. */
const MOST_SHOWN = 200;

/**
 * Ideas, which wait for a date: written down here, dragged onto the timeline or planned by a button. `more` is what
 * else can be done to the idea that is selected, by its name.
 */
export function Shelf({ more }: { more: (name: string) => ReactNode }) {
  const campaign = useCampaign();
  const selection = useSelection();
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState<string | null>(null);
  const howTo = useId();
  const list = useRef<HTMLDivElement>(null);
  const fitting = fittingIdeas(campaign, typed);
  const shown = fitting.slice(0, MOST_SHOWN);
  const selected = selection?.kind === 'idea' ? selection.ids[0] : undefined;
  // One stop of the Tab key for all rows; arrow keys go from row to row.
  const tabStop = (shown.find(({ id }) => id === current) ?? shown.find(({ id }) => id === selected) ?? shown[0])?.id;

  function onKey(event: KeyboardEvent<HTMLElement>): void {
    const idea = ideaOf(event.target as Element);
    if (!idea || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.idea-row')];
    const at = shown.indexOf(idea);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') deleteIdea(idea.id);
    else if (event.key.toLowerCase() === 'p') openOverlay('planIdea', { id: idea.id });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  const ideaOf = (element: Element) => {
    const id = element.closest<HTMLElement>('.idea-row')?.dataset['idea'];
    return shown.find((idea) => idea.id === id);
  };

  return (
    <div className="shelf">
      <div className="tactics-head">
        <h2 className="visually-hidden">{t('shelf.title')}</h2>
        <NewIdea />
        {campaign.ideas.length > 0 ? <SearchField label={t('shelf.search')} value={typed} onChange={setTyped} /> : null}
      </div>
      <p className="visually-hidden" id={howTo}>
        {t('shelf.howTo')}
      </p>
      <div
        ref={list}
        className="tactics-list"
        role="toolbar"
        tabIndex={-1}
        aria-orientation="vertical"
        aria-label={t('shelf.list')}
        aria-describedby={howTo}
        onKeyDown={onKey}
      >
        {shown.length === 0 ? (
          <p className="tactics-none">{t(campaign.ideas.length === 0 ? 'shelf.none' : 'shelf.noMatch')}</p>
        ) : null}
        {shown.map((idea) => (
          <IdeaRow
            key={idea.id}
            idea={idea}
            isSelected={idea.id === selected}
            isTabStop={idea.id === tabStop}
            onFocus={() => setCurrent(idea.id)}
            onPlan={() => openOverlay('planIdea', { id: idea.id })}
            more={more}
          />
        ))}
        {fitting.length > MOST_SHOWN ? (
          <p className="tactics-none">{t('shelf.more', { count: fitting.length - MOST_SHOWN })}</p>
        ) : null}
      </div>
      <DragSurface area={list} take={takeIdea} />
    </div>
  );
}

/** A name and Enter, again and again. */
function NewIdea() {
  const field = useRef<HTMLDivElement>(null);
  const [round, setRound] = useState({ number: 0, isTyping: false });
  useEffect(() => {
    if (round.isTyping) field.current!.querySelector('input')!.focus();
  }, [round]);
  return (
    <div className="new-idea" ref={field}>
      <TextField
        // Empty anew for the next one.
        key={round.number}
        label={t('shelf.new')}
        hideLabel
        placeholder={t('shelf.new')}
        value=""
        maxLength={LONGEST_NAME}
        onCommit={(name) => {
          const isTyping = field.current!.contains(document.activeElement);
          if (name !== '' && addIdea(name)) setRound(({ number }) => ({ number: number + 1, isTyping }));
        }}
      />
      <IconButton label={t('shelf.add')} onPress={() => field.current!.querySelector('input')!.focus()}>
        <Plus aria-hidden />
      </IconButton>
    </div>
  );
}

interface IdeaRowProps {
  idea: Idea;
  isSelected: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onPlan: () => void;
  more: (name: string) => ReactNode;
}

function IdeaRow({ idea, isSelected, isTabStop, onFocus, onPlan, more }: IdeaRowProps) {
  const Icon = CHANNEL_ICONS[idea.channel];
  return (
    <div className="idea" data-selected={isSelected || undefined}>
      <button
        type="button"
        className="tray-row idea-row"
        data-idea={idea.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        title={t('shelf.drag')}
        onFocus={onFocus}
        onClick={(event) => {
          select({ kind: 'idea', ids: [idea.id] });
          // Enter and Space, which are clicks without a place, go on to the details.
          if (event.detail === 0) goToDetails(idea.id);
        }}
      >
        <i className={`swatch swatch-${idea.direction}`} />
        <span className="visually-hidden">{t(`direction.${idea.direction}`)}</span>
        <span className="idea-words">
          <span className="idea-name" dir="auto">
            {idea.name}
          </span>
          <span className="faint idea-about" dir="auto">
            {ideaAbout(idea)}
          </span>
        </span>
        <Icon aria-hidden className="tactic-icon" />
      </button>
      {isSelected ? (
        <p className="idea-foot">
          <Button
            icon={<CalendarPlus aria-hidden />}
            aria-label={t('shelf.planNamed', { name: idea.name })}
            onPress={onPlan}
          >
            {t('shelf.plan')}
          </Button>
          <Button icon={<Pencil aria-hidden />} look="quiet" onPress={() => goToDetails(idea.id)}>
            {t('shelf.edit')}
          </Button>
          {more(idea.name)}
        </p>
      ) : null}
    </div>
  );
}

/** Goes to the first field of an idea's details. They wait until all else is drawn. */
function goToDetails(id: string): void {
  showDetails();
  focusWhenDrawn(`[data-about="${CSS.escape(id)}"] input`, 120);
}

import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useDndContext,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
  type CollisionDetection,
  type DragEndEvent,
  type DragOverEvent,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  type Modifier,
} from '@dnd-kit/core';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { createContext, use, useRef, type ComponentProps, type CSSProperties, type ReactNode } from 'react';
import { t } from '../../text/text.ts';
import { IconButton } from '../controls.tsx';
import { announce } from '../notices.ts';
import { placeAfterKey, rowAt, wayAside } from './order.ts';
import './drag.css';

/**
 * A list whose rows people put in order: by a handle that is dragged or carried with the keyboard, or by two buttons a row. The only place
 * that knows dnd-kit. It moves what is seen; the order changes once, when the row is let go of.
 */

interface ReorderList {
  ids: readonly string[];
  nameOf: (id: string) => string;
  /** Puts one at a place; false where that was refused. */
  move: (id: string, at: number) => boolean;
}

const ListContext = createContext<ReorderList>({ ids: [], nameOf: String, move: () => false });

interface ReorderProps {
  ids: readonly string[];
  nameOf: (id: string) => string;
  /** The new order, told once: one edit. Answers false where it is refused. */
  onMove: (id: string, at: number) => boolean;
  /** The list, its rows as ReorderRow. */
  children: ReactNode;
}

/** Far enough that a press is not a drag. */
const STEADY_PIXELS = 4;

export function Reorder({ ids, nameOf, onMove, children }: ReorderProps) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: STEADY_PIXELS } }),
    // A page that is still sliding would take the next key from where it is just now, and pass a row over.
    useSensor(KeyboardSensor, { coordinateGetter: toNextRow, scrollBehavior: 'instant' }),
  );
  /** The place that was last spoken of. */
  const heard = useRef(-1);
  const words = (id: string, at: number) => ({ name: nameOf(id), number: at + 1, count: ids.length });
  const move = (id: string, at: number) => {
    const isMoved = onMove(id, at);
    if (isMoved) announce(t('drag.moved', words(id, at)));
    return isMoved;
  };
  const placeOf = (one: DragEndEvent['over']) => ids.indexOf(String(one?.id));
  const stays = (id: string) => announce(t('drag.stayed', words(id, ids.indexOf(id))));
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={onRow}
      modifiers={[upAndDown]}
      accessibility={{ announcements: SAID_BY_US, screenReaderInstructions: { draggable: t('drag.help') } }}
      onDragStart={({ active }: DragStartEvent) => {
        const id = String(active.id);
        heard.current = ids.indexOf(id);
        // The library hears the arrow keys only from its next task on: nobody is told to press them before.
        setTimeout(() => announce(t('drag.carried', words(id, ids.indexOf(id)))));
      }}
      onDragOver={({ active, over }: DragOverEvent) => {
        const at = placeOf(over);
        if (at < 0 || at === heard.current) return;
        heard.current = at;
        announce(t('drag.over', words(String(active.id), at)));
      }}
      onDragCancel={({ active }) => stays(String(active.id))}
      onDragEnd={({ active, over }: DragEndEvent) => {
        const [id, at] = [String(active.id), placeOf(over)];
        // Another window may have taken either away meanwhile.
        if (!ids.includes(id)) return;
        if (at < 0 || at === ids.indexOf(id) || !move(id, at)) stays(id);
      }}
    >
      <ListContext value={{ ids, nameOf, move }}>{children}</ListContext>
    </DndContext>
  );
}

/** The library would speak through a region of its own; the window has one for everything. */
const SAID_BY_US = {
  onDragStart: () => undefined,
  onDragOver: () => undefined,
  onDragEnd: () => undefined,
  onDragCancel: () => undefined,
};

/** A list has one direction, in every script. */
const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 });

const onRow: CollisionDetection = ({ pointerCoordinates, collisionRect, droppableContainers, droppableRects }) => {
  const rows = droppableContainers.flatMap(({ id }) => {
    const box = droppableRects.get(id);
    return box ? [{ id, top: box.top, bottom: box.top + box.height }] : [];
  });
  const at = rowAt(pointerCoordinates?.y ?? collisionRect.top + collisionRect.height / 2, rows);
  return at === undefined ? [] : [{ id: rows[at]!.id }];
};

/** What a row says of itself to the gesture. */
interface Carried {
  ids: readonly string[];
}

const toNextRow: KeyboardCoordinateGetter = (event, { active, currentCoordinates, context }) => {
  const ids = (context.active?.data.current as Carried | undefined)?.ids ?? [];
  const at = ids.indexOf(String(context.over?.id ?? active));
  const to = placeAfterKey(event.code, at, ids.length);
  if (event.code.startsWith('Arrow')) event.preventDefault();
  const box = to === undefined ? undefined : context.droppableRects.get(ids[to]!);
  if (!box) return undefined;
  event.preventDefault();
  // Middle on middle, so that a tall row is met as well.
  return { ...currentCoordinates, y: box.top + box.height / 2 - (context.collisionRect?.height ?? 0) / 2 };
};

type Grip = Pick<ReturnType<typeof useDraggable>, 'attributes' | 'listeners' | 'setActivatorNodeRef'>;
const GripContext = createContext<Grip | null>(null);

interface ReorderRowProps extends Omit<ComponentProps<'li'>, 'id'> {
  id: string;
}

/** A row of the list. It follows the pointer or the keys, and steps aside for another. */
export function ReorderRow({ id, ref, style, children, ...rest }: ReorderRowProps) {
  const { ids } = use(ListContext);
  const { attributes, listeners, setActivatorNodeRef, setNodeRef, transform, isDragging } = useDraggable({
    id,
    data: { ids } satisfies Carried,
    attributes: { roleDescription: t('drag.role') },
  });
  const { setNodeRef: setPlaceRef } = useDroppable({ id });
  const { active } = useDndContext();
  const aside = useStepAside(id);
  const down = isDragging ? (transform?.y ?? 0) : aside;
  const moved: CSSProperties = down === 0 ? {} : { transform: `translateY(${down}px)` };
  return (
    <li
      {...rest}
      style={{ ...style, ...moved }}
      data-reorder={isDragging ? 'carried' : active ? 'aside' : undefined}
      ref={(node) => {
        setNodeRef(node);
        setPlaceRef(node);
        if (typeof ref === 'function') ref(node);
        else if (ref) ref.current = node;
      }}
    >
      <GripContext value={{ attributes, listeners, setActivatorNodeRef }}>{children}</GripContext>
    </li>
  );
}

/** How far a row steps aside for the one that is carried. */
function useStepAside(id: string): number {
  const { active, over, droppableRects } = useDndContext();
  const { ids } = use(ListContext);
  if (!active) return 0;
  const from = ids.indexOf(String(active.id));
  const to = over ? ids.indexOf(String(over.id)) : from;
  const [own, next, last] = [from, from + 1, from - 1].map((place) => droppableRects.get(ids[place] ?? ''));
  if (!own) return 0;
  // With the gap between rows, whatever it is.
  const step = next ? next.top - own.top : last ? own.bottom - last.bottom : own.height;
  return step * wayAside(ids.indexOf(id), from, to);
}

/** What a row is dragged by, or picked up by with Enter or the space bar. */
export function DragHandle({ id }: { id: string }) {
  const grip = use(GripContext);
  const { nameOf } = use(ListContext);
  return (
    <button
      type="button"
      className="drag-handle"
      aria-label={t('drag.handle', { name: nameOf(id) })}
      title={t('drag.handle', { name: nameOf(id) })}
      ref={grip?.setActivatorNodeRef}
      {...grip?.attributes}
      {...grip?.listeners}
    >
      <GripVertical aria-hidden />
    </button>
  );
}

/** The same with presses alone: a place up, a place down. */
export function MoveButtons({ id }: { id: string }) {
  const { ids, nameOf, move } = use(ListContext);
  const buttons = useRef<HTMLSpanElement>(null);
  const at = ids.indexOf(id);
  const name = nameOf(id);
  const press = (to: number) => {
    if (move(id, to)) keepFocus(buttons.current, to < at ? 'up' : 'down');
  };
  return (
    <span className="move-buttons" ref={buttons}>
      <IconButton label={t('drag.up', { name })} isDisabled={at <= 0} onPress={() => press(at - 1)}>
        <ArrowUp aria-hidden />
      </IconButton>
      <IconButton label={t('drag.down', { name })} isDisabled={at >= ids.length - 1} onPress={() => press(at + 1)}>
        <ArrowDown aria-hidden />
      </IconButton>
    </span>
  );
}

/** A row that changes places loses the keyboard's focus: gives it back to the same button, or to the other one at an end. */
function keepFocus(buttons: HTMLElement | null, towards: 'up' | 'down'): void {
  setTimeout(() => {
    const [up, down] = buttons?.querySelectorAll('button') ?? [];
    const [wanted, other] = towards === 'up' ? [up, down] : [down, up];
    (wanted?.disabled ? other : wanted)?.focus();
  });
}

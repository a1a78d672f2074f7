import { COMMAND_KEY, MOVE_KEY, type Pressed } from '../kit/shortcuts.ts';
import type { MessageKey } from '../text/text.ts';
import { actionOf, keysIn } from './actions.ts';

/** The keys as the help tells them: those of actions from the table, and those that walk, carry and look. */

export interface HelpRow {
  keys: string[];
  does: MessageKey;
  /** The action that they do. */
  action?: string;
  /** As they are pressed, where the timeline takes them; a test holds them against it. */
  presses?: readonly Partial<Pressed>[];
}

const row = (action: string, does: MessageKey): HelpRow => ({ keys: [keysIn(actionOf(action)) ?? ''], does, action });

const pressed = (keys: readonly string[], held: Partial<Pressed> = {}) => keys.map((key) => ({ key, ...held }));
const ACROSS = ['ArrowLeft', 'ArrowRight'];
const UP_AND_DOWN = ['ArrowUp', 'ArrowDown'];

export const HELP: readonly { title: MessageKey; rows: readonly HelpRow[] }[] = [
  {
    title: 'help.timeline',
    rows: [
      { keys: ['← → ↑ ↓'], does: 'help.walk', presses: pressed([...ACROSS, ...UP_AND_DOWN]) },
      { keys: ['Alt+← →'], does: 'help.moveDay', presses: pressed(ACROSS, { altKey: true }) },
      { keys: ['Alt+Shift+← →'], does: 'help.moveWeek', presses: pressed(ACROSS, { altKey: true, shiftKey: true }) },
      { keys: ['Alt+↑ ↓'], does: 'help.moveLane', presses: pressed(UP_AND_DOWN, { altKey: true }) },
      { keys: ['Shift+← →'], does: 'help.resize', presses: pressed(ACROSS, { shiftKey: true }) },
      row('previousSend', 'help.previousSend'),
      row('nextSend', 'help.nextSend'),
      { keys: ['← →', 'Shift+← →'], does: 'help.fold' },
      { keys: [MOVE_KEY], does: 'help.lift' },
      row('moveTo', 'help.moveToDate'),
      row('details', 'help.details'),
      row('openDay', 'help.day'),
      { keys: ['Shift+F10'], does: 'help.menu' },
      row('delete', 'help.delete'),
      row('duplicate', 'help.duplicate'),
      row('copy', 'help.copy'),
      row('cut', 'help.cut'),
      row('paste', 'help.paste'),
      row('selectAll', 'help.all'),
      { keys: ['Shift+click'], does: 'help.several' },
      { keys: [COMMAND_KEY === '⌘' ? 'Alt+drag' : 'Ctrl+drag'], does: 'help.dragCopy' },
      { keys: ['Shift+drag'], does: 'help.workdays' },
      row('zoomIn', 'help.zoomIn'),
      row('zoomOut', 'help.zoomOut'),
      row('showWhole', 'help.showWhole'),
      { keys: [`${COMMAND_KEY}+wheel`], does: 'help.wheel' },
      { keys: ['Esc'], does: 'help.escape', presses: pressed(['Escape']) },
    ],
  },
  {
    title: 'help.everywhere',
    rows: [
      row('find', 'help.find'),
      row('undo', 'help.undo'),
      row('redo', 'help.redo'),
      row('export', 'help.export'),
      row('print', 'help.print'),
      row('save', 'help.save'),
      { keys: ['F6', 'Shift+F6'], does: 'help.parts' },
      row('help', 'help.help'),
    ],
  },
];

export const drag = {
  'drag.handle': 'Put “{name}” in another place',
  'drag.role': 'drag handle',
  'drag.help':
    'Press Enter or the space bar to pick this up, the up and down arrows to move it, Enter or the space bar again to put it down, Escape to leave it where it was.',
  'drag.up': 'Move “{name}” up',
  'drag.down': 'Move “{name}” down',
  'drag.carried': '“{name}” is picked up: number {number} of {count}.',
  'drag.over': '“{name}” would be number {number} of {count}.',
  'drag.moved': '“{name}” is number {number} of {count} now.',
  'drag.stayed': '“{name}” stays number {number} of {count}.',
} as const;

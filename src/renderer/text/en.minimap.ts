export const minimap = {
  'minimap.label': 'Part of the campaign in view',
  'minimap.view': '{from} to {until}',
  'minimap.howTo': 'The whole campaign. Click or drag, or use the arrow keys, to move what is in view.',
} as const;

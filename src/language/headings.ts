/** What the window and the report call alike when they show the same of a plan. */
export const HEADINGS = {
  mix: 'Push and pull by phase',
  findings: 'Craft checks',
  bySegment: 'By segment',
} as const;

export const SEVERITY = { error: 'Must be put right', warning: 'Warning', advice: 'Advice' } as const;

/** What a column of a plan or of a list of people may hold. */

export const PLAN_FIELDS = [
  'date',
  'endDate',
  'duration',
  'year',
  'quarter',
  'month',
  'week',
  'weekday',
  'time',
  'halfDay',
  'endTime',
  'timeZone',
  'allDay',
  'cadence',
  'channel',
  'audience',
  'learners',
  'name',
  'subject',
  'body',
  'language',
  'callToAction',
  'link',
  'owner',
  'notes',
  'phase',
  'workstream',
  'direction',
  'tactic',
  'status',
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];

export const AUDIENCE_FIELDS = [
  'department',
  'country',
  'location',
  'language',
  'timeZone',
  'manager',
  'startDate',
  'headcount',
  'person',
] as const;
export type AudienceField = (typeof AUDIENCE_FIELDS)[number];

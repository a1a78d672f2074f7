import { z } from 'zod';
import {
  assumptionSchema,
  brandSchema,
  calendarSchema,
  campaignSchema,
  decisionSchema,
  eventSchema,
  goalSchema,
  ideaSchema,
  laneSchema,
  phaseSchema,
  segmentSchema,
  sendSchema,
  touchpointSchema,
} from './document.ts';
import type { Kind } from './collections.ts';
import { changesOf } from './fields.ts';

/** Every change to a campaign, as data. `apply` in reducer.ts gives the changed document and the inverse command. */

const at = z.int().min(0).optional().describe('Place in the list; at the end where absent');
const id = z.string().max(64);

const add = <T extends string, I extends z.ZodType>(type: T, item: I) =>
  z.strictObject({ type: z.literal(type), item, at });
const remove = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), id });
const reorder = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), id, at: z.int().min(0) });
const edit = <T extends string, S extends z.ZodRawShape>(type: T, item: z.ZodObject<S>) =>
  z.strictObject({ type: z.literal(type), id, changes: changesOf(item) });

const detailsSchema = campaignSchema.pick({
  name: true,
  description: true,
  vocabulary: true,
  start: true,
  days: true,
  timeZone: true,
  seed: true,
  engine: true,
  contact: true,
  rolling: true,
});

export const simpleCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('setDetails'), changes: changesOf(detailsSchema) }),
  z.strictObject({ type: z.literal('setBrand'), brand: brandSchema }),
  z.strictObject({ type: z.literal('editBrand'), changes: changesOf(brandSchema) }),
  add('addPhase', phaseSchema),
  edit('editPhase', phaseSchema),
  remove('removePhase'),
  add('addLane', laneSchema),
  edit('editLane', laneSchema),
  reorder('reorderLane'),
  remove('removeLane'),
  add('addTouchpoint', touchpointSchema),
  edit('editTouchpoint', touchpointSchema),
  z.strictObject({
    type: z.literal('moveTouchpoint'),
    id,
    start: touchpointSchema.shape.start,
    laneId: touchpointSchema.shape.laneId.optional(),
  }),
  z.strictObject({
    type: z.literal('resizeTouchpoint'),
    id,
    start: touchpointSchema.shape.start,
    days: touchpointSchema.shape.days,
  }),
  z
    .strictObject({
      type: z.literal('setSend'),
      id,
      on: touchpointSchema.shape.start.describe('The day on which the rule of the series sends it'),
      send: sendSchema.nullable().describe('What is otherwise about it; null where nothing is'),
    })
    .describe('What is otherwise about one send of a series'),
  remove('removeTouchpoint'),
  add('addIdea', ideaSchema),
  edit('editIdea', ideaSchema),
  remove('removeIdea'),
  add('addCalendar', calendarSchema),
  edit('editCalendar', calendarSchema),
  remove('removeCalendar'),
  add('addSegment', segmentSchema),
  edit('editSegment', segmentSchema),
  remove('removeSegment'),
  add('addGoal', goalSchema),
  edit('editGoal', goalSchema),
  reorder('reorderGoal'),
  remove('removeGoal'),
  add('addEvent', eventSchema),
  edit('editEvent', eventSchema),
  remove('removeEvent'),
  add('addDecision', decisionSchema),
  edit('editDecision', decisionSchema),
  remove('removeDecision'),
  add('addAssumption', assumptionSchema),
  edit('editAssumption', assumptionSchema),
  remove('removeAssumption'),
]);
export type SimpleCommand = z.infer<typeof simpleCommandSchema>;

export const batchSchema = z
  .strictObject({
    type: z.literal('batch'),
    action: z.string().max(60).describe('What the batch is called in undo, by its name in the message catalogue'),
    commands: z.array(simpleCommandSchema).max(200_000),
  })
  .describe('Several commands that are done and undone as one');
export type Batch = z.infer<typeof batchSchema>;

export const commandSchema = z.discriminatedUnion('type', [...simpleCommandSchema.options, batchSchema]);
export type Command = SimpleCommand | Batch;

/** Whether a command does nothing at all: it makes no step, neither in a window nor in the studio. */
export const isEmptyBatch = (command: Command): boolean => command.type === 'batch' && command.commands.length === 0;

/** The paths of the fields that a command changes, each once; none where it does more than that, such as to add or remove. */
export function fieldsIn(command: Command): string[] {
  const edits = (command.type === 'batch' ? command.commands : [command]).map((one) =>
    'changes' in one ? Object.keys(one.changes) : undefined,
  );
  return edits.includes(undefined) ? [] : [...new Set(edits.flatMap((fields) => fields ?? []))];
}

/** `commandFor('remove', 'lane', { id })`: a command by its verb and the kind it is about. */
export const commandFor = (verb: 'add' | 'edit' | 'remove' | 'reorder', kind: Kind, rest: object): SimpleCommand =>
  ({ type: `${verb}${kind[0]!.toUpperCase()}${kind.slice(1)}`, ...rest }) as SimpleCommand;

import type { Command, SimpleCommand } from './commands.ts';
import type { Campaign } from './document.ts';
import { COLLECTIONS, idsIn, referencesFrom, TWIN, type Kind } from './collections.ts';
import { wordsFor } from './fields.ts';
import { RULE_FIELDS } from './occurrences.ts';

/** What commands touch, field by field, so that it can be said whether two of them meet: those that do not can be done in either order. */

export interface Touch {
  of: Kind | 'campaign' | 'brand';
  id: string;
  /** A field's path; empty for the whole item, where it comes or goes. */
  path: string;
}

const WHOLE = '';
/** Where an item stands in its list. */
const PLACE = '@place';
/** In place of an id: how many there are of a kind. No id has such a sign. */
const HOW_MANY = '@count';
/** That an item is there, because another one names it. */
const PRESENCE = '@presence';

/** Everything that the commands write, and what must be there for them. To say what a step touched, give it with its inverse: that names what went along. */
export function touchedBy(...commands: Command[]): Touch[] {
  return commands.flatMap((command) =>
    command.type === 'batch' ? command.commands.flatMap(touchedByOne) : touchedByOne(command),
  );
}

function touchedByOne(command: SimpleCommand): Touch[] {
  switch (command.type) {
    case 'setDetails':
      return fields('campaign', '', command.changes);
    case 'setBrand':
      return [{ of: 'brand', id: '', path: WHOLE }];
    case 'editBrand':
      return fields('brand', '', command.changes);
    case 'moveTouchpoint':
    case 'resizeTouchpoint': {
      const { type: _, id, ...changes } = command;
      return [...fields('touchpoint', id, changes), ...presences('touchpoint', changes)];
    }
    case 'setSend':
      return [PRESENCE, `exceptions.${command.on}`, ...ruleOf(command.on)].map((path) => ({
        of: 'touchpoint',
        id: command.id,
        path,
      }));
    default: {
      const kind = /^(?:add|edit|remove|reorder)(\w+)$/.exec(command.type)![1]!.toLowerCase() as Kind;
      if ('item' in command) return [...whole(kind, command.item.id), ...presences(kind, command.item)];
      if ('changes' in command)
        return [...fields(kind, command.id, command.changes), ...presences(kind, command.changes)];
      return 'at' in command ? [{ of: kind, id: command.id, path: PLACE }] : whole(kind, command.id);
    }
  }
}

/** All of an item that comes or goes. */
function whole(kind: Kind, id: string): Touch[] {
  const twin = TWIN[kind];
  return [
    { of: kind, id, path: WHOLE },
    ...(twin ? [{ of: twin, id, path: WHOLE }] : []),
    // There may be so many and no more, so that whoever adds one is in the way of whoever would bring one back.
    ...(kind === 'decision' ? [{ of: kind, id: HOW_MANY, path: WHOLE }] : []),
  ];
}

/** The rule that exceptions name their sends by: whoever changes it meets them, and two who change two sends do not meet. */
const ruleOf = (...on: string[]) => RULE_FIELDS.map((field) => [field, 'sends', ...on].join('.'));

/** A change of no field needs its item all the same. */
const fields = (of: Touch['of'], id: string, changes: object): Touch[] => [
  { of, id, path: PRESENCE },
  ...Object.entries(changes).flatMap(([path, value]) => {
    const paths = value === undefined ? [] : path === 'exceptions' || path === 'tie' ? [path, ...ruleOf()] : [path];
    return paths.map((one) => ({ of, id, path: one }));
  }),
];

const presences = (kind: Kind, item: object): Touch[] =>
  referencesFrom(kind).flatMap(({ field, to }) => idsIn(item, field).map((id) => ({ of: to, id, path: PRESENCE })));

/** The first of `theirs` that meets one of `mine`: a field that both write, or an item that one needs and the other adds or removes. */
export function meeting(mine: readonly Touch[], theirs: readonly Touch[]): Touch | undefined {
  const paths = new Map<string, string[]>();
  for (const { of, id, path } of mine) {
    const known = paths.get(`${of} ${id}`);
    if (known) known.push(path);
    else paths.set(`${of} ${id}`, [path]);
  }
  return theirs.find(({ of, id, path }) => paths.get(`${of} ${id}`)?.some((other) => overlap(path, other)));
}

function overlap(one: string, other: string): boolean {
  if (one === PRESENCE || other === PRESENCE) return one === WHOLE || other === WHOLE;
  return one === WHOLE || other === WHOLE || `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

/** “the text of the touchpoint “Launch email””: what a touch is about, for a sentence. `name` is what it was called where it is gone. */
export function touchInWords(campaign: Campaign, { of, id, path }: Touch, name: string): string {
  const field = path === WHOLE || path.startsWith('@') ? '' : `the ${wordsFor(path)} of `;
  if (of === 'brand') return `${field}the brand`;
  if (of === 'campaign') return `${field}the campaign`;
  const item = (campaign[COLLECTIONS[of]] as { id: string; name?: string; parameter?: string }[]).find(
    (other) => other.id === id,
  );
  return `${field}the ${of} “${item?.name ?? item?.parameter ?? name}”`;
}

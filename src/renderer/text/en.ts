import { actions } from './en.actions.ts';
import { audience } from './en.audience.ts';
import { brand } from './en.brand.ts';
import { goals } from './en.goals.ts';
import { library } from './en.library.ts';
import { settings } from './en.settings.ts';
import { intake } from './en.intake.ts';
import { drag } from './en.drag.ts';
import { filter } from './en.filter.ts';
import { finder } from './en.finder.ts';
import { calendar } from './en.calendar.ts';
import { contactLoad } from './en.contactLoad.ts';
import { day } from './en.day.ts';
import { decide } from './en.decide.ts';
import { decisions } from './en.decisions.ts';
import { effects } from './en.effects.ts';
import { forecast } from './en.forecast.ts';
import { history } from './en.history.ts';
import { inspector } from './en.inspector.ts';
import { minimap } from './en.minimap.ts';
import { preview } from './en.preview.ts';
import { publishing } from './en.publishing.ts';
import { returned } from './en.returned.ts';
import { series } from './en.series.ts';
import { shelf } from './en.shelf.ts';
import { shell } from './en.shell.ts';
import { table } from './en.table.ts';
import { ties } from './en.ties.ts';
import { timeline } from './en.timeline.ts';
import { vocabulary } from './en.vocabulary.ts';

/** The message catalogue in English: one file a part of the window, one key a text. `.one` and `.other` are plural forms. */
export const messages = {
  ...vocabulary,
  ...shell,
  ...shelf,
  ...timeline,
  ...table,
  ...day,
  ...decisions,
  ...ties,
  ...inspector,
  ...minimap,
  ...preview,
  ...publishing,
  ...returned,
  ...series,
  ...drag,
  ...filter,
  ...finder,
  ...actions,
  ...history,
  ...contactLoad,
  ...calendar,
  ...decide,
  ...effects,
  ...forecast,
  ...intake,
  ...audience,
  ...brand,
  ...goals,
  ...library,
  ...settings,
} as const;

type Key = keyof typeof messages;
/** A key as `t` takes it: plural forms are asked for without their ending. */
export type MessageKey = Key extends infer K
  ? K extends `${infer Base}.one` | `${infer Base}.other`
    ? Base
    : K
  : never;

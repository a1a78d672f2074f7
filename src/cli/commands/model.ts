import type { Command } from 'commander';
import type { Model } from '#contract/model.ts';
import { print, printJson } from '../output.ts';

export function addModel(program: Command): void {
  program
    .command('model')
    .description(
      'Print the model behind the forecast, so that somebody else can compute the same: with docs/model.md and the pages that it names, it is all there is.',
    )
    .option('--json', 'print it as JSON')
    .action(printModel);
}

async function printModel({ json }: { json?: boolean }): Promise<void> {
  const { describeModel } = await import('#work/engine.ts');
  const model = describeModel();
  if (json) return printJson(model);
  await print(`${textOf(model)}\n`);
}

/** To the last digit: somebody computes with it. */
const plain = (value: number) => String(value);
const fieldsOf = (fields: Record<string, number>) =>
  Object.entries(fields)
    .map(([field, value]) => `${field} ${plain(value)}`)
    .join(', ');

/** The model in lines, a part after the other. */
function textOf(model: Model): string {
  const { presences, ...fixed } = model.fixed;
  const parts: [title: string, lines: string[]][] = [
    [
      'Parameters (value, 5 % and 95 % points, range, scale)',
      model.parameters.map(
        ({ id, value, low, high, least, most, scale }) =>
          `${id}: ${plain(value)}, ${plain(low)} to ${plain(high)}, ${plain(least)} to ${plain(most)}, ${scale}`,
      ),
    ],
    [
      'Tactics (form, effect, 5 % and 95 % points of their strength)',
      model.tactics.map(
        ({ id, form, effect, strength }) =>
          `${id}: ${form}, ${fieldsOf(effect) || 'nothing of its own'}, ${plain(strength.low)} to ${plain(strength.high)}`,
      ),
    ],
    ['A day, in this order', model.day.map(({ what }, place) => `${place + 1}. ${what}`)],
    ['Cadences', model.cadences.map(({ id, when }) => `${id}: ${when}`)],
    [
      'Channels that come to people by themselves',
      [
        model.channels
          .filter(({ personal }) => personal)
          .map(({ id }) => id)
          .join(', '),
      ],
    ],
    ['Classes', model.classes.map(({ point, weight }) => `${plain(point)} weighs ${plain(weight)}`)],
    ['Working days from the weekend on', [model.weekdays.map(plain).join(', ')]],
    ['What is fixed', [fieldsOf(fixed), `Presences together: ${fieldsOf(presences.most)}`]],
  ];
  const text = parts.map(([title, lines]) => `${title}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
  return `Model of engine ${model.engine}; its formulas stand in ${model.document} and the pages that it names. With --json it is whole: sources, stages, series and days off too.\n\n${text.join('\n')}`;
}

import { FOR_EVERYONE, parameterById } from '../parameters.ts';
import type { Assumption } from '../document.ts';
import { quote, quoted, type Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** Can the model work with every assumption as it is written? It would pass over some and bring others to the nearest value it knows. */
export function findInAssumptions({ campaign }: Plan): Found[] {
  const names = new Map(campaign.segments.map(({ id, name }) => [id, name]));
  const seen = new Set<string>();
  return campaign.assumptions.flatMap((assumption): Found[] => {
    const whom = assumption.segmentId === undefined ? '' : ` for ${quoted([names.get(assumption.segmentId) ?? ''])}`;
    const segment = assumption.segmentId === undefined ? {} : { segmentId: assumption.segmentId };
    const at = { ...segment, assumptionId: assumption.id };
    const part = assumption.id;
    const parameter = parameterById(assumption.parameter);
    if (!parameter) {
      return [
        {
          ...at,
          part,
          rule: 'assumption-unknown',
          severity: 'error',
          message: `The model has no parameter ${quote(assumption.parameter)}, so this assumption${whom} changes nothing.`,
          cure: 'Correct its name, or remove it. docs/parameters.md lists all parameters.',
        },
      ];
    }
    const found: Found[] = [];
    if (assumption.segmentId !== undefined && FOR_EVERYONE.includes(assumption.parameter)) {
      found.push({
        ...at,
        part,
        rule: 'assumption-for-everyone',
        severity: 'error',
        message: `${quote(parameter.name)} acts on everybody together, so this assumption${whom} changes nothing.`,
        cure: 'Make it an assumption for everyone, or remove it.',
      });
    }
    const place = `${assumption.parameter} ${assumption.segmentId ?? ''}`;
    if (seen.has(place)) {
      found.push({
        ...at,
        part,
        rule: 'assumption-twice',
        severity: 'warning',
        message: `There are two assumptions on ${quote(parameter.name)}${whom}; only the last one counts.`,
        cure: 'Remove one of them.',
      });
    }
    seen.add(place);
    const [least, most] = parameter.range;
    const outside = valuesOf(assumption).filter((value) => value < least || value > most);
    if (outside.length > 0) {
      found.push({
        ...at,
        part,
        rule: 'assumption-outside',
        severity: 'error',
        message: `${quote(parameter.name)} is assumed to be ${outside.join(' or ')}${whom}; it can be ${least} to ${most} (${parameter.unit}).`,
        cure: 'Write a value within that range. Until then the nearest end of it is simulated.',
      });
    }
    const { low, value, high } = assumption;
    if ((low ?? value) > value || (high ?? value) < value) {
      found.push({
        ...at,
        part,
        rule: 'assumption-disordered',
        severity: 'error',
        message: `${quote(parameter.name)} is assumed to be ${value}${whom}, but likely between ${low ?? value} and ${high ?? value}.`,
        cure: 'Write the lower end at or below the value, and the upper end at or above it.',
      });
    }
    return found;
  });
}

const valuesOf = ({ value, low, high }: Assumption) => [value, low, high].filter((one) => one !== undefined);

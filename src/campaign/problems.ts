import type { z } from 'zod';

/** What a schema found wrong, in words for people. */

/** The first thing that is wrong, as a place and a plain sentence without its full stop. */
export function firstProblem(error: z.ZodError): { place: string; problem: string; more: string } {
  const issue = error.issues[0];
  const place = issue?.path.length ? issue.path.join('.') : 'the top level';
  const problem = (issue === undefined ? 'not valid' : inWords(issue)).replace(/\.$/, '').slice(0, 300);
  return { place, problem, more: error.issues.length > 1 ? ` (${error.issues.length - 1} more like it.)` : '' };
}

/** How the validator's own messages begin; all others were written here. */
const ITS_OWN = /^(Invalid|Too |Unrecognized|Expected)/;

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'a group of fields in braces',
  record: 'a group of fields in braces',
};

function inWords(issue: z.core.$ZodIssue): string {
  if (!ITS_OWN.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type': {
      const wanted = TYPES[issue.expected] ?? 'something else';
      return issue.message.endsWith('received undefined') ? `it is missing; write ${wanted}` : `write ${wanted}`;
    }
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `“${key}”`).join(', ')} is no field here; check its name, or take it out`;
    case 'invalid_value':
      return `write ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    default:
      return 'this is not something that can stand here';
  }
}

function bound(origin: string, how: string, limit: number | bigint): string {
  const count = limit.toLocaleString('en-GB');
  if (origin === 'string') return `write ${how} ${limit === 1 ? 'one character' : `${count} characters`}`;
  if (origin === 'array' || origin === 'set')
    return `there may be ${how} ${count} ${limit === 1 ? 'entry' : 'entries'}`;
  return `write a number of ${how} ${count}`;
}

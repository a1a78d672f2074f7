import type { Command } from 'commander';
import type { Report } from '../failure.ts';
import { addImportAudience } from './importAudience.ts';
import { addImportPlan } from './importPlan.ts';

export function addImport(program: Command, report: Report): void {
  const command = program
    .command('import')
    .description('Bring in what is kept elsewhere: a plan or an audience from a spreadsheet.');
  addImportPlan(command, report);
  addImportAudience(command, report);
}

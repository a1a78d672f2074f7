import type { Dating } from './dating.ts';

/** What was assumed about dates that leave something open, in sentences. */
export function assumptionsOf({ order, orderMatters, assumedYear }: Dating): string[] {
  const remarks: string[] = [];
  if (orderMatters && !order.certain) {
    const [read, other] = order.order === 'day-first' ? ['day first', 'month first'] : ['month first', 'day first'];
    remarks.push(`Dates were read with the ${read}, because ${order.reason}. If that is wrong, choose ${other}.`);
  }
  if (assumedYear !== undefined) {
    remarks.push(
      `Some dates name no year: they were placed from ${assumedYear} on. If that is wrong, choose the year.`,
    );
  }
  return remarks;
}

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2 AA by axe: of the whole window, or of some parts of it. */
export async function expectAccessible(page: Page, where: string, parts: readonly string[] = []): Promise<void> {
  const whole = new AxeBuilder({ page }).withTags(TAGS);
  const { violations } = await parts.reduce((builder, part) => builder.include(part), whole).analyze();
  const told = violations.map(({ id, nodes }) => {
    const shown = nodes.slice(0, 3).map(({ html, any }) => `${html.slice(0, 160)} (${any[0]?.message ?? ''})`);
    return `${id}: ${shown.join(' | ')}`;
  });
  expect.soft(told, where).toEqual([]);
}

import { expect, type Page } from '@playwright/test';

/** Whether people can get at what a screen offers: measured on each control, as a pointer and a magnified window would meet it. */

/** What is there but cannot be scrolled into sight, or has something painted over it. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const CONTROLS = 'button, a[href], input, textarea, select, summary, [role="button"], [tabindex="0"]';
    /** Not so: inputs that a drawn control stands for, and the skip link until it has the focus. */
    const isDrawn = (element: HTMLElement) => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
      if (element.closest('[aria-hidden="true"], [inert]')) return false;
      for (let at: HTMLElement | null = element; at; at = at.parentElement) {
        const { clip, clipPath } = getComputedStyle(at);
        if (clip !== 'auto' || clipPath !== 'none') return false;
      }
      return element.offsetWidth > 0 && element.offsetHeight > 0;
    };
    // Behind an open dialog nothing is to be reached.
    const top = [...document.querySelectorAll<HTMLElement>('.scrim')].at(-1) ?? document.body;
    const bad: string[] = [];
    for (const element of top.querySelectorAll<HTMLElement>(CONTROLS)) {
      if (!isDrawn(element)) continue;
      element.scrollIntoView({ block: 'center', inline: 'center' });
      const box = element.getBoundingClientRect();
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const name = `${element.className} “${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}”`;
      if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
        bad.push(`outside the window: ${name} at ${Math.round(x)}, ${Math.round(y)}`);
        continue;
      }
      const hit = document.elementFromPoint(x, y);
      if (hit && !element.contains(hit) && !hit.contains(element))
        bad.push(`covered: ${name} by ${hit.className || hit.nodeName}`);
    }
    return bad;
  });
}

/** What is wider than the window without a scrollbar of its own. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'html, body, .top-bar, .screen, .library, .dialog, .dialog-body',
    ))
      if (element.scrollWidth > element.clientWidth + 1)
        wide.push(`${element.className || element.nodeName}: ${element.scrollWidth} in ${element.clientWidth}`);
    return wide;
  });
}

export async function expectInReach(page: Page, where: string): Promise<void> {
  expect.soft(await outOfReach(page), where).toEqual([]);
  expect.soft(await sticksOut(page), where).toEqual([]);
}

import type { Page } from '@playwright/test';

/**
 * Finds every field on the screen by its role, types into it as its kind is typed, leaves it in a way, and compares with what the library holds.
 * All of it happens inside the page, because there are many fields and many ways. Nothing here knows the fields by name.
 */

export type Kind =
  | 'text'
  | 'lines'
  | 'number'
  | 'code'
  | 'date'
  | 'time'
  | 'zone'
  | 'select'
  | 'switch'
  | 'choice'
  | 'slider'
  | 'colour'
  | 'search'
  | 'unknown';

export interface Field {
  name: string;
  kind: Kind;
  /** Among fields of the same name and kind. */
  nth: number;
}

/** Ways in which a field is left without another press of the mouse: each is one mechanism. */
export const WAYS = [
  'blur',
  'Enter',
  'Ctrl+S',
  'hidden page',
  'closed page',
  'asked to stay',
  'away and back',
] as const;
export type Way = (typeof WAYS)[number];

export interface FieldTools {
  find(): Field[];
  /** Types something new; gives a word for it. */
  type(field: Field, seed: number): string;
  /** Marks what is stored now, to compare with. */
  mark(): Promise<void>;
  /** Whether what was typed last is stored by now, or is within a while. */
  isStored(): Promise<boolean>;
  /** Types and leaves in each of the ways; gives those after which the library did not hold it. */
  leaveIn(field: Field, ways: Way[]): Promise<string[]>;
  /** What is wrong about Esc, Ctrl+Z and the keys of an input method in a field. */
  keysGoWrong(field: Field): Promise<string[]>;
  /** Chooses something else in a field that takes effect at once; says whether it was stored. */
  choose(field: Field): Promise<boolean>;
}

declare global {
  interface Window {
    fieldTools: FieldTools;
  }
}

export async function useFieldTools(page: Page): Promise<void> {
  await page.addInitScript(install);
  await page.evaluate(install);
}

function install(): void {
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const KINDS: [string, Kind][] = [
    ['textarea', 'lines'],
    ['input[type="color"]', 'colour'],
    ['input[type="range"]', 'slider'],
    ['input[type="search"]', 'search'],
    ['input[role="combobox"]', 'zone'],
    ['input[role="switch"]', 'switch'],
    ['input[type="radio"], [role="radio"]', 'choice'],
    ['input[inputmode="decimal"]', 'number'],
    ['.colour-field input', 'code'],
    ['input[type="text"], input:not([type])', 'text'],
    ['button[aria-haspopup="listbox"]', 'select'],
  ];
  const ANY =
    'input, textarea, select, [contenteditable], [role="textbox"], [role="spinbutton"], [role="combobox"], [role="slider"]:not(.minimap), ' +
    '[role="radio"], [role="checkbox"], button[aria-haspopup="listbox"]:not([tabindex="-1"])';

  interface Found extends Field {
    element: HTMLElement;
  }

  function nameOf(element: HTMLElement): string {
    const head = Array.from(element.closest('.field')?.children ?? []).find((child) =>
      child.matches('.field-label, .visually-hidden'),
    );
    const label = head?.querySelector('label') ?? head;
    const labelledBy = element.getAttribute('aria-labelledby');
    return (
      element.getAttribute('aria-label') ??
      label?.textContent ??
      (labelledBy ? document.getElementById(labelledBy.split(' ')[0]!)?.textContent : undefined) ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      ''
    ).trim();
  }

  function all(): Found[] {
    const found: Found[] = [];
    const counts = new Map<string, number>();
    const wholes = new Set<Element>();
    for (const element of document.querySelectorAll<HTMLElement>(ANY)) {
      if (element.closest('[aria-hidden="true"], [hidden], [inert], .notices')) continue;
      if (!element.checkVisibility() || (element as HTMLInputElement).disabled) continue;
      // A date is several parts, a choice several buttons: one field.
      const parts = element.matches('[role="spinbutton"]') ? element.closest<HTMLElement>('.date-input') : null;
      const group = element.closest<HTMLElement>('[role="radiogroup"]');
      const whole = parts ?? (element.matches('input[type="radio"], [role="radio"]') ? group : null) ?? element;
      if (wholes.has(whole)) continue;
      wholes.add(whole);
      let kind: Kind = KINDS.find(([selector]) => element.matches(selector))?.[1] ?? 'unknown';
      if (parts) kind = parts.querySelector('[data-type="year"]') ? 'date' : 'time';
      const name = nameOf(whole);
      const key = `${kind} ${name}`;
      const nth = counts.get(key) ?? 0;
      counts.set(key, nth + 1);
      found.push({ name, kind, nth, element: whole });
    }
    return found;
  }

  const at = ({ name, kind, nth }: Field): HTMLElement => {
    const found = all().find((field) => field.name === name && field.kind === kind && field.nth === nth);
    if (!found) throw new Error(`No field “${name}” (${kind}) on the screen.`);
    return found.element;
  };
  async function appears(field: Field): Promise<HTMLElement> {
    for (let tries = 0; tries < 200; tries++) {
      try {
        return at(field);
      } catch {
        await wait(25);
      }
    }
    return at(field);
  }

  async function document_(): Promise<unknown> {
    const id = new URLSearchParams(window.location.hash.slice(1)).get('campaign') ?? opened;
    opened = id;
    const response = await fetch('/api/campaign.open', {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${sessionStorage.getItem('studio-token')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ id }),
    });
    return ((await response.json()) as { value: { campaign: unknown } }).value.campaign;
  }
  let opened: string | null = null;

  /** What stands in `after` and did not in `before`, at any depth. */
  function changed(before: unknown, after: unknown): unknown[] {
    if (typeof after !== 'object' || after === null) return before === after ? [] : [after];
    const old = (typeof before === 'object' && before !== null ? before : {}) as Record<string, unknown>;
    return Object.entries(after).flatMap(([key, value]) => changed(old[key], value));
  }

  let marked: unknown;
  let isWanted: (value: unknown) => boolean = () => true;

  const setValue = (element: HTMLInputElement | HTMLTextAreaElement, value: string) => {
    const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')!.set!.call(element, value);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  };
  const key = (element: HTMLElement, pressed: string, how: KeyboardEventInit = {}) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true, ...how }));

  /** Where the keys of a field go: a date's are those of its day, or, late in a month, of its month or year; a time's those of its minute. */
  const part = (element: HTMLElement): HTMLElement => {
    const parts = (type: string) => [...element.querySelectorAll<HTMLElement>(`[data-type="${type}"]`)];
    const canRise = ({ ariaValueNow }: Element, most: number) => Number(ariaValueNow) < most;
    return (
      parts('minute')[0] ??
      parts('day').find((day) => canRise(day, 28)) ??
      parts('month').find((month) => canRise(month, 12)) ??
      parts('year')[0] ??
      element
    );
  };

  function typeInto(element: HTMLElement, kind: Kind, seed: number): string {
    const target = part(element);
    target.focus();
    if (kind === 'date' || kind === 'time') {
      isWanted = (value) => typeof value === 'string' || typeof value === 'number';
      key(target, 'ArrowUp');
      return element.textContent;
    }
    const field = target as HTMLInputElement;
    let text = `Typed ${seed}`;
    isWanted = (value) => value === text;
    if (kind === 'code') {
      text = `#${(0x102030 + seed).toString(16)}`;
      isWanted = (value) => String(value).toLowerCase() === text;
    } else if (kind === 'zone') {
      const zone = ['Lisbon', 'Prague', 'Helsinki'].find((place) => !field.value.startsWith(place))!;
      text = zone;
      isWanted = (value) => value === `Europe/${zone}`;
    } else if (kind === 'number') {
      const plain = field.value.replace(/[^\d.]/g, '');
      const step = 10 ** -(plain.split('.')[1] ?? '').length;
      const number = plain === '' ? 5 : Number(plain) > step ? Number(plain) - step : Number(plain) + step;
      text = String(Number(number.toFixed(10)));
      // How far something is before another is stored as less than nothing, and shown without the sign.
      const near = (value: unknown, wanted: number) =>
        typeof value === 'number' && Math.abs(Math.abs(value) - wanted) < 1e-9;
      isWanted = (value) => near(value, number) || near(value, number / 100);
    }
    setValue(field, text);
    return text;
  }

  async function within(test: () => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < 600; tries++) {
      if (await test()) return true;
      await wait(25);
    }
    return false;
  }

  const leave: Record<Way, (element: HTMLElement, kind: Kind) => unknown> = {
    blur: () => (document.activeElement as HTMLElement).blur(),
    Enter: (element, kind) => key(part(element), 'Enter', { ctrlKey: kind === 'lines' }),
    'Ctrl+S': (element) => key(part(element), 's', { ctrlKey: true }),
    'hidden page': () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
      delete (document as { visibilityState?: unknown }).visibilityState;
    },
    'closed page': () => window.dispatchEvent(new Event('pagehide')),
    'asked to stay': () => window.dispatchEvent(new Event('beforeunload', { cancelable: true })),
    'away and back': async () => {
      const here = window.location.hash;
      const before = new URLSearchParams(here.slice(1));
      before.set('screen', before.get('screen') === 'decide' ? 'brand' : 'decide');
      window.location.hash = before.toString();
      await wait(0);
      window.location.hash = here;
      await wait(0);
    },
  };

  const tools: FieldTools = {
    find: () => all().map(({ name, kind, nth }) => ({ name, kind, nth })),
    type: (field, seed) => typeInto(at(field), field.kind, seed),
    async mark() {
      marked = await document_();
    },
    isStored: () => within(async () => changed(marked, await document_()).some((value) => isWanted(value))),
    async leaveIn(field, ways) {
      const lost: string[] = [];
      for (const [index, way] of ways.entries()) {
        const element = await appears(field);
        await tools.mark();
        const typed = typeInto(element, field.kind, index + 1);
        await wait(0);
        await leave[way](element, field.kind);
        if (!(await tools.isStored())) lost.push(`${field.name} (${field.kind}), “${typed}”, left by ${way}`);
      }
      return lost;
    },
    async keysGoWrong(field) {
      const element = await appears(field);
      const shown = () => ('value' in element ? String(element.value) : element.textContent);
      const wrong: string[] = [];
      const expectShown = async (wanted: string, after: string) => {
        if (!(await within(async () => shown() === wanted)))
          wrong.push(`${field.name} (${field.kind}) shows “${shown()}”, not “${wanted}”, after ${after}`);
      };
      await tools.mark();
      const before = shown();
      typeInto(element, field.kind, 77);
      await wait(0);
      const typed = shown();
      if (typed === before) wrong.push(`${field.name} takes nothing`);
      for (const pressed of ['Escape', 'Enter', 'ArrowDown'])
        key(part(element), pressed, { isComposing: true, ctrlKey: field.kind === 'lines' && pressed === 'Enter' });
      await wait(50);
      await expectShown(typed, 'keys of an input method');
      if (!element.contains(document.activeElement)) wrong.push(`${field.name} lost the focus to an input method`);
      if (changed(marked, await document_()).length > 0) wrong.push(`${field.name} was stored half composed`);
      key(part(element), 'Escape');
      await expectShown(before, 'Esc');
      key(part(element), 'z', { ctrlKey: true });
      await expectShown(typed, 'Ctrl+Z');
      key(part(element), 's', { ctrlKey: true });
      if (!(await tools.isStored())) wrong.push(`${field.name} did not store what was brought back`);
      return wrong;
    },
    async choose(field) {
      await tools.mark();
      isWanted = () => true;
      const element = await appears(field);
      element.scrollIntoView({ block: 'center' });
      if (field.kind === 'select') {
        element.click();
        const list = () => document.querySelector<HTMLElement>('.list-popover [role="listbox"]');
        await within(async () => Boolean(list()?.querySelector('[role="option"]')));
        list()?.querySelector<HTMLElement>('[role="option"]:not([aria-selected="true"])')?.click();
        const stored = await isChanged();
        const open = list();
        if (open) key(open, 'Escape');
        await within(async () => list() === null);
        return stored;
      }
      if (field.kind === 'choice')
        element.querySelector<HTMLElement>('[role="radio"][aria-checked="false"], input:not(:checked)')!.click();
      else if (field.kind === 'slider') key(element, 'PageDown');
      else if (field.kind === 'colour') {
        setValue(element as HTMLInputElement, '#345678');
        element.dispatchEvent(new Event('change', { bubbles: true }));
      } else element.click();
      return isChanged();
    },
  };
  const isChanged = () => within(async () => JSON.stringify(marked) !== JSON.stringify(await document_()));
  window.fieldTools = tools;
}

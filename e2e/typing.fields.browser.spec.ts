import type { Page } from '@playwright/test';
import { callStudio, expect, test } from './launch.ts';
import { idOfSample, opened } from './steps.ts';
import { useFieldTools, WAYS, type Field, type Kind, type Way } from './typedFields.ts';

/** Every field of the window, found on the screen and known by its kind alone, keeps what is typed in it however it is left. */

/** Fields that choose what is looked at, or how the next edit is meant: they store nothing. */
const LOOKS = new Set([
  'Parts of the campaign',
  'Tactics',
  'Tactics or shelf',
  'How the plan is shown',
  'What the forecast shows',
  'What the bands hold',
  'Whose forecast',
  'Message',
  'As read by',
  'Where it is read',
  'Show',
  'A new first day moves phases, goals and touchpoints along',
]);
const TYPED = new Set(['text', 'lines', 'number', 'code', 'date', 'time', 'zone']);
const CHOSEN = new Set(['select', 'switch', 'choice', 'slider', 'colour']);

/** The first field of a kind is left in every way, the others in two, by turns. */
function waysFor({ kind }: Field, met: Kind[], canGoAway: boolean): Way[] {
  const isFirst = !met.includes(kind);
  met.push(kind);
  const turn = 1 + (met.length % (WAYS.length - 2));
  return isFirst ? WAYS.filter((way) => canGoAway || way !== 'away and back') : [WAYS[0], WAYS[turn]!];
}

async function openSample(page: Page) {
  await useFieldTools(page);
  const id = await idOfSample(page);
  const { revision, campaign } = await opened(page, id);
  const touchpoint = campaign.touchpoints.find(({ name }) => name.startsWith('Launch email'))!;
  // Fields that only show where there is something to say.
  const command = {
    type: 'batch',
    action: 'several',
    commands: [
      {
        type: 'editTouchpoint',
        id: touchpoint.id,
        changes: { 'time.at': '09:00', 'message.callToAction': { label: 'Begin', url: 'https://a.example' } },
      },
      {
        type: 'addAssumption',
        item: { id: 'own', parameter: 'trying.friction', value: 0.2, low: 0.1, high: 0.9 },
      },
    ],
  };
  const { value } = (await callStudio(page, 'campaign.execute', { id, revision, command })) as { value: unknown };
  expect(value).toBeDefined();
  return { id, touchpoint, campaign };
}

interface Place {
  name: string;
  address: string;
  prepare?: () => Promise<unknown>;
  /** Fields that are surely there: finding none would prove nothing. */
  least: number;
}

/** Leaves every field of some places in its ways, and chooses something else in those that are chosen. */
async function leaveAll(page: Page, id: string, places: Place[]): Promise<void> {
  const met: Kind[] = [];
  for (const { name, address, prepare, least } of places) {
    await test.step(name, async () => {
      await page.evaluate((hash) => (window.location.hash = hash), `campaign=${id}&${address}`);
      const form = address.includes('screen=') ? 'main.page' : '.inspector-form';
      await expect(page.locator(`${form} .field`).first()).toBeVisible();
      await prepare?.();
      await expect.poll(() => fieldsOf(page).then(({ length }) => length)).toBeGreaterThanOrEqual(least);
      const fields = await fieldsOf(page);
      expect(
        fields.filter(({ kind }) => !TYPED.has(kind) && !CHOSEN.has(kind)),
        'every field has a plan',
      ).toEqual([]);
      const lost: string[] = [];
      for (const field of fields.filter(({ kind }) => TYPED.has(kind))) {
        if (!met.includes(field.kind))
          lost.push(...(await page.evaluate((one) => window.fieldTools.keysGoWrong(one), field)));
        const ways = waysFor(field, met, !prepare);
        lost.push(
          ...(await page.evaluate(([one, all]) => window.fieldTools.leaveIn(one, all), [field, ways] as const)),
        );
      }
      // A switch may take other fields away, and so may what something hangs from, so these come last.
      const takesAway = ({ kind, name: called }: { kind: string; name: string }) =>
        Number(kind === 'switch' || called === 'Anchor');
      const chosen = fields.filter(({ kind }) => CHOSEN.has(kind));
      for (const field of chosen.toSorted((a, b) => takesAway(a) - takesAway(b)))
        if (!(await page.evaluate((one) => window.fieldTools.choose(one), field)))
          lost.push(`${field.name} (${field.kind}), chosen`);
      expect.soft(lost).toEqual([]);
    });
  }
}

const fieldsOf = async (page: Page) =>
  (await page.evaluate(() => window.fieldTools.find())).filter(
    ({ kind, name }) => kind !== 'search' && !LOOKS.has(name),
  );

test('every field beside the timeline keeps what is typed, left in every way', async ({ page }) => {
  const { id, touchpoint, campaign } = await openSample(page);
  const { phases, goals, events, lanes } = campaign;
  await leaveAll(page, id, [
    { name: 'touchpoint', address: `touchpoint=${touchpoint.id}`, least: 20 },
    { name: 'phase', address: `phase=${phases[0]!.id}`, least: 6 },
    { name: 'goal', address: `goal=${goals[0]!.id}`, least: 6 },
    { name: 'event', address: `event=${events[0]!.id}`, least: 7 },
    { name: 'lane', address: `lane=${lanes[0]!.id}`, least: 1 },
  ]);
});

test('every field of the other screens keeps what is typed, left in every way', async ({ page }) => {
  const { id, campaign } = await openSample(page);
  const { phases, goals, events } = campaign;
  const row = (name: string) => page.getByRole('button', { name }).first().click();
  const settings = (part: string, least: number, then?: () => Promise<unknown>): Place => ({
    name: `settings, ${part}`,
    address: 'screen=settings',
    async prepare() {
      await page.getByRole('tab', { name: part }).click();
      await then?.();
    },
    least,
  });
  await leaveAll(page, id, [
    { name: 'audience', address: 'screen=audience', least: 11 },
    { name: 'brand', address: 'screen=brand', least: 8 },
    {
      name: 'goals',
      address: `screen=goals&goal=${goals[0]!.id}`,
      prepare: () => row(events[0]!.name),
      least: 13,
    },
    // With everything moving along, a new first day asks about events before it is taken.
    settings('Campaign', 7, () => page.getByText('A new first day moves').click()),
    settings('Contact', 3),
    settings('Phases', 6, () => row(phases[0]!.name)),
    settings('Lanes', 3),
    settings('Assumptions', 6, () => row('Cost of a step')),
  ]);
});

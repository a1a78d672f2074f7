// @vitest-environment happy-dom
import { AdaptiveCard, CardElement, SerializationContext, Versions } from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import type { Campaign } from '#campaign/document.ts';
import { scheduleOf } from '../occurrences.ts';
import { NOW, plan, textOf, touchpoint } from '../hostile.testing.ts';
import { MOST_BYTES, writeTeams, type TeamsEnvelope } from './teams.ts';

/** Our cards in the renderer of those who specified them, which says what of a card it does not understand. */

async function cardsOf(campaign: Campaign) {
  const { files } = await writeTeams(campaign, { now: NOW, all: true });
  return files
    .filter(({ name }) => name.endsWith('.json') && name !== 'index.json')
    .map((file) => (JSON.parse(textOf(file)) as TeamsEnvelope).attachments[0]!.content);
}

/** A card as it is shown, and what the renderer has against it. */
function rendered(content: object): { text: string; against: string[] } {
  // Its expression for languages goes on where it ended the last time, so that every second card would fail.
  CardElement.langProperty.regEx!.lastIndex = 0;
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(content, context);
  const against = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  against.push(...card.validateProperties().validationEvents.map(({ message }) => message));
  const text = card.render()?.textContent ?? '';
  return { text, against };
}

describe('the renderer of Adaptive Cards', () => {
  it.each(TEMPLATES.map((one) => [one.id, one] as const))('understands every card of %s', async (_, template) => {
    const campaign = template.build({ start: '2027-01-11' });
    const cards = await cardsOf(campaign);
    expect(cards.length).toBe(scheduleOf(campaign).deliveries.length);
    for (const content of cards) expect(rendered(content).against).toEqual([]);
  });

  it('shows words as they are written', async () => {
    const body = 'Learn *this* in _two_ minutes.\n\n<at>everyone</at> # no heading';
    const [content] = await cardsOf(
      plan({ touchpoints: [touchpoint({ id: 'one', channel: 'teams', message: { subject: 'A & <b>', body } })] }),
    );
    const { text, against } = rendered(content!);
    expect(against).toEqual([]);
    for (const said of ['A & <b>', 'Learn *this* in _two_ minutes.', '<at>everyone</at> # no heading'])
      expect(text.replace(/\s+/g, ' ')).toContain(said);
  });

  it('says what it does not understand', () => {
    expect(rendered({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Nonsense' }] }).against).not.toEqual([]);
  });

  it('finds a card at its limit whole', async () => {
    const body = 'A long paragraph with “quotes”, ümlauts and 語.\n\n'.repeat(400);
    const [content] = await cardsOf(
      plan({ touchpoints: [touchpoint({ id: 'one', channel: 'teams', message: { subject: 'Long', body } })] }),
    );
    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(MOST_BYTES);
    expect(Buffer.byteLength(JSON.stringify(content))).toBeGreaterThan(MOST_BYTES * 0.8);
    expect(rendered(content!).against).toEqual([]);
  });
});

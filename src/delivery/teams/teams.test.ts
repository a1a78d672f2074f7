import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { arbitraryHostilePlan, fileNamed, NOW, plan, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { MOST_BYTES, writeTeams, type TeamsEnvelope } from './teams.ts';

const card = (changes: Parameters<typeof touchpoint>[0]) => touchpoint({ channel: 'teams', ...changes });

const filesFor = (campaign: Campaign, all = false) =>
  writeTeams(campaign, { now: NOW, all }).files.filter(({ name }) => name !== 'index.json');
const contentsFor = (campaign: Campaign, all = false) =>
  filesFor(campaign, all).map((file) => (JSON.parse(textOf(file)) as TeamsEnvelope).attachments[0]!.content);
const wordsOf = ({ body }: ReturnType<typeof contentsFor>[number]) =>
  body.map(({ inlines }) => inlines.map(({ text }) => text).join(''));

describe('writeTeams', () => {
  it('writes an Adaptive Card in its envelope', () => {
    const campaign = plan({
      touchpoints: [
        card({
          id: 't',
          name: 'Nudge',
          message: {
            subject: 'Two *minutes*',
            body: 'One\ntwo\n\n[three](https://evil.example)',
            callToAction: { label: 'Start', url: 'https://example.com/go' },
          },
        }),
      ],
    });
    const { files, problems } = writeTeams(campaign, { now: NOW });
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(['2027-01-12-0900-Nudge.json', 'index.json']);
    const run = (text: string, style = {}) => [{ type: 'TextRun', text, ...style }];
    expect(JSON.parse(textOf(files[0]))).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.5',
            fallbackText: 'Two *minutes*',
            msteams: { width: 'Full' },
            body: [
              { type: 'RichTextBlock', inlines: run('Spark', { weight: 'Bolder', size: 'Small', color: 'Accent' }) },
              {
                type: 'RichTextBlock',
                inlines: run('Two *minutes*', { weight: 'Bolder', size: 'Large' }),
                spacing: 'None',
              },
              { type: 'RichTextBlock', inlines: run('One'), spacing: 'Medium' },
              { type: 'RichTextBlock', inlines: run('two'), spacing: 'None' },
              { type: 'RichTextBlock', inlines: run('[three](https://evil.example)'), spacing: 'Medium' },
              { type: 'RichTextBlock', inlines: run('The Spark team', { isSubtle: true }), spacing: 'Medium' },
            ],
            actions: [{ type: 'Action.OpenUrl', title: 'Start', url: 'https://example.com/go' }],
          },
        },
      ],
    });
    expect(JSON.parse(textOf(fileNamed(files, 'index.json')))).toMatchObject({
      messages: [
        { file: '2027-01-12-0900-Nudge.json', utc: '2027-01-12T08:00:00Z', audience: 'Everyone', learners: 100 },
      ],
    });
  });

  it('leaves out links of other schemes', () => {
    const message = { subject: 'S', body: 'B', callToAction: { label: 'Go', url: 'javascript:alert(1)' } };
    const [content] = contentsFor(plan({ touchpoints: [card({ id: 't', message })] }));
    expect(content!.actions).toBeUndefined();
  });

  it('cuts what a card cannot hold, and says so', () => {
    const campaign = plan({ touchpoints: [card({ id: 't', message: { subject: 'S', body: '🚀'.repeat(10_000) } })] });
    const { problems } = writeTeams(campaign, { now: NOW });
    expect(problems).toEqual([
      {
        touchpointId: 't',
        message: '“Touchpoint t” has one message too long for a Teams card, so the end is cut off. Shorten the text.',
      },
    ]);
    expect(wordsOf(contentsFor(campaign)[0]!)[2]).toMatch(/^(🚀){4000,}…$/u);
  });

  it('says when there is nothing for Teams', () => {
    const { files, problems } = writeTeams(plan({ touchpoints: [touchpoint({ id: 'mail' })] }), {
      now: NOW,
      all: false,
    });
    expect(files).toEqual([]);
    expect(problems.length).toBe(1);
  });

  it('stays within its bytes, has only plain words and allowed links, whatever the plan', () => {
    fc.assert(
      fc.property(arbitraryHostilePlan, (hostile) => {
        const files = filesFor(hostile, true);
        const sent = scheduleOf(hostile).deliveries.filter(({ message: { subject, body } }) => subject || body);
        expect(files.length).toBe(sent.length);
        expect(files.filter(({ bytes }) => bytes.length > MOST_BYTES)).toEqual([]);
        for (const content of contentsFor(hostile, true)) {
          expect(content.body.length).toBeGreaterThan(0);
          expect(content.body.filter(({ type }) => type !== 'RichTextBlock')).toEqual([]);
          expect(
            wordsOf(content).filter((text) => !text.isWellFormed() || /\n|\{\{\s*(DATE|TIME)\(/i.test(text)),
          ).toEqual([]);
          for (const { url } of content.actions ?? []) expect(url).toMatch(/^(https?|mailto):/);
        }
      }),
      { numRuns: 60 },
    );
  });
});

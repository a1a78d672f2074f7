import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { arbitraryHostilePlan, fileNamed, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { MOST_BYTES, writeTeams, type TeamsEnvelope } from './teams.ts';

const card = (changes: Parameters<typeof touchpoint>[0]) => touchpoint({ channel: 'teams', ...changes });

const filesFor = async (campaign: Campaign, all = false) =>
  (await writeTeams(campaign, { now: NOW, all })).files.filter(
    ({ name }) => name.endsWith('.json') && name !== 'index.json',
  );
const contentsFor = async (campaign: Campaign, all = false) =>
  (await filesFor(campaign, all)).map((file) => (JSON.parse(textOf(file)) as TeamsEnvelope).attachments[0]!.content);
const wordsOf = ({ body }: Awaited<ReturnType<typeof contentsFor>>[number]) =>
  body.map(({ inlines }) => inlines.map(({ text }) => text).join(''));

describe('writeTeams', () => {
  it('writes an Adaptive Card in its envelope', async () => {
    const campaign = plan({
      touchpoints: [
        card({
          id: 't',
          name: 'Nudge',
          message: {
            subject: 'Two *minutes*',
            body: 'One\ntwo\n\n[three](javascript:x)',
            callToAction: { label: 'Start', url: 'https://example.com/go' },
          },
        }),
      ],
    });
    const { files, problems } = await writeTeams(campaign, { now: NOW });
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(['2027-01-12-0900-Nudge.json', 'index.json', 'how-to-post.txt']);
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
            lang: 'en',
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
              { type: 'RichTextBlock', inlines: run('[three](javascript:x)'), spacing: 'Medium' },
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

  it('leaves out links of other schemes', async () => {
    const message = { subject: 'S', body: 'B', callToAction: { label: 'Go', url: 'javascript:alert(1)' } };
    const [content] = await contentsFor(plan({ touchpoints: [card({ id: 't', message })] }));
    expect(content!.actions).toBeUndefined();
  });

  it('links the addresses in the words', async () => {
    const message = {
      subject: 'S',
      body: 'Read https://x.example/a_(b), then [this](https://x.example/c) or www.x.example.',
    };
    const [content] = await contentsFor(plan({ touchpoints: [card({ id: 't', message })] }));
    expect(content!.body[2]!.inlines.map(({ text, selectAction }) => [text, selectAction?.url])).toEqual([
      ['Read ', undefined],
      ['https://x.example/a_(b)', 'https://x.example/a_(b)'],
      [', then ', undefined],
      ['this', 'https://x.example/c'],
      [' or ', undefined],
      ['www.x.example', 'http://www.x.example'],
      ['.', undefined],
    ]);
  });

  it('is in the language of its readers, and from right to left where that is', async () => {
    const inLanguage = async (...languages: string[]) => {
      const segments = languages.map((language, index) => segment({ id: `s${index}`, language }));
      const [content] = await contentsFor(plan({ segments, touchpoints: [card({ id: 't' })] }));
      return [content!.lang, content!.rtl];
    };
    expect(await inLanguage('de')).toEqual(['de', undefined]);
    for (const language of ['ar', 'he', 'fa', 'ur']) expect(await inLanguage(language)).toEqual([language, true]);
    expect(await inLanguage('fa-IR')).toEqual(['fa', true]);
    expect(await inLanguage('ar', 'de')).toEqual([undefined, undefined]);
  });

  it('writes a mail address as words, since Teams opens none', async () => {
    const message = {
      subject: 'S',
      body: 'B',
      callToAction: { label: 'Write', url: 'mailto:learning@x.example?subject=Survey' },
    };
    const campaign = plan({ touchpoints: [card({ id: 't', message })] });
    const [content] = await contentsFor(campaign);
    expect(content!.actions).toBeUndefined();
    expect(wordsOf(content!)).toContain('Write: learning@x.example');
    expect((await writeTeams(campaign, { now: NOW })).problems.map((problem) => problem.message)).toEqual([
      '“Touchpoint t” has one message whose button is a mail address, which Teams does not open, so it is written as text. Link a page instead.',
    ]);
  });

  it('takes as many short lines as fit without the blanks between', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => `Step ${index + 1}: tick`);
    const campaign = plan({ touchpoints: [card({ id: 't', message: { subject: 'S', body: lines.join('\n') } })] });
    expect(wordsOf((await contentsFor(campaign))[0]!)).toEqual(expect.arrayContaining(lines));
    expect((await writeTeams(campaign, { now: NOW })).problems).toEqual([]);
  });

  it('cuts what a card cannot hold, and says so', async () => {
    const campaign = plan({ touchpoints: [card({ id: 't', message: { subject: 'S', body: '🚀'.repeat(10_000) } })] });
    const { problems } = await writeTeams(campaign, { now: NOW });
    expect(problems).toEqual([
      {
        touchpointId: 't',
        message: '“Touchpoint t” has one message too long for a Teams card, so the end is cut off. Shorten the text.',
      },
    ]);
    expect(wordsOf((await contentsFor(campaign))[0]!)[2]).toMatch(/^(🚀){4000,}…$/u);
  });

  it('says when there is nothing for Teams', async () => {
    const { files, problems } = await writeTeams(plan({ touchpoints: [touchpoint({ id: 'mail' })] }), {
      now: NOW,
      all: false,
    });
    expect(files).toEqual([]);
    expect(problems.length).toBe(1);
  });

  it('stays within its bytes, has only plain words and allowed links, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const files = await filesFor(hostile, true);
        const sent = scheduleOf(hostile).deliveries.filter(({ message: { subject, body } }) => subject || body);
        expect(files.length).toBe(sent.length);
        expect(files.filter(({ bytes }) => bytes.length > MOST_BYTES)).toEqual([]);
        for (const content of await contentsFor(hostile, true)) {
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

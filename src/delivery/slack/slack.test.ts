import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import type { ExportContext } from '../export.ts';
import { arbitraryHostilePlan, fileNamed, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { mrkdwn } from './mrkdwn.ts';
import { LIMITS, writeSlack, type SlackPayload } from './slack.ts';

const post = (changes: Parameters<typeof touchpoint>[0]) => touchpoint({ channel: 'slack', ...changes });

async function payloadsFor(campaign: Campaign, context: Partial<ExportContext> = {}): Promise<SlackPayload[]> {
  const { files } = await writeSlack(campaign, { now: NOW, ...context });
  return files.filter(({ name }) => name !== 'index.json').map((file) => JSON.parse(textOf(file)) as SlackPayload);
}

const sectionsOf = ({ blocks }: SlackPayload) =>
  blocks.flatMap((block) => (block.type === 'section' ? [block.text.text] : []));
const messagesOf = async (campaign: Campaign, now = NOW) =>
  (await writeSlack(campaign, { now })).problems.map(({ message }) => message);

describe('writeSlack', () => {
  const message = {
    subject: 'Two minutes & more',
    body: 'One <small> step.\n\nThen *another*: https://example.com/a?b=1&c=2.',
    callToAction: { label: 'Start', url: 'https://example.com/go' },
  };
  const campaign = plan({
    segments: [segment({ id: 'a', name: 'Sales EMEA' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
    touchpoints: [
      post({ id: 't', name: 'Nudge', time: { zone: 'segment', at: '09:00' }, message }),
      touchpoint({ id: 'mail' }),
    ],
  });

  it('has the arguments of chat.scheduleMessage but for the channel', async () => {
    const [, berlin] = await payloadsFor(campaign);
    expect(berlin).toEqual({
      post_at: Date.parse('2027-01-12T08:00:00Z') / 1000,
      text: 'Two minutes &amp; more\n\nOne &lt;small&gt; step.\n\nThen *another*: <https://example.com/a?b=1&amp;c=2>.\n\nStart: <https://example.com/go>\n\nThe Spark team',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Two minutes & more', emoji: true } },
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: 'One &lt;small&gt; step.\n\nThen *another*: <https://example.com/a?b=1&amp;c=2>.',
            verbatim: true,
          },
        },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              text: { type: 'plain_text', text: 'Start', emoji: true },
              url: 'https://example.com/go',
              action_id: 'open-t',
              style: 'primary',
            },
          ],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'The Spark team', verbatim: true }] },
      ],
    });
  });

  it('lists the files with their times and audiences', async () => {
    const { files } = await writeSlack(campaign, { now: NOW });
    expect(files.map(({ name }) => name)).toEqual([
      '2027-01-12-0900-Tokyo-Nudge-Tokyo.json',
      '2027-01-12-0900-Nudge-Sales-EMEA.json',
      'index.json',
    ]);
    const { messages } = JSON.parse(textOf(fileNamed(files, 'index.json'))) as { messages: unknown[] };
    expect(messages[1]).toEqual({
      file: '2027-01-12-0900-Nudge-Sales-EMEA.json',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      sendings: ['campaign-of-tests/t/a/once'],
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      touchpoint: 'Nudge',
      utc: '2027-01-12T08:00:00Z',
      localTime: '2027-01-12 09:00',
      timeZone: 'Europe/Berlin',
      audience: 'Sales EMEA',
      learners: 100,
      suggestedChannel: '#sales-emea',
    });
  });

  it.each([
    ['Read *this* first', true],
    ['_Soon_', true],
    ['*Two words*, then more', true],
    ['2 * 3 * 4', false],
    ['snake_case_names', false],
    ['- a list\n- of things', false],
    ['** nothing **', false],
  ])('says where mail and Teams show other than Slack does: %j', async (body, isSaid) => {
    const said = await messagesOf(
      plan({ touchpoints: [touchpoint({ id: 't', channel: 'slack', message: { subject: 'Hello', body } })] }),
    );
    expect(said.some((message) => message.includes('*stars*'))).toBe(isSaid);
  });

  it('exports every message on demand, and says so when there is none', async () => {
    expect((await payloadsFor(campaign, { all: true })).length).toBe(3);
    const mailOnly = plan({ touchpoints: [touchpoint({ id: 'mail' })] });
    const moved = await writeSlack(mailOnly, { now: NOW });
    expect(moved.files).toHaveLength(2);
    expect(moved.problems).toContainEqual({
      message: 'No touchpoint uses Slack, so every message of the plan was written for it.',
    });
    expect(await writeSlack(mailOnly, { now: NOW, all: false })).toEqual({
      files: [],
      problems: [
        {
          message:
            "No touchpoint uses Slack, so nothing was exported. Set a touchpoint's channel to “slack”, or export all messages.",
        },
      ],
    });
    expect((await writeSlack(plan(), { now: NOW, all: true })).files).toEqual([]);
  });

  it('of a plan whose posts are all cancelled writes none, and nothing else in their place', async () => {
    const status = 'cancelled' as const;
    const off = plan({ touchpoints: [touchpoint({ id: 'mail' }), post({ id: 'post', status })] });
    const problems = [
      {
        message:
          'Every touchpoint that uses Slack is cancelled, so nothing was exported. Set one to planned, or export all messages.',
      },
    ];
    expect(await writeSlack(off, { now: NOW })).toEqual({ files: [], problems });
    const all = { ...off, touchpoints: off.touchpoints.map((one) => ({ ...one, status })) };
    expect((await writeSlack(all, { now: NOW, all: true })).problems).toEqual([
      { message: 'Every message of this plan is cancelled, so nothing was exported. Set one to planned.' },
    ]);
  });

  it('warns of sending what is marked as sent', async () => {
    const sent = plan({ touchpoints: [post({ id: 'sent', name: 'Kick-off', status: 'sent' })] });
    const { files, problems } = await writeSlack(sent, { now: NOW });
    expect(files).toHaveLength(2);
    expect(problems).toEqual([
      {
        touchpointId: 'sent',
        message:
          '“Kick-off” has one message to be sent, though it is marked as sent. Leave these files out, or set it to planned.',
      },
    ]);
  });

  it('warns of what is past, too far ahead, or has no text', async () => {
    const warned = plan({
      touchpoints: [
        post({ id: 'past', start: '2026-12-30' }),
        post({ id: 'far', start: '2027-05-04', days: 3, cadence: 'daily' }),
        post({ id: 'empty', message: { subject: ' ', body: '\n' } }),
      ],
    });
    const { files, problems } = await writeSlack(warned, { now: NOW });
    expect(files.length).toBe(5);
    expect(problems).toEqual([
      {
        touchpointId: 'empty',
        message: '“Touchpoint empty” has no text, so there is no file for it. Write its subject or its body.',
      },
      {
        touchpointId: 'past',
        message:
          '“Touchpoint past” has one message planned for a time that is already past. Move the touchpoint, or leave these files out.',
      },
      {
        touchpointId: 'far',
        message:
          '“Touchpoint far” has 2 messages more than 120 days ahead, which Slack refuses. Schedule it nearer the day.',
      },
    ]);
  });

  it('splits a long body between paragraphs and cuts what is too much, saying so', async () => {
    const paragraphs = Array.from({ length: 5 }, (_, index) => `${index} ${'word '.repeat(399).trim()}`);
    const long = plan({ touchpoints: [post({ id: 't', message: { subject: '', body: paragraphs.join('\n\n') } })] });
    const [payload] = await payloadsFor(long);
    expect(sectionsOf(payload!)).toEqual(paragraphs);
    expect(await messagesOf(long)).toEqual([]);

    const tooLong = plan({
      touchpoints: [post({ id: 't', message: { subject: 'x'.repeat(200), body: '&'.repeat(20_000) } })],
    });
    const [cut] = await payloadsFor(tooLong);
    expect(sectionsOf(cut!).join('')).toMatch(/^(&amp;){2000,}…$/);
    expect(await messagesOf(tooLong)).toEqual([
      '“Touchpoint t” has one message whose heading is cut after 150 characters. Shorten the subject.',
      '“Touchpoint t” has one message too long for Slack, so the end is cut off. Shorten the text.',
    ]);
  });

  it('says where an address in the text holds what Slack’s app on iPhones spoils', async () => {
    const said = async (body: string) =>
      messagesOf(plan({ touchpoints: [touchpoint({ id: 't', channel: 'slack', message: { subject: 'x', body } })] }));
    expect(await said('Look: https://example.com/?a=1&b=2')).toEqual([
      '“Touchpoint t” has one message with a web address that holds “&”, which Slack’s app on iPhones is reported to open wrongly. Put that address on the button.',
    ]);
    expect(await said('This & that: https://example.com/?a=1')).toEqual([]);
  });

  it('stays within the limits and mentions nobody, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const payloads = await payloadsFor(hostile, { all: true });
        const sent = scheduleOf(hostile).deliveries.filter(({ message: { subject, body } }) => subject || body);
        expect(payloads.map(({ post_at }) => post_at)).toEqual(sent.map(({ instant }) => Date.parse(instant) / 1000));
        for (const payload of payloads) {
          const json = JSON.stringify(payload);
          expect(json.length).toBeLessThanOrEqual(LIMITS.payload);
          expect(json.isWellFormed()).toBe(true);
          expect(payload.blocks.length).toBeGreaterThan(0);
          expect(payload.blocks.length).toBeLessThanOrEqual(LIMITS.blocks);
          expect(payload.text).not.toBe('');
          expect(payload.text.length).toBeLessThanOrEqual(LIMITS.text);
          expect(json).not.toMatch(/<[!@#]|"url":"(?!https?:|mailto:)/i);
          const lengths = payload.blocks.flatMap((block) =>
            block.type === 'header'
              ? [block.text.text.length / LIMITS.header]
              : block.type === 'section'
                ? [block.text.text.length / LIMITS.section]
                : block.type === 'actions'
                  ? block.elements.map(({ text }) => text.text.length / LIMITS.button)
                  : [],
          );
          expect(lengths.filter((length) => length <= 0 || length > 1)).toEqual([]);
          // Every & begins one of the three entities, and every < one of our links: nothing was cut in two.
          for (const section of sectionsOf(payload)) {
            expect(
              section.replace(/&(amp|lt|gt);/g, '').replace(/<(https?|mailto):[^\s<>|]+(\|[^<>|]*)?>/g, ''),
            ).not.toMatch(/[&<>]/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('mrkdwn', () => {
  it.each([
    ['<!channel> <@U1> <#C1|x>', '&lt;!channel&gt; &lt;@U1&gt; &lt;#C1|x&gt;'],
    ['(see https://example.com/x).', '(see <https://example.com/x>).'],
    ['https://example.com/?a=1|b', '<https://example.com/?a=1%7Cb>'],
    ['<https://evil.example/|https://good.example>', '&lt;<https://evil.example/%7Chttps://good.example>&gt;'],
    ['<https://evil.example|good>', '&lt;https://evil.example|good&gt;'],
    [
      'Read https://en.wikipedia.org/wiki/Spacing_(memory) today.',
      'Read <https://en.wikipedia.org/wiki/Spacing_(memory)> today.',
    ],
    ['www.x.example', '<http://www.x.example|www.x.example>'],
    ['team@x.example', '<mailto:team@x.example|team@x.example>'],
    ['[a & b](https://x.example/p)', '<https://x.example/p|a &amp; b>'],
    ['[a|b](https://x.example/p)', '<https://x.example/p>'],
    ['xhttps://example.com http://', 'xhttps://example.com http://'],
  ])('%j becomes %j', (text, expected) => {
    expect(mrkdwn(text)).toBe(expected);
  });
});

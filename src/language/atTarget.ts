/** What is so of a message once a target of publishing has it, and what an edit or a withdrawal of it does there. */
interface AtTarget {
  /** What the journal says of it. */
  out: string;
  /** `can` where the target can do it at all; the words stand by themselves. */
  change: { can: boolean; words: string };
  recall: { can: boolean; words: string };
}

const can = (words: string) => ({ can: true, words });
const cannot = (words: string) => ({ can: false, words });

/** By the id of the target. Journal, dry run, window and command line say it in these words. */
export const AT_TARGET = {
  webhook: {
    out: 'The receiver took it.',
    change: cannot('The receiver has it as it was: an edit changes nothing there.'),
    recall: cannot('What a receiver took cannot be recalled from here.'),
  },
  caldav: {
    out: 'The event is in the calendar.',
    change: can('Once you approve it, an edit changes the event, unless somebody has changed it in the calendar.'),
    recall: can('Events are taken out of the calendar, or marked as cancelled where the profile says so.'),
  },
  smtp: {
    out: 'The mail server took it.',
    change: cannot('Mail that was sent stays as it is: an edit reaches nobody who has it.'),
    recall: cannot('Mail that was sent cannot be recalled. Write to the same people if it was wrong.'),
  },
  imap: {
    out: 'The draft lies in the mailbox, and goes out only when somebody sends it.',
    change: can(
      'Once you approve it, an edit replaces the draft, unless somebody has edited, sent or deleted it in the mailbox.',
    ),
    recall: can('Drafts are deleted, unless somebody has edited, sent or deleted them in the mailbox.'),
  },
  slack: {
    out: 'Slack has it and posts it at its time. It does not stand in Slack’s own list of scheduled messages.',
    change: can(
      'Once you approve it, an edit replaces what Slack has scheduled. In the last 5 minutes before its time, and once it is posted, it stays as it is.',
    ),
    recall: can(
      'Slack deletes what it has not posted yet. What it has posted cannot be recalled: delete it in the channel.',
    ),
  },
  teams: {
    out: 'The workflow took it. Teams does not say whether the card stands in the channel.',
    change: cannot('A card that was posted stays as it is: an edit changes nothing there.'),
    recall: cannot('A card that was posted by a workflow cannot be recalled from here. Delete it in the channel.'),
  },
  listmonk: {
    out: 'listmonk has it as a scheduled campaign, and sends it at its time.',
    change: can('Once you approve it, an edit changes the campaign in listmonk, unless it has begun to send it.'),
    recall: can(
      'Campaigns in listmonk become drafts, which are not sent. What it has begun to send cannot be recalled.',
    ),
  },
  xapi: {
    out: 'The record store has the statement.',
    change: cannot('A statement stays as it is: an edit changes nothing there.'),
    recall: can('Statements are voided; record stores keep them and leave them out.'),
  },
  folder: {
    out: 'The file lies in the folder.',
    change: can('Once you approve it, an edit writes the file anew, also where another program has taken it.'),
    recall: can('Files are taken out of the folder. What another program has taken cannot be recalled.'),
  },
} as const satisfies Record<string, AtTarget>;

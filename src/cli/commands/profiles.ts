import { Option, type Command } from 'commander';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import { TARGETS_TO_PUBLISH, type Profile } from '#contract/publishing.ts';
import { listed } from '../options.ts';
import { note, printJson, printLine } from '../output.ts';
import { DATA, withLibrary } from '../publishing.ts';

interface Options {
  data?: string;
  json?: boolean;
}

interface Said extends Options {
  url?: string;
  secretEnv?: string;
  secretKeychain?: string;
  option?: string[];
}

export function addProfiles(program: Command): void {
  const command = program
    .command('profiles')
    .description('Say where plans are published to: a target with its address, and who gets what.');
  saying(
    command
      .command('add')
      .description('Add a profile. Nothing is sent.')
      .argument('<name>', 'what the profile is called')
      .addOption(
        new Option('--target <target>', 'what is published to').choices(TARGETS_TO_PUBLISH).makeOptionMandatory(),
      ),
  ).action(addProfile);
  saying(
    command
      .command('change')
      .description(
        'Change a profile: what is named is set anew, what is named without a value (--url "", --option key=) is taken away, all else stays. Nothing is sent.',
      )
      .argument('<name>', 'which profile'),
  ).action(changeProfile);
  command
    .command('list')
    .description('List the profiles.')
    .option(...DATA)
    .option('--json', 'print them as JSON')
    .action(listProfiles);
  command
    .command('test')
    .description('Try whether a profile works, without sending anything.')
    .argument('<name>', 'which profile')
    .option(...DATA)
    .option('--json', 'print what came out as JSON')
    .action(testProfile);
  command
    .command('remove')
    .description('Remove a profile, and its secret from the keychain. The journal goes on knowing what it sent.')
    .argument('<name>', 'which profile')
    .option(...DATA)
    .option('--json', 'print what was removed as JSON')
    .action(removeProfile);
}

/** What a profile says, where it is added and where it is changed. */
const saying = (command: Command): Command =>
  command
    .option('--url <address>', 'where it goes, without secrets')
    .option('--secret-env <variable>', 'environment variable in which the secret stands')
    .option('--secret-keychain <name>', 'name under which the keychain of this machine has the secret')
    .option('--option <key=value>', 'an option of the target; may be repeated', listed)
    .option(...DATA)
    .option('--json', 'print the profile as JSON')
    .addHelpText('after', HELP);

/** Written out, so that help loads no target; publishing.test.ts holds it to what the targets say. */
const HELP = `
Options that every target has:
  lanes            lanes to publish, by id or name, with commas
  segments         segments to publish for, by id or name, with commas
  channels         channels to publish, with commas, or all
  quiet            hold or nearest: what is in the quiet hours waits for their end, or takes their nearest edge
  workingHours     hours to send in, such as 08:00-18:00, instead of the quiet hours of the plan
  ratePerMinute    most messages a minute
  addresses        CSV file of addresses: segment,address,name

Options of one target:
  webhook
    repeat         same-id or never: what to do where nobody knows whether a message arrived; never: the receiver does not look at webhook-id
  caldav
    user           name to sign in with; the secret is the password
    auth           basic or bearer: how the secret is handed over; basic where absent
    calendar       address of a calendar in place of that of the profile; calendar.<segment> for one segment
    withdraw       what to do with events that are withdrawn: delete (default), or leave them marked as cancelled
    network        own: its server may be in your own, private network; internet where absent
  smtp
    from           the sender, such as Learning Team <learning@example.com>
    replyTo        where answers go
    user           name to sign in with; the secret is the password
    network        own: its server may be in your own, private network; internet where absent
  imap
    user           name to sign in with; the secret is the password
    mailbox        folder for the drafts; that of the account where absent
    from           the sender that drafts are to have
    network        own: its server may be in your own, private network; internet where absent
  slack
    channel        id of the channel; channel.<segment> for one segment
  listmonk
    list           number of the list; list.<segment> for one segment
    user           name of the API user; or the secret is user:token
    from           sender; that of listmonk where absent
    template       number of a template
    network        own: its server may be in your own, private network; internet where absent
  xapi
    user           name to sign in with; the secret is the password
    auth           basic or bearer: how the secret is handed over; basic where absent
    network        own: its server may be in your own, private network; internet where absent
  folder
    format         json (default), or eml for drafts

Secrets are looked up where you say, and are written nowhere.`;

async function addProfile(name: string, { target, data, json, ...said }: Said & { target: string }): Promise<void> {
  const given = {
    name,
    target,
    ...withoutBlanks({ url: said.url, secretRef: secretIn(said) }),
    options: optionsIn(said),
  };
  const doors = await import('#publishing/doors.ts');
  const profile = await withLibrary(data, (library) => doors.addProfile(library, given));
  if (json) return printJson(profile);
  await printLine(`Added “${oneLine(profile.name)}”. “tandem profiles test” with this name tries it.`);
}

async function changeProfile(name: string, { data, json, ...said }: Said): Promise<void> {
  const secretRef = secretIn(said);
  const { url } = said;
  const options = optionsIn(said);
  if (url === undefined && secretRef === undefined && Object.keys(options).length === 0)
    throw new Refusal('badInput', 'Say what to change: --url, --secret-env, --secret-keychain or --option.');
  const doors = await import('#publishing/doors.ts');
  const { profile } = await withLibrary(data, async (library) => {
    const before = await library.profile(name);
    const own = { url: url ?? before.url, secretRef: secretRef ?? before.secretRef };
    const given = { ...before, ...own, options: withoutBlanks({ ...before.options, ...options }) };
    return doors.changeProfile(library, withoutBlanks(given), { now: () => new Date() });
  });
  if (json) return printJson(profile);
  await printLine(
    `Changed “${oneLine(profile.name)}”. What waits in the queue was approved for the profile as it was: “tandem publish --dry-run” shows what to approve anew.`,
  );
}

/** Where the secret is said to stand; '' where there is none any more, undefined where nothing is said. */
function secretIn({ secretEnv, secretKeychain }: Said): string | undefined {
  if (secretEnv !== undefined && secretKeychain !== undefined)
    throw new Refusal('badInput', 'Name the secret once: by --secret-env or by --secret-keychain.');
  if (secretEnv !== undefined) return secretEnv && `env:${secretEnv}`;
  return secretKeychain && `keychain:${secretKeychain}`;
}

const optionsIn = ({ option = [] }: Said): Record<string, string> => Object.fromEntries(option.map(pairOf));

/** Without what is '' or not there. */
const withoutBlanks = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')) as T;

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Refusal('badInput', 'An option is written as key=value, such as --option lanes=Email.');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

async function listProfiles({ data, json }: Options): Promise<void> {
  const profiles = await withLibrary(data, (library) => library.profiles());
  if (json) return printJson({ profiles });
  if (profiles.length === 0)
    return note('There is no profile yet. “tandem profiles add --help” explains how to add one.');
  for (const profile of profiles) await printLine(inShort(profile));
}

const inShort = ({ name, target, url, secretRef, options }: Profile) =>
  [
    oneLine(name),
    target,
    url ?? '',
    secretRef ?? '',
    ...Object.entries(options).map(([key, value]) => `${oneLine(key)}=${oneLine(value)}`),
  ]
    .filter(Boolean)
    .join('  ');

async function testProfile(name: string, { data, json }: Options): Promise<void> {
  const doors = await import('#publishing/doors.ts');
  const { profile, sentence } = await withLibrary(data, (library) => doors.tryProfile(library, name, () => new Date()));
  if (json) return printJson({ profile: profile.name, sentence });
  await printLine(oneLine(sentence));
}

async function removeProfile(name: string, { data, json }: Options): Promise<void> {
  const doors = await import('#publishing/doors.ts');
  await withLibrary(data, (library) => doors.removeProfile(library, name));
  if (json) return printJson({ removed: name });
  await printLine(`Removed “${oneLine(name)}”.`);
}

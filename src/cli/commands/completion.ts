import { Argument, type Command } from 'commander';
import { printLine } from '../output.ts';

/** What a shell offers while somebody types a command: its commands, its options, and files. Made from the commands themselves. */

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print what makes a shell complete the commands.')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
bash: tandem completion bash >> ~/.bashrc
zsh:  tandem completion zsh >> ~/.zshrc
fish: tandem completion fish > ~/.config/fish/completions/tandem.fish`,
    )
    .action(async (shell: Shell) => printLine(shell === 'fish' ? fishScript(program) : bashScript(program, shell)));
}

interface Node {
  /** `import plan`. */
  path: string;
  commands: string[];
  options: { flag: string; description: string; choices: string[] }[];
}

function nodesOf(command: Command, path: string[] = []): Node[] {
  const options = command.createHelp().visibleOptions(command);
  const own = {
    path: path.join(' '),
    commands: command.commands.map((one) => one.name()),
    options: options.flatMap(({ long, description, argChoices = [] }) =>
      long ? [{ flag: long, description, choices: [...argChoices] }] : [],
    ),
  };
  return [own, ...command.commands.flatMap((one) => nodesOf(one, [...path, one.name()]))];
}

/** For zsh as well, which has bash's way of completing. */
function bashScript(program: Command, shell: 'bash' | 'zsh'): string {
  const nodes = nodesOf(program);
  const choices = nodes.flatMap(({ path, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .map((option) => `    '${path} ${option.flag}') words='${option.choices.join(' ')}' ;;`),
  );
  const words = nodes.map(
    ({ path, commands, options }) =>
      `      '${path}') words='${[...commands, ...options.map(({ flag }) => flag)].join(' ')}' ;;`,
  );
  const nested = nodes.filter(({ path, commands }) => path !== '' && commands.length > 0).map(({ path }) => path);
  return `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_tandem() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path='' words=''
  if [ "$COMP_CWORD" -gt 1 ]; then path="\${COMP_WORDS[1]}"; fi
  case "$path" in ${nested.join('|')}) if [ "$COMP_CWORD" -gt 2 ]; then path="$path \${COMP_WORDS[2]}"; fi ;; esac
  case "$path $before" in
${choices.join('\n')}
    *) case "$path" in
${words.join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  case "$word" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$word")) ;; esac
}
complete -o filenames -F _tandem tandem`;
}

function fishScript(program: Command): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = nodesOf(program).flatMap(({ path, commands, options }) => {
    const [first, second] = path.split(' ');
    const seen =
      second === undefined
        ? `__fish_seen_subcommand_from ${first}`
        : `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
    const when = path === '' ? '__fish_use_subcommand' : seen;
    return [
      ...commands.map((name) => `complete -c tandem -n ${quoted(when)} -a ${name}`),
      ...options.map(({ flag, description, choices }) => {
        const given = choices.length === 0 ? '' : ` -x -a ${quoted(choices.join(' '))}`;
        return `complete -c tandem -n ${quoted(when)} -l ${flag.slice(2)}${given} -d ${quoted(description)}`;
      }),
    ];
  });
  return lines.join('\n');
}

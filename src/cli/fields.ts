/** What the command line calls what a sentence of the studio is about. The window has a field for it; here it is an option. */

const CALLED: Record<string, string> = {
  url: 'That is --url.',
  secret: 'That is --secret-env.',
  encoding: 'That is --encoding.',
  options: '“tandem profiles add --help” lists the options.',
  profile: '“tandem profiles list” shows the profiles.',
  journal: 'That is “tandem journal --sent KEY” or “--again KEY”.',
  key: '“tandem journal --json” shows the keys.',
  // An argument, which is called nothing.
  name: '',
};

export function withOption(sentence: string, field: string | undefined): string {
  if (field === undefined) return sentence;
  const [all] = field.split('.');
  const ofOption = `That is --option ${field}=VALUE${field === all ? '' : `, or --option ${all}=VALUE for everyone`}.`;
  return `${sentence} ${CALLED[field] ?? ofOption}`.trim();
}

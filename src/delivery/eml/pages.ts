import type { Campaign } from '#campaign/document.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { indexOf } from '../fileIndex.ts';
import { messageFiles } from '../messages.ts';
import { mailContent } from './eml.ts';

/**
 * One page a message: the HTML that its mail has, for mailing systems that are given it. The logo of the brand stands in the page itself, since there
 * is no mail that it could be a part of.
 */
export async function writeMailPages(campaign: Campaign, context: ExportContext): Promise<Export> {
  const made = await messageFiles(campaign, context, { target: 'html', channel: 'email', name: 'email' });
  const { messages, problems, isRefused } = made;
  if (isRefused) return { files: [], problems };
  const files = messages.map(({ name, id, delivery }) => {
    const { html, logo, logoId } = mailContent(campaign, delivery, id);
    const page = logo === undefined ? html : html.replace(`src="cid:${logoId}"`, () => `src="${logo}"`);
    return textFile(`${name}.html`, page, 'text/html; charset=utf-8');
  });
  const index = await indexOf(campaign, made, { target: 'html', note: NOTE, extension: 'html', files }, context);
  files.push(...index.files);
  problems.push(...index.problems);
  return { files, problems };
}

const NOTE =
  'Each file is the HTML of a mail: paste it into your mailing system, with the subject that is its title, and send it at its time.';

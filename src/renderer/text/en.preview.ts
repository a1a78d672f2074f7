import { vocabularies } from '#language/vocabulary.ts';

const { channel } = vocabularies.learning;

/** A message as its readers get it. */
export const preview = {
  'preview.open': 'See it as it is read',
  'preview.message': 'Message',
  'preview.segment': 'As read by',
  'preview.look': 'Where it is read',
  'preview.look.email': channel.email,
  'preview.look.slack': channel.slack,
  'preview.look.teams': channel.teams,
  'preview.missing': 'The plan has no value for {tokens} here. Fill it in, or take it out of the message.',
  'preview.blank': 'Nothing is written yet. Give the message a subject or a text.',
} as const;

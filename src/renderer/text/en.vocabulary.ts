import { capital, vocabularies, type Vocabulary } from '#language/vocabulary.ts';

/** The product's vocabulary as keys of the catalogue. */

type Keyed<Prefix extends string, Name extends string> = Record<`${Prefix}.${Name}`, string>;

const keyed = <Prefix extends string, Name extends string>(prefix: Prefix, words: Record<Name, string>) =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${prefix}.${name}`, text])) as Keyed<Prefix, Name>;

type Form = keyof Vocabulary['metricVerb']['aware'];

const forms = ({ metricVerb }: Vocabulary) =>
  Object.fromEntries(
    Object.entries(metricVerb).flatMap(([metric, verb]) =>
      Object.entries(verb).map(([form, text]) => [`goals.metric.${metric}.${form}`, text]),
    ),
  ) as Keyed<'goals.metric', `${keyof Vocabulary['metricVerb']}.${Form}`>;

const capitals = <Name extends string>(words: Record<Name, string>) =>
  Object.fromEntries(Object.entries<string>(words).map(([name, text]) => [name, capital(text)])) as Record<
    Name,
    string
  >;

const messagesOf = (words: Vocabulary) => ({
  ...keyed('direction', words.direction),
  ...keyed('channel', words.channel),
  ...keyed('cadence', words.cadence),
  ...keyed('status', words.status),
  ...keyed('phaseKind', words.phaseKind),
  ...keyed('eventKind', words.eventKind),
  ...keyed('metric', words.metric),
  ...keyed('stage', words.stage),
  ...keyed('chance', capitals(words.chance)),
  ...forms(words),
});

export const vocabulary = messagesOf(vocabularies.learning);
type Key = keyof typeof vocabulary;
/** What a career campaign calls otherwise. */
export const careerVocabulary = Object.fromEntries(
  Object.entries(messagesOf(vocabularies.career)).filter(([key, text]) => text !== vocabulary[key as Key]),
) as Partial<Record<Key, string>>;

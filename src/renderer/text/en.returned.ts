export const returned = {
  'returned.title': 'A table of this plan came back',
  'returned.lead': '“{name}” has {rows} rows, of which {same} were left as they are.',
  'returned.nothing': 'Nothing in it is otherwise.',
  'returned.differences.one': '{count} touchpoint is otherwise. Tick it to take it over.',
  'returned.differences.other': '{count} touchpoints are otherwise. Tick those to take over.',
  'returned.all': 'Tick all',
  'returned.none': 'Tick none',
  'returned.kind.changed': 'Changed',
  'returned.kind.added': 'New',
  'returned.kind.removed': 'Gone from the table',
  'returned.row.one': 'row {rows}',
  'returned.row.other': 'rows {rows}',
  'returned.asked':
    'The plan may have gone on since the table was exported, so this is left as it is unless you tick it.',
  'returned.questions': 'What was not understood',
  'returned.takeOver.one': 'Take over {count}',
  'returned.takeOver.other': 'Take over {count}',
  'returned.asNew': 'Add its rows as new instead…',
  'returned.done.one': '{count} difference was taken over from the table.',
  'returned.done.other': '{count} differences were taken over from the table.',
  'returned.refused':
    'The plan has changed meanwhile, so that these cannot be taken over together. Close this and drop the table again.',
} as const;

/** Why the library did not do what it was asked. The message is meant for people: what happened and what to do. */
export class StoreError extends Error {
  readonly code: 'notFound' | 'conflict' | 'refused' | 'unreadable' | 'tooNew' | 'busy' | 'full' | 'gone';
  constructor(code: StoreError['code'], message: string) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
  }
}

import { EventEmitter } from 'node:events';

/** Members that promises, the console and the loader look for on any object. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'default',
  '$$typeof',
  'asymmetricMatch',
]);

/** The object, except that whatever it does not have throws by its name. What a test sets on it (to stub a dialog) stays. */
export function strict<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || ASKED_OF_ANYTHING.has(key)) {
        const value: unknown = Reflect.get(target, key);
        return typeof value === 'function' && key !== 'constructor' ? (value.bind(target) as unknown) : value;
      }
      throw new Error(`The Electron double does not implement ${name}.${key}.`);
    },
  });
}

/** An emitter that refuses listeners for events that the double never sends, so that no handler is silently dead. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #known: ReadonlySet<string>;
  readonly #never: ReadonlySet<string>;

  /** `never`: events that real Electron has and that cannot happen here. */
  constructor(name: string, known: string[], never: string[] = []) {
    super();
    this.#name = name;
    this.#known = new Set(known);
    this.#never = new Set(never);
    this.on('newListener', (event: string) => {
      if (event === 'removeListener' || this.#known.has(event) || this.#never.has(event)) return;
      throw new Error(`The Electron double never sends ${this.#name}'s “${event}”.`);
    });
  }

  /** Sends an event whose first value can be used to prevent what comes next; whether it was. */
  offer(event: string, details: object, ...values: unknown[]): boolean {
    let isPrevented = false;
    const preventable = {
      ...details,
      get defaultPrevented() {
        return isPrevented;
      },
      preventDefault() {
        isPrevented = true;
      },
    };
    this.emit(event, preventable, ...values);
    return isPrevented;
  }
}

/** One part says what it can do while it is there, and others ask it by name: they need not know each other. */
export interface Registry<T> {
  /** Takes the place of whoever stood there; what is returned gives it up, where it is still held. */
  register: (wanted: T) => () => void;
  current: () => T | null;
}

export function registry<T>(): Registry<T> {
  let held: T | null = null;
  return {
    register(wanted) {
      held = wanted;
      return () => {
        if (held === wanted) held = null;
      };
    },
    current: () => held,
  };
}

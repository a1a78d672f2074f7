/**
 * Text of a script for both worlds of a page, the page's own and the preload's: `joinWorlds(me, other)` passes values between
 * them by synchronous events, whose `detail` Chromium clones. Functions and promises become stand-ins.
 */
// oxlint-disable-next-line no-unused-vars -- Used by the script that this text is put before.
function joinWorlds(me, other) {
  const functions = [];
  const settlers = new Map();
  const results = new Map();
  let lastId = 0;

  const tell = (message) => window.dispatchEvent(new CustomEvent(`electron-double:${other}`, { detail: message }));

  function encode(value) {
    if (typeof value === 'function') return { function: functions.push(value) - 1 };
    if (value instanceof Promise) {
      const promise = `${me}-${++lastId}`;
      value.then(
        (result) => tell({ kind: 'settled', promise, isFulfilled: true, value: encode(result) }),
        (error) =>
          tell({ kind: 'settled', promise, isFulfilled: false, value: { plain: String(error?.message ?? error) } }),
      );
      return { promise };
    }
    if (Array.isArray(value)) return { list: value.map(encode) };
    if (
      value !== null &&
      typeof value === 'object' &&
      [Object.prototype, null].includes(Object.getPrototypeOf(value))
    ) {
      return { entries: Object.entries(value).map(([key, item]) => [key, encode(item)]) };
    }
    return { plain: value };
  }

  function decode(coded) {
    if ('function' in coded) return (...values) => callOther(coded.function, values);
    if ('promise' in coded) {
      return new Promise((resolve, reject) => settlers.set(coded.promise, { resolve, reject }));
    }
    if ('list' in coded) return coded.list.map(decode);
    if ('entries' in coded) return Object.fromEntries(coded.entries.map(([key, item]) => [key, decode(item)]));
    return coded.plain;
  }

  function callOther(index, values) {
    const call = `${me}-${++lastId}`;
    tell({ kind: 'call', call, index, values: encode(values) });
    const result = results.get(call);
    results.delete(call);
    if (!result) throw new Error('The Electron double lost the other world of this page.');
    if (result.error !== undefined) throw new Error(result.error);
    return decode(result.value);
  }

  const exposed = [];
  const receivers = {
    call({ call, index, values }) {
      try {
        tell({ kind: 'result', call, value: encode(functions[index](...decode(values))) });
      } catch (error) {
        tell({ kind: 'result', call, error: String(error?.message ?? error) });
      }
    },
    result: ({ call, ...result }) => results.set(call, result),
    settled({ promise, isFulfilled, value }) {
      const { resolve, reject } = settlers.get(promise);
      settlers.delete(promise);
      if (isFulfilled) resolve(decode(value));
      else reject(new Error(decode(value)));
    },
    expose({ key, value }) {
      if (Object.hasOwn(window, key)) return;
      const freeze = (object) => {
        if (object !== null && typeof object === 'object') Object.values(Object.freeze(object)).forEach(freeze);
        return object;
      };
      Object.defineProperty(window, key, { value: freeze(decode(value)), enumerable: true });
    },
    // Whichever world begins first, the page's gets everything that is exposed.
    hello: () => exposed.forEach((item) => tell(item)),
  };
  window.addEventListener(`electron-double:${me}`, ({ detail }) => receivers[detail.kind](detail));
  tell({ kind: 'hello' });

  return {
    expose(key, api) {
      const item = { kind: 'expose', key, value: encode(api) };
      exposed.push(item);
      tell(item);
    },
    /** A function of the other world by its place in the order in which it was encoded there. */
    callOther,
  };
}

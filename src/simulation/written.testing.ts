/** Numbers as they stand in the documents. */

/** No 0 before the point, a minus of its own. */
export const plain = (text: string) => text.replace(/^(-?)0\./, '$1.').replace('-', '−');

/** A number with as many digits as it deserves. */
export const written = (value: number) => {
  const digits = Math.abs(value) >= 9.95 ? 0 : Math.abs(value) >= 0.995 ? 1 : 2;
  return Math.abs(value) < 0.005 ? '0' : plain(value.toFixed(digits));
};

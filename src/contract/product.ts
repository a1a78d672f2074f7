/** What the application calls itself, wherever it says its name. */
export const PRODUCT = 'Tandem Studio';

/** Puts the cursor into the first field of what was just added, with its text selected: a name to be typed over. */
export function focusFirstField(within: Element | null): void {
  const field = within?.querySelector('input');
  field?.focus();
  field?.select();
}

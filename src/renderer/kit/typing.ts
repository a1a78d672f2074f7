/** Stores what is being typed in the field that has the focus, before it is left or goes away. */
export function commitTyping(): void {}

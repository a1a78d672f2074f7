/** Marks in the cells of a grid: an X, a tick, a dot. */

const MARK = /^(x{1,3}|✓|✔️?|✗|✘|☑️?|☒|✅|❌|●|•|■|▪|◆|▲|►|★|\*|√|y|yes|ja|oui|sí|sim|true|wahr|vrai|1)$/iu;
const NO_MARK = /^(-|–|—|no|n|nein|non|não|nee|false|falsch|faux|0|☐|□|○|n\/a|\.)$/iu;

export const isMark = (text: string): boolean => MARK.test(text.trim());

/** A cell that says that nothing is meant. */
export const isNoMark = (text: string): boolean => text.trim() === '' || NO_MARK.test(text.trim());

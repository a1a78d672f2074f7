const shareOfDay = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) / 1440;

/** The quiet hours as shares of one day; hours over midnight are two stretches. */
export function quietSpans(quietFrom: string, quietUntil: string): (readonly [number, number])[] {
  const [from, until] = [shareOfDay(quietFrom), shareOfDay(quietUntil)];
  if (from === until) return [];
  const spans = from < until ? ([[from, until]] as const) : ([[0, until] as const, [from, 1] as const] as const);
  return spans.filter(([begin, end]) => end > begin);
}

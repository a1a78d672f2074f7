/** What went wrong, read out as it comes. */
export const Trouble = ({ text }: { text: string }) => (
  <p className="work-note" data-tone="problem" role="alert">
    {text}
  </p>
);

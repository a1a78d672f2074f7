/** Drawings for places where nothing is yet. Push is angular and warm, pull round and cool, as everywhere. */

function Plan() {
  return (
    <svg viewBox="0 0 320 132" width="320" height="132" className="picture">
      <path className="picture-line" d="M8 20.5h304M8 53.5h304M8 86.5h304M8 119.5h304" />
      <path className="picture-today" d="M118.5 8v120" />
      <path className="picture-push" d="M20 28h62l9 9-9 9H20z" />
      <path className="picture-push" d="M108 61h38l9 9-9 9h-38z" />
      <path className="picture-push" d="M228 28h22l9 9-9 9h-22z" />
      <path className="picture-pull" d="M200 70a8 8 0 0 1 8-8h76v16h-76a8 8 0 0 1-8-8z" />
      <path className="picture-pull" d="M62 103a8 8 0 0 1 8-8h112v16H70a8 8 0 0 1-8-8z" />
      <path className="picture-ghost" d="M206 103a8 8 0 0 1 8-8h84v16h-84a8 8 0 0 1-8-8z" />
      <path className="picture-ghost" d="M116 28h52l9 9-9 9h-52z" />
    </svg>
  );
}

function Search() {
  return (
    <svg viewBox="0 0 160 80" width="160" height="80" className="picture">
      <path className="picture-line" d="M8 20.5h144M8 44.5h144M8 68.5h144" />
      <path className="picture-ghost" d="M20 25h32l7 7-7 7H20z" />
      <path className="picture-ghost" d="M96 56a7 7 0 0 1 7-7h40v14h-40a7 7 0 0 1-7-7z" />
      <circle className="picture-lens" cx="78" cy="40" r="18" />
      <path className="picture-lens" d="m91 53 12 12" />
    </svg>
  );
}

function People() {
  return (
    <svg viewBox="0 0 240 96" width="240" height="96" className="picture">
      <path className="picture-line" d="M8 88.5h224" />
      {[36, 78, 162, 204].map((x) => (
        <g key={x} className="picture-ghost">
          <circle cx={x} cy="44" r="11" />
          <path d={`M${x - 18} 88a18 24 0 0 1 36 0z`} />
        </g>
      ))}
      <g className="picture-pull">
        <circle cx="120" cy="32" r="14" />
        <path d="M96 88a24 32 0 0 1 48 0z" />
      </g>
    </svg>
  );
}

function Flag() {
  return (
    <svg viewBox="0 0 240 96" width="240" height="96" className="picture">
      <path className="picture-line" d="M8 88.5h224" />
      <path className="picture-curve" d="M12 86c60 0 80-8 110-36s44-34 78-36" />
      <path className="picture-goal" d="M200.5 88V8h26l-6 8 6 8h-26" />
    </svg>
  );
}

function Weather() {
  return (
    <svg viewBox="0 0 240 96" width="240" height="96" className="picture">
      <path className="picture-line" d="M8 88.5h224" />
      <path className="picture-event" d="M60 24h44v64H60zM156 44h28v44h-28z" />
      <path className="picture-curve" d="M12 70c24 0 34-2 52-14s36 22 62 14 30-30 54-16 30 2 48-8" />
    </svg>
  );
}

export const Pictures = { Plan, Search, People, Flag, Weather };

import { TEMPLATES } from '../src/campaign/templates/templates.ts';
import { drawnBands, largestDistance } from '../src/simulation/forecast/bands.testing.ts';
import { compile } from '../src/simulation/plan/compile.ts';

/**
 * Finds the design of the immediate forecast whose bands lie nearest to those of many draws on the templates: SEED in simulation/forecast/design.ts. To be run
 * after whatever changes the model's numbers: `node_modules/.bin/node bench/design.ts 300`. Prints the best ten, the worst template of each in points.
 */

const seeds = Number(process.argv[2] ?? 300);
const drawn = TEMPLATES.map((template) =>
  drawnBands(compile(template.build({ start: '2027-01-11' }), { scale: 1000 })),
);
const found = Array.from({ length: seeds }, (_, design) => ({
  design,
  points: Math.max(...drawn.map((bands) => largestDistance(bands, { design }).points)),
}));
for (const { design, points } of found.toSorted((a, b) => a.points - b.points).slice(0, 10))
  console.log(`${design}: ${points.toFixed(2)} points at most`);

import { createRequire } from 'node:module';

/** The contagion of ../contagion.ts in two libraries for agent-based models. Each gives the share of learners in use after the last day. */

// The bundle of AgentScript asks for a canvas when it is imported, and does not use it without a view.
globalThis.OffscreenCanvas ??= class {
  getContext() {
    return {};
  }
};
const { Model } = await import('agentscript');
const { Agent, Environment } = createRequire(import.meta.url)('flocc');

const [UNAWARE, AWARE, TRIED, USING, LAPSED] = [0, 1, 2, 3, 4];

/** One learner's next stage, from two random numbers. */
function next(stage, chances, influence) {
  switch (stage) {
    case UNAWARE:
      return Math.random() < chances.hears ? AWARE : UNAWARE;
    case AWARE:
      return Math.random() < 1 - Math.exp(-chances.pull - chances.peers * influence) ? TRIED : AWARE;
    case TRIED:
      if (Math.random() >= chances.leaves) return TRIED;
      return Math.random() < chances.takesUp ? USING : LAPSED;
    case USING:
      return Math.random() < chances.lapses ? LAPSED : USING;
    default:
      return stage;
  }
}

export function inFlocc(learners, days, chances) {
  const environment = new Environment({ width: 1, height: 1 });
  let influence = 0;
  const tick = (agent) => agent.set('stage', next(agent.get('stage'), chances, influence));
  for (let made = 0; made < learners; made++) {
    const agent = new Agent();
    agent.set('stage', UNAWARE);
    agent.set('tick', tick);
    environment.addAgent(agent);
  }
  const using = () => environment.getAgents().filter((agent) => agent.get('stage') === USING).length / learners;
  for (let day = 0; day < days; day++) {
    influence = using();
    environment.tick();
  }
  return using();
}

export function inAgentScript(learners, days, chances) {
  class Contagion extends Model {
    influence = 0;
    setup() {
      this.turtles.create(learners, (turtle) => (turtle.stage = UNAWARE));
    }
    using() {
      return this.turtles.with((turtle) => turtle.stage === USING).length / learners;
    }
    step() {
      this.influence = this.using();
      this.turtles.ask((turtle) => (turtle.stage = next(turtle.stage, chances, this.influence)));
    }
  }
  const model = new Contagion({ minX: 0, maxX: 0, minY: 0, maxY: 0 });
  model.setup();
  for (let day = 0; day < days; day++) model.step();
  return model.using();
}

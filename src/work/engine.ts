export { describeModel } from '#simulation/model/described.ts';
export { ENGINE_VERSION } from '#simulation/plan/compile.ts';

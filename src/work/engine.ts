export { describeModel } from '#simulation/model/described.ts';

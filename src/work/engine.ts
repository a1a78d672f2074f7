export { ENGINE_VERSION } from '#simulation/plan/compile.ts';

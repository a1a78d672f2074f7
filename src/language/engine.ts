import { ENGINE_VERSION } from '#campaign/engine.ts';

/** Says that figures noted of a plan before were another engine's (null: nobody knows whose), in the window and on the command line. */
export const earlierEngineInWords = (earlier: string | null): string =>
  earlier === null
    ? `Figures of this plan that you noted before may be of an earlier engine: this is engine ${ENGINE_VERSION}, which may give others for the same plan and seed.`
    : `Figures of this plan so far were of engine ${earlier}: this is engine ${ENGINE_VERSION}, which gives others for the same plan and seed.`;

import type { Progress } from './progress.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** What does the tasks of a work: threads, or the calling thread itself. Whoever asks for a work lends it hands. */
export interface Hands {
  /** Tasks of one work that are done side by side. */
  readonly size: number;
  run<T extends TaskName>(task: T, input: TaskInput<T>, options?: RunOptions): Promise<TaskOutput<T>>;
}

/** What whoever waits for a work wants to hear of it, and how to stop it. */
export interface Told {
  progress?: Progress | undefined;
  /** Rejects with “cancelled” at once; what has not begun never does, and what has begun works no longer than a short grace. */
  signal?: AbortSignal | undefined;
}

export interface RunOptions extends Told {
  /** Goes before what is waiting: an answer that somebody looks at. */
  urgent?: boolean;
  /** How many tasks of about the same length the work still has after this one. */
  following?: number;
}

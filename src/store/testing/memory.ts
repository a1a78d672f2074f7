import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where tests with thousands of edits keep their libraries: they wait for the disk otherwise. That an edit is on the disk is tested by killing. */
export const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

import { useMemo } from 'react';
import { firstOf, type Take } from '../kit/drag/hand.ts';
import { takingSends } from '../series/carrySend.ts';
import type { DragLabel } from './dragLabel.ts';
import { takingMarks } from './gestures.ts';
import { takingLanes } from './laneHeads.ts';
import { takingCanvas } from './marquee.ts';
import type { World } from './useWorld.ts';

/** All that a hand may take hold of on the timeline: what is placed there, the heads of lanes, the empty canvas. */
export const useTake = (world: World, label: DragLabel): Take =>
  useMemo(
    () =>
      firstOf(
        takingSends(() => world.drawn.current.scale.pixelsPerDay),
        takingMarks(world, label),
        takingLanes(world),
        takingCanvas(world),
      ),
    [world, label],
  );

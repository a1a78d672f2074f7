import { Trash2 } from 'lucide-react';
import type { Command } from '#campaign/commands.ts';
import { Button } from '../kit/controls.tsx';
import { executeWithOffer } from '../session/offers.ts';

interface RemoveFootProps {
  label: string;
  command: Command;
  /** What is told when it is gone, beside the offer to undo. */
  told: string;
}

/** The foot of an open row, which takes its item away. */
export function RemoveFoot({ label, command, told }: RemoveFootProps) {
  return (
    <div className="screen-row-foot">
      <Button look="quiet" icon={<Trash2 aria-hidden />} onPress={() => executeWithOffer(command, told)}>
        {label}
      </Button>
    </div>
  );
}

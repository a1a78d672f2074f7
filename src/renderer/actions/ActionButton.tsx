import { IconButton } from '../kit/controls.tsx';
import { actionOf, keysIn } from './actions.ts';

/** An action of the table as a button with its icon. */
export function ActionButton({ id, isDisabled = false }: { id: string; isDisabled?: boolean }) {
  const action = actionOf(id);
  const { icon: Icon } = action;
  const keys = keysIn(action);
  return (
    <IconButton
      label={action.words()}
      {...(keys === undefined ? {} : { keys })}
      isDisabled={isDisabled}
      // The selection may have changed since it was drawn.
      onPress={() => action.isPossible() && action.run()}
    >
      <Icon aria-hidden />
    </IconButton>
  );
}

/** Those of these actions that can be done. */
export const ActionButtons = ({ ids }: { ids: readonly string[] }) =>
  ids.filter((id) => actionOf(id).isPossible()).map((id) => <ActionButton key={id} id={id} />);

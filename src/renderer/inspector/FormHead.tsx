import type { ReactNode } from 'react';
import { ActionButtons } from '../actions/ActionButton.tsx';
import { MoreMenu } from '../actions/MoreMenu.tsx';
import { isPlaced } from '../items/place.ts';
import { Landing } from './Landing.tsx';
import { CloseDetails } from './CloseDetails.tsx';

/** What is offered beside the name; the rest stands in the menu. */
const HEAD_ACTIONS = ['duplicate', 'shelve', 'moveTo', 'delete'];

/** Head of a form: what it is, and what can be done to it as a whole. */
export function FormHead({
  kind,
  ids,
  title,
  children,
}: {
  kind: string;
  ids: string[];
  title: string;
  children?: ReactNode;
}) {
  return (
    <header className="inspector-head">
      <h2>{title}</h2>
      {children}
      {/* A lane has its buttons below, with what they take along. */}
      {kind === 'lane' ? null : <ActionButtons ids={HEAD_ACTIONS} />}
      <MoreMenu ground={kind === 'lane' || kind === 'idea' ? kind : 'item'} name={title} />
      <CloseDetails />
      {isPlaced(kind) && ids.length === 1 ? <Landing place={{ kind, id: ids[0]! }} /> : null}
    </header>
  );
}

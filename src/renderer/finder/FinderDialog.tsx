import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components';
import type { Kind } from '#campaign/document.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { dayFormats, monthNames } from '../locale.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { entriesFor, type Entry, type Section } from './entries.ts';
import './finder.css';

export interface FinderAction {
  id: string;
  name: string;
  keys?: string;
  run: () => void;
}

interface FinderDialogProps {
  actions: readonly FinderAction[];
  /** Brings something of the campaign into view, on the screen where it is. */
  onItem: (kind: Kind, id: string) => void;
  onDay: (day: number) => void;
  onTactic: (id: string) => void;
  onClose: () => void;
}

/** Everything by its name: actions, what is in the plan, tactics to add, days to go to. */
export function FinderDialog({ actions, onItem, onDay, onTactic, onClose }: FinderDialogProps) {
  const campaign = useCampaign();
  const [typed, setTyped] = useState('');
  const entries = useMemo(() => {
    const laneOf = new Map(campaign.touchpoints.map(({ id, laneId }) => [id, laneId]));
    const laneNames = new Map(campaign.lanes.map(({ id, name }) => [id, name]));
    const about = (kind: Kind, id: string) =>
      kind === 'touchpoint' ? (laneNames.get(laneOf.get(id) ?? '') ?? '') : t(`finder.kind.${kind}`);
    return entriesFor(
      { campaign, tactics: TACTICS, actions, months: monthNames, sayDay: (day) => dayFormats.dated(day), about },
      typed,
    );
  }, [campaign, actions, typed]);

  function act({ does }: Entry): void {
    onClose();
    // The finder is gone, and has given the focus back, before something else takes it.
    setTimeout(() => {
      if (does.type === 'action') actions.find(({ id }) => id === does.action)?.run();
      else if (does.type === 'day') onDay(does.day);
      else if (does.type === 'item') onItem(does.kind, does.id);
      else onTactic(does.id);
    });
  }

  const sections = [...Map.groupBy(entries, ({ section }) => section)];
  return (
    <ModalOverlay className="scrim finder-scrim" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="finder-modal">
        <Dialog aria-label={t('finder.title')} className="finder">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            {/* Whoever opened it wants to type. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <SearchField aria-label={t('finder.title')} autoFocus className="finder-field">
              <Input placeholder={t('finder.placeholder')} />
            </SearchField>
            <Menu
              aria-label={t('finder.list')}
              className="finder-list"
              renderEmptyState={() => <p className="soft finder-none">{t('finder.none', { typed })}</p>}
              onAction={(key) => {
                const entry = entries.find(({ id }) => id === key);
                if (entry) act(entry);
              }}
            >
              {sections.map(([section, own]) => (
                <Named key={section} section={section} entries={own} />
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Named({ section, entries }: { section: Section; entries: readonly Entry[] }) {
  return (
    <MenuSection id={section}>
      <Header className="finder-section">{t(`finder.section.${section}`)}</Header>
      {entries.map(({ id, name, about, keys, does }) => (
        <MenuItem key={id} id={id} textValue={name} className="finder-item">
          <Text slot="label" dir="auto">
            {does.type === 'day'
              ? t('finder.goTo', { day: name })
              : does.type === 'tactic'
                ? t('finder.add', { name })
                : name}
          </Text>
          {about && does.type !== 'day' ? (
            <Text slot="description" className="finder-about" dir="auto">
              {about}
            </Text>
          ) : null}
          {keys ? <kbd>{keys}</kbd> : null}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

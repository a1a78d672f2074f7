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
} from 'react-aria-components';
import type { Kind } from '#campaign/collections.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { dayFormats, monthNames } from '../locale.ts';
import { useCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { resultsFor, type Result, type Section } from './results.ts';
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
  const results = useMemo(() => {
    const laneOf = new Map(campaign.touchpoints.map(({ id, laneId }) => [id, laneId]));
    const laneNames = new Map(campaign.lanes.map(({ id, name }) => [id, name]));
    const about = (kind: Kind, id: string) =>
      kind === 'touchpoint' ? (laneNames.get(laneOf.get(id) ?? '') ?? '') : t(`finder.kind.${kind}`);
    return resultsFor(
      { campaign, tactics: TACTICS, actions, months: monthNames, sayDay: (day) => dayFormats.dated(day), about },
      typed,
    );
  }, [campaign, actions, typed]);

  function act({ does }: Result): void {
    onClose();
    // The finder is gone, and has given the focus back, before something else takes it.
    setTimeout(() => {
      if (does.type === 'action') actions.find(({ id }) => id === does.action)?.run();
      else if (does.type === 'day') onDay(does.day);
      else if (does.type === 'item') onItem(does.kind, does.id);
      else onTactic(does.id);
    });
  }

  const sections = [...Map.groupBy(results, ({ section }) => section)];
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
                const result = results.find(({ id }) => id === key);
                if (result) act(result);
              }}
            >
              {sections.map(([section, own]) => (
                <Named key={section} section={section} results={own} />
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Named({ section, results }: { section: Section; results: readonly Result[] }) {
  return (
    <MenuSection id={section}>
      <Header className="finder-section">{t(`finder.section.${section}`)}</Header>
      {results.map(({ id, name, about, keys, does }) => (
        // All that is seen of it is its name, for whoever says what they see.
        <MenuItem key={id} id={id} textValue={name} className="finder-item">
          <span dir="auto">
            {does.type === 'day'
              ? t('finder.goTo', { day: name })
              : does.type === 'tactic'
                ? t('finder.add', { name })
                : name}
          </span>
          {about && does.type !== 'day' ? (
            <span className="finder-about" dir="auto">
              {about}
            </span>
          ) : null}
          {keys ? <kbd>{keys}</kbd> : null}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

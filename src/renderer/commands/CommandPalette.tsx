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
import './commands.css';

export interface PaletteCommand {
  id: string;
  name: string;
  keys?: string;
  run: () => void;
}

interface CommandPaletteProps {
  commands: readonly PaletteCommand[];
  /** Brings something of the campaign into view, on the screen where it is. */
  onItem: (kind: Kind, id: string) => void;
  onDay: (day: number) => void;
  onTactic: (id: string) => void;
  onClose: () => void;
}

/** Everything by its name: commands, what is in the plan, tactics to add, days to go to. */
export function CommandPalette({ commands, onItem, onDay, onTactic, onClose }: CommandPaletteProps) {
  const campaign = useCampaign();
  const [typed, setTyped] = useState('');
  const entries = useMemo(() => {
    const laneOf = new Map(campaign.touchpoints.map(({ id, laneId }) => [id, laneId]));
    const laneNames = new Map(campaign.lanes.map(({ id, name }) => [id, name]));
    const about = (kind: Kind, id: string) =>
      kind === 'touchpoint' ? (laneNames.get(laneOf.get(id) ?? '') ?? '') : t(`commands.kind.${kind}`);
    return entriesFor(
      { campaign, tactics: TACTICS, commands, months: monthNames, sayDay: (day) => dayFormats.dated(day), about },
      typed,
    );
  }, [campaign, commands, typed]);

  function act({ does }: Entry): void {
    onClose();
    // The palette is gone, and has given the focus back, before something else takes it.
    setTimeout(() => {
      if (does.type === 'command') commands.find(({ id }) => id === does.command)?.run();
      else if (does.type === 'day') onDay(does.day);
      else if (does.type === 'item') onItem(does.kind, does.id);
      else onTactic(does.id);
    });
  }

  const sections = [...Map.groupBy(entries, ({ section }) => section)];
  return (
    <ModalOverlay className="scrim command-scrim" isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal className="command-modal">
        <Dialog aria-label={t('commands.title')} className="command-palette">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={t('commands.title')} autoFocus className="command-field">
              <Input placeholder={t('commands.placeholder')} />
            </SearchField>
            <Menu
              aria-label={t('commands.list')}
              className="command-list"
              renderEmptyState={() => <p className="soft command-none">{t('commands.none', { typed })}</p>}
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
      <Header className="command-section">{t(`commands.section.${section}`)}</Header>
      {entries.map(({ id, name, about, keys, does }) => (
        <MenuItem key={id} id={id} textValue={name} className="command-item">
          <Text slot="label" dir="auto">
            {does.type === 'day'
              ? t('commands.goTo', { day: name })
              : does.type === 'tactic'
                ? t('commands.add', { name })
                : name}
          </Text>
          {about && does.type !== 'day' ? (
            <Text slot="description" className="command-about" dir="auto">
              {about}
            </Text>
          ) : null}
          {keys ? <kbd>{keys}</kbd> : null}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

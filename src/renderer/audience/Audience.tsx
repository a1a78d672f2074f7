import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components';
import type { Campaign, Segment } from '#campaign/document.ts';
import { learnersInAll } from '#campaign/rolling.ts';
import { Button } from '../kit/controls.tsx';
import { formatCompact, formatNumber, formatShare } from '../locale.ts';
import { execute, select } from '../session/session.ts';
import { newId, useCampaign, useSelection } from '../session/shown.ts';
import { Pictures } from '../kit/Pictures.tsx';
import { removeSegment } from '../items/removing.ts';
import { Blank, Screen } from '../kit/Screen.tsx';
import { cityOf } from '../kit/zones.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { facts, kept, t } from '../text/text.ts';
import { agreed } from './agreed.ts';
import { languageName, ownLanguage } from './languages.ts';
import { SegmentForm } from './SegmentForm.tsx';
import './audience.css';

const ROW_HEIGHT = 60;

/** Who the campaign is for: the segments, and the chosen one to be changed. */
export function Audience() {
  const campaign = useCampaign();
  const selection = useSelection();
  const { segments } = campaign;
  const [fresh, setFresh] = useState<string | null>(null);
  const chosenId = selection?.kind === 'segment' ? selection.ids[0] : undefined;
  const chosen = segments.find(({ id }) => id === chosenId) ?? segments[0];
  const total = learnersInAll(campaign);

  const add = (segment: Segment, at: number) => {
    if (!execute({ type: 'addSegment', item: segment, at })) return;
    select({ kind: 'segment', ids: [segment.id] });
    setFresh(segment.id);
  };
  const addNew = () => add(newSegment(campaign), segments.length);
  const duplicate = (segment: Segment) =>
    add(
      {
        ...segment,
        id: newId('segment'),
        name: kept('audience.copyName', { name: segment.name.slice(0, 180) }),
      },
      segments.indexOf(segment) + 1,
    );

  const actions = (
    <>
      <Button icon={<Users aria-hidden />} onPress={() => openOverlay('importAudience')}>
        {t('audience.import')}
      </Button>
      <Button look="main" icon={<Plus aria-hidden />} onPress={addNew}>
        {t('audience.add')}
      </Button>
    </>
  );
  if (!chosen)
    return (
      <Screen title={t('audience.title')} lead={t('audience.lead')}>
        <div className="screen-section">
          <Blank picture={<Pictures.People />} title={t('audience.empty')} text={t('audience.emptyText')}>
            {actions}
          </Blank>
        </div>
      </Screen>
    );
  return (
    <Screen title={t('audience.title')} lead={t('audience.lead')} actions={actions} fixed>
      <div className="audience">
        <div className="audience-list">
          <p className="audience-total" title={formatNumber(total)}>
            <strong className="figure">
              {total < 1_000_000
                ? t('audience.learners', { count: total })
                : t('audience.learnersShort', { compact: formatCompact(total) })}
            </strong>
            <span className="soft figure">{t('audience.inSegments', { count: segments.length })}</span>
          </p>
          <SegmentList campaign={campaign} total={total} chosen={chosen} />
        </div>
        <SegmentForm
          key={chosen.id}
          campaign={campaign}
          segment={chosen}
          isFresh={chosen.id === fresh}
          onDuplicate={() => duplicate(chosen)}
          onRemove={() => void remove(campaign, chosen)}
        />
      </div>
    </Screen>
  );
}

interface SegmentListProps {
  campaign: Campaign;
  total: number;
  chosen: Segment;
}

function SegmentList({ campaign, total, chosen }: SegmentListProps) {
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
      <ListBox
        aria-label={t('audience.segments')}
        className="segment-list"
        items={campaign.segments}
        // What a row shows hangs on the whole list, not on its own segment only.
        dependencies={[total, campaign.rolling]}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[chosen.id]}
        onSelectionChange={(keys) => {
          const id = keys === 'all' ? undefined : keys.values().next().value;
          if (typeof id === 'string') select({ kind: 'segment', ids: [id] });
        }}
      >
        {(segment) => (
          <SegmentItem segment={segment} learners={learnersInAll({ ...campaign, segments: [segment] })} total={total} />
        )}
      </ListBox>
    </Virtualizer>
  );
}

function SegmentItem({ segment, learners, total }: { segment: Segment; learners: number; total: number }) {
  const { id, name, timeZone, language, frictionSteps } = segment;
  return (
    <ListBoxItem id={id} textValue={name} className="segment-item">
      <span className="segment-words">
        <span className="segment-name" dir="auto" title={name}>
          {name}
        </span>
        <span className="segment-facts">
          {facts(cityOf(timeZone), languageName(language), t('audience.steps', { count: frictionSteps }))}
        </span>
      </span>
      <span className="segment-size">
        <span className="figure">
          <strong title={formatNumber(learners)}>
            {learners < 1_000_000 ? formatNumber(learners) : formatCompact(learners)}
          </strong>
          <span className="segment-facts">{total > 0 ? formatShare(learners / total) : ''}</span>
        </span>
        <span className="share-bar" aria-hidden>
          <span style={{ inlineSize: `${(learners / Math.max(1, total)) * 100}%` }} />
        </span>
      </span>
    </ListBoxItem>
  );
}

function newSegment(campaign: Campaign): Segment {
  return {
    id: newId('segment'),
    name: t('audience.newName'),
    size: 100,
    timeZone: agreed(campaign.segments, 'timeZone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    language: agreed(campaign.segments, 'language') ?? ownLanguage(),
    channels: [],
    frictionSteps: 3,
    preferredTime: '09:00',
  };
}

async function remove({ segments }: Campaign, { id }: Segment): Promise<void> {
  const at = segments.findIndex((segment) => segment.id === id);
  const neighbour = segments[at + 1] ?? segments[at - 1];
  if ((await removeSegment(id)) && neighbour) select({ kind: 'segment', ids: [neighbour.id] });
}

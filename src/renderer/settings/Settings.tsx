import { BellRing, CalendarOff, Layers, Rows3, SlidersHorizontal, Sigma } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Kind } from '#campaign/collections.ts';
import { useCampaign, useSelection } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { Assumptions } from './Assumptions.tsx';
import { CampaignDetails } from './CampaignDetails.tsx';
import { ContactRules } from './ContactRules.tsx';
import { Lanes } from './Lanes.tsx';
import { Phases } from './Phases.tsx';
import { WorkingDays } from './WorkingDays.tsx';
import { Screen } from '../kit/Screen.tsx';
import './settings.css';

const PARTS = [
  { id: 'campaign', Icon: SlidersHorizontal, Part: CampaignDetails },
  { id: 'contact', Icon: BellRing, Part: ContactRules },
  { id: 'phases', Icon: Layers, Part: Phases },
  { id: 'workingDays', Icon: CalendarOff, Part: WorkingDays },
  { id: 'lanes', Icon: Rows3, Part: Lanes },
  { id: 'assumptions', Icon: Sigma, Part: Assumptions },
] as const;

/** The part that holds what is selected elsewhere. */
const PART_OF: Partial<Record<Kind, (typeof PARTS)[number]['id']>> = {
  phase: 'phases',
  lane: 'lanes',
  calendar: 'workingDays',
  assumption: 'assumptions',
};

/** The frame of the campaign and the parameters of its forecast. */
export function Settings() {
  const campaign = useCampaign();
  const selection = useSelection();
  const [part, setPart] = useState<string>(() => (selection && PART_OF[selection.kind]) ?? 'campaign');
  return (
    <Screen title={t('settings.title')} lead={t('settings.lead')}>
      <Tabs
        className="settings"
        orientation="vertical"
        selectedKey={part}
        onSelectionChange={(key) => setPart(String(key))}
      >
        <TabList aria-label={t('settings.parts')} className="settings-tabs">
          {PARTS.map(({ id, Icon }) => (
            <Tab key={id} id={id} className="settings-tab">
              <Icon aria-hidden />
              {t(`settings.tab.${id}`)}
            </Tab>
          ))}
        </TabList>
        {PARTS.map(({ id, Part }) => (
          <TabPanel key={id} id={id} className="settings-panel">
            <Part campaign={campaign} />
          </TabPanel>
        ))}
      </Tabs>
    </Screen>
  );
}

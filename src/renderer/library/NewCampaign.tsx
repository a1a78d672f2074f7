import { useMemo, useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { formatDay, lastDateOf } from '#campaign/calendar.ts';
import { TEMPLATES, type Template } from '#campaign/templates/templates.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { DateField } from '../kit/DateFields.tsx';
import { TextField } from '../kit/fields.tsx';
import { notify } from '../kit/notices.ts';
import { Dialog } from '../kit/overlays.tsx';
import { formatDate, today } from '../locale.ts';
import { t } from '../text/text.ts';
import { usualStart } from './list.ts';
import { Mix } from './Mix.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import './newCampaign.css';

interface NewCampaignProps {
  /** ISO date that is proposed; some weeks ahead, where absent. */
  start?: string | undefined;
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** A new campaign from a template. */
export function NewCampaign({ start: proposed, onClose, onCreated }: NewCampaignProps) {
  const [templateId, setTemplateId] = useState(TEMPLATES[0]!.id);
  const [start, setStart] = useState(() => proposed ?? formatDay(usualStart(today())));
  /** Empty until the person gives a name; the template's own stands in. */
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const template = TEMPLATES.find(({ id }) => id === templateId)!;
  const plan = useMemo(() => template.build({ start, name: template.name }), [template, start]);

  const create = async () => {
    setBusy(true);
    try {
      const { id } = await call('library.create', { templateId, start, name: name || template.name });
      onCreated(id);
    } catch (error) {
      setBusy(false);
      notify({ tone: 'problem', text: explain(error) });
    }
  };

  return (
    <Dialog
      title={t('library.newTitle')}
      onClose={onClose}
      size="large"
      keepOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t('library.cancel')}</Button>
          <Button look="main" isDisabled={isBusy} onPress={() => void create()}>
            {t('library.create')}
          </Button>
        </>
      }
    >
      <div className="new-campaign">
        <RadioGroup className="templates" value={templateId} onChange={setTemplateId}>
          <Label className="visually-hidden">{t('library.templates')}</Label>
          <div className="template-cards">
            {TEMPLATES.map((each) => (
              <TemplateCard key={each.id} template={each} />
            ))}
          </div>
        </RadioGroup>
        <div className="new-campaign-fields">
          <TextField
            label={t('library.name')}
            value={name || template.name}
            maxLength={LONGEST_NAME}
            required
            onCommit={setName}
          />
          <DateField
            label={t('library.start')}
            value={start}
            onCommit={setStart}
            hint={t('library.startHint', { end: formatDate(lastDateOf(plan), 'full') })}
          />
        </div>
      </div>
    </Dialog>
  );
}

function TemplateCard({ template }: { template: Template }) {
  const plan = useMemo(() => template.build({ start: '2027-01-11', name: template.name }), [template]);
  const push = plan.touchpoints.filter(({ direction }) => direction === 'push').length;
  return (
    <Radio value={template.id} className="template-card">
      <span className="template-picture">
        <Thumbnail campaign={plan} />
      </span>
      <span className="template-words">
        <span className="template-name">{template.name}</span>
        <span className="soft">{template.summary}</span>
        <span className="template-facts soft figure">
          <span>{template.audience}</span>
          <span>
            {t('library.template.weeks', { count: template.weeks })} ·{' '}
            {t('library.touchpoints', { count: plan.touchpoints.length })}
          </span>
        </span>
        <Mix push={push} all={plan.touchpoints.length} />
      </span>
    </Radio>
  );
}

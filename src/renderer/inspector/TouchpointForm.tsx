import { CalendarPlus, Eye } from 'lucide-react';
import { atWork } from '#campaign/atWork.ts';
import { BRANCHES, type Waiting } from '#campaign/decisions.ts';
import { CADENCES, CHANNELS, PRIORITIES, type Campaign, type Idea, type Touchpoint } from '#campaign/document.ts';
import { LEAST_MINUTES, LONGEST_NAME, MOST, MOST_DAYS, MOST_MINUTES } from '#campaign/limits.ts';
import { isContact } from '#campaign/contacts.ts';
import { TIMED_CHANNELS, usualMinutes } from '#campaign/lengths.ts';
import { tacticById, TACTICS } from '#campaign/tactics/catalogue.ts';
import { isMessage, isSent } from '#campaign/sending.ts';
import { statusOf } from '#campaign/status.ts';
import { languageOptions } from '../audience/languages.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { TimeField } from '../kit/DateFields.tsx';
import { ManyField, SelectField, SwitchField, TextField } from '../kit/fields.tsx';
import { NumberField } from '../kit/NumberField.tsx';
import { openOverlay } from '../navigation/overlay.ts';
import { zoneLabel } from '../kit/zones.ts';
import { SeriesFields } from '../series/SeriesFields.tsx';
import { TieFields } from '../ties/TieFields.tsx';
import { execute } from '../session/session.ts';
import { useStatusDay } from '../session/today.ts';
import { t } from '../text/text.ts';
import { SpanFields } from '../kit/SpanFields.tsx';
import { entriesOn } from '../actions/entries.tsx';
import { IDEA } from '../filter/filter.ts';
import { chosenStatus, statusFrom, statusOptions, type ChosenStatus } from '../items/statuses.ts';
import { OwnDaysHint } from '../items/OwnDaysHint.tsx';
import { putOnShelf } from '../shelf/shelving.ts';
import { StandingLines } from '../standing/StandingLines.tsx';
import { FormHead } from './FormHead.tsx';

type Changes = Extract<Parameters<typeof execute>[0], { type: 'editIdea' }>['changes'];

/** All that can be said of a touchpoint; of an idea on the shelf the same without its days. */
export function TouchpointForm({ campaign, touchpoint }: { campaign: Campaign; touchpoint: Touchpoint | Idea }) {
  const { id } = touchpoint;
  const dated = 'start' in touchpoint ? touchpoint : null;
  const edit = (changes: Changes) => execute({ type: dated ? 'editTouchpoint' : 'editIdea', id, changes });
  const setStatus = (chosen: ChosenStatus) => {
    const next = statusFrom(chosen);
    if (next === IDEA) return putOnShelf([id]);
    // An idea that is given one is planned, and needs a day for it.
    return dated ? edit({ status: next }) : openOverlay('planIdea', { id, ...(next ? { status: next } : {}) });
  };
  const day = useStatusDay();
  const status = dated ? statusOf(atWork(campaign, dated), day) : touchpoint.status;
  const { message, time } = touchpoint;
  const { callToAction, language } = message;
  const tactic = tacticById(touchpoint.tactic);
  const known = TACTICS.filter(
    (other) =>
      other.vocabulary === 'both' || other.vocabulary === campaign.vocabulary || other.id === touchpoint.tactic,
  );
  return (
    <>
      <FormHead
        kind={dated ? 'touchpoint' : 'idea'}
        ids={[id]}
        title={t(dated ? 'inspector.touchpoint' : 'inspector.idea')}
      />
      <div className="inspector-form" data-about={id}>
        <TextField
          label={t('inspector.name')}
          value={touchpoint.name}
          required
          maxLength={LONGEST_NAME}
          onCommit={(name) => edit({ name })}
        />
        {dated ? <StandingLines id={id} /> : null}
        {dated ? (
          <div className="field-pair">
            <SpanFields
              span={dated}
              firstLabel={t('inspector.firstDay')}
              lastLabel={t('inspector.lastDay')}
              onChange={({ start = dated.start, days }) =>
                execute(
                  days === undefined
                    ? { type: 'moveTouchpoint', id, start }
                    : { type: 'resizeTouchpoint', id, start, days },
                )
              }
            />
          </div>
        ) : (
          <div className="field-pair">
            <NumberField
              label={t('inspector.days')}
              value={touchpoint.days}
              min={1}
              max={MOST_DAYS}
              onCommit={(days) => edit({ days })}
            />
            <Button icon={<CalendarPlus aria-hidden />} onPress={() => openOverlay('planIdea', { id })}>
              {t('shelf.plan')}
            </Button>
          </div>
        )}
        {dated ? <OwnDaysHint campaign={campaign} span={dated} /> : null}
        {dated ? <TieFields campaign={campaign} touchpoint={dated} /> : null}
        <div className="field-pair">
          <SelectField
            label={t('inspector.status')}
            value={chosenStatus(touchpoint)}
            options={statusOptions({ isIdea: !dated })}
            hint={
              status === 'overdue'
                ? t('inspector.overdueHint')
                : status === 'cancelled'
                  ? t('inspector.cancelledHint')
                  : undefined
            }
            onCommit={setStatus}
          />
          <TextField
            label={t('inspector.owner')}
            value={touchpoint.owner ?? ''}
            maxLength={LONGEST_NAME}
            onCommit={(owner) => edit({ owner: owner || null })}
          />
        </div>
        {isContact(touchpoint.channel, tacticById(touchpoint.tactic)) ? (
          <SelectField
            label={t('inspector.priority')}
            value={touchpoint.priority ?? 'normal'}
            options={PRIORITIES.map((priority) => ({ id: priority, label: t(`priority.${priority}`) }))}
            hint={t('inspector.priorityHint')}
            onCommit={(priority) => edit({ priority: priority === 'normal' ? null : priority })}
          />
        ) : null}
        {dated ? (
          <SwitchField
            label={t('inspector.locked')}
            value={touchpoint.locked === true}
            onCommit={(locked) => edit({ locked: locked ? true : null })}
          />
        ) : null}
        {!isSent(touchpoint) ? (
          <p className="field-hint">{t('inspector.presence')}</p>
        ) : dated ? (
          <SeriesFields
            touchpoint={dated}
            menuOf={(send) => entriesOn('send', { send }).filter(({ id: own }) => own !== 'details')}
          />
        ) : (
          <SelectField
            label={t('inspector.cadence')}
            value={touchpoint.cadence}
            options={CADENCES.map((cadence) => ({ id: cadence, label: t(`cadence.${cadence}`) }))}
            onCommit={(cadence) => edit({ cadence })}
          />
        )}
        <Segmented
          label={t('inspector.direction')}
          value={touchpoint.direction}
          options={[
            { id: 'push', label: t('direction.push'), icon: <i className="swatch swatch-push" /> },
            { id: 'pull', label: t('direction.pull'), icon: <i className="swatch swatch-pull" /> },
          ]}
          onChange={(direction) => edit({ direction })}
        />
        <SelectField
          label={t('inspector.tactic')}
          value={touchpoint.tactic}
          options={known.map(({ id, name }) => ({ id, label: name }))}
          hint={tactic?.description}
          onCommit={(id) => {
            const next = tacticById(id);
            edit(next ? { tactic: id, direction: next.direction } : { tactic: id });
          }}
        />
        <div className="field-pair">
          <SelectField
            label={t('inspector.channel')}
            value={touchpoint.channel}
            options={CHANNELS.map((channel) => ({ id: channel, label: t(`channel.${channel}`) }))}
            onCommit={(channel) => edit({ channel })}
          />
          <SelectField
            label={t('inspector.lane')}
            value={touchpoint.laneId}
            options={campaign.lanes.map((lane) => ({ id: lane.id, label: lane.name }))}
            onCommit={(laneId) => edit({ laneId })}
          />
        </div>
        <ManyField
          label={t('inspector.audience')}
          value={touchpoint.segments}
          options={campaign.segments.map(({ id, name }) => ({ id, label: name }))}
          emptyMeans={t('inspector.everyone')}
          onCommit={(segments) => edit({ segments })}
        />

        <fieldset className="inspector-group">
          <legend>{t('inspector.time')}</legend>
          <SwitchField
            label={t('inspector.preferredTime')}
            value={time.at === undefined}
            onCommit={(preferred) =>
              edit(preferred ? { 'time.zone': 'segment', 'time.at': null } : { 'time.at': '09:00' })
            }
          />
          {time.at === undefined ? null : (
            <div className="field-pair">
              <TimeField label={t('inspector.at')} value={time.at} onCommit={(at) => edit({ 'time.at': at })} />
              <SelectField
                label={t('inspector.clock')}
                value={time.zone}
                options={[
                  { id: 'segment', label: t('inspector.clock.segment') },
                  { id: 'campaign', label: t('inspector.clock.campaign', { zone: zoneLabel(campaign.timeZone) }) },
                ]}
                onCommit={(zone) => edit({ 'time.zone': zone })}
              />
            </div>
          )}
          {TIMED_CHANNELS.includes(touchpoint.channel) ? (
            <NumberField
              label={t('inspector.minutes')}
              value={touchpoint.minutes ?? Number.NaN}
              placeholder={String(usualMinutes(touchpoint.channel))}
              min={LEAST_MINUTES}
              max={MOST_MINUTES}
              step={5}
              onCommit={(minutes) => edit({ minutes })}
              onEmpty={() => edit({ minutes: null })}
            />
          ) : null}
        </fieldset>

        <fieldset className="inspector-group">
          <legend>{t('inspector.message')}</legend>
          <TextField
            label={t('inspector.subject')}
            value={message.subject}
            maxLength={MOST.subject}
            counter
            lang={language}
            onCommit={(subject) => edit({ 'message.subject': subject })}
          />
          <TextField
            label={t('inspector.body')}
            value={message.body}
            lines={7}
            maxLength={MOST.text}
            hint={t('inspector.tokens')}
            lang={language}
            onCommit={(body) => edit({ 'message.body': body })}
          />
          <div className="field-pair">
            <TextField
              label={t('inspector.callToAction')}
              value={callToAction?.label ?? ''}
              maxLength={MOST.buttonLabel}
              lang={language}
              onCommit={(label) =>
                edit(
                  !label
                    ? { 'message.callToAction': null }
                    : callToAction
                      ? { 'message.callToAction.label': label }
                      : { 'message.callToAction': { label, url: '' } },
                )
              }
            />
            <TextField
              label={t('inspector.link')}
              value={callToAction?.url ?? ''}
              maxLength={MOST.url}
              placeholder="https://"
              onCommit={(url) =>
                edit(
                  callToAction
                    ? { 'message.callToAction.url': url }
                    : { 'message.callToAction': { label: t('inspector.linkLabel'), url } },
                )
              }
            />
          </div>
          <SelectField
            label={t('inspector.language')}
            value={language ?? NONE}
            options={[
              { id: NONE, label: t('inspector.language.own') },
              ...languageOptions([
                ...campaign.segments.map((segment) => segment.language),
                ...(language ? [language] : []),
              ]),
            ]}
            hint={language && isMessage(tactic) ? t('inspector.languageHint') : undefined}
            onCommit={(id) => edit({ 'message.language': id === NONE ? null : id })}
          />
          <Button icon={<Eye aria-hidden />} onPress={() => openOverlay('readers', { id })}>
            {t('preview.open')}
          </Button>
        </fieldset>

        <fieldset className="inspector-group">
          <legend>{t('inspector.belongs')}</legend>
          <SelectField
            label={t('inspector.goal')}
            value={touchpoint.goalId ?? NONE}
            options={[
              { id: NONE, label: t('inspector.none') },
              ...campaign.goals.map((goal) => ({ id: goal.id, label: goal.name })),
            ]}
            onCommit={(goalId) => edit({ goalId: goalId === NONE ? null : goalId })}
          />
          <SelectField
            label={t('inspector.event')}
            value={touchpoint.eventId ?? NONE}
            options={[
              { id: NONE, label: t('inspector.none') },
              ...campaign.events.map((event) => ({ id: event.id, label: event.name })),
            ]}
            onCommit={(eventId) => edit({ eventId: eventId === NONE ? null : eventId })}
          />
          {campaign.decisions.length > 0 ? (
            <SelectField
              label={t('decisions.waits')}
              value={waitingOf(touchpoint)}
              options={[
                { id: NONE, label: t('decisions.always') },
                ...campaign.decisions.flatMap(({ id: of, name }) => [
                  { id: `${THEN} ${of}`, label: t('decisions.onlyThen', { name }) },
                  { id: `${OTHERWISE} ${of}`, label: t('decisions.onlyOtherwise', { name }) },
                ]),
              ]}
              onCommit={(chosen) => {
                const [field, of] = chosen.split(' ');
                edit({
                  thenOf: field === THEN ? of! : null,
                  otherwiseOf: field === OTHERWISE ? of! : null,
                });
              }}
            />
          ) : null}
        </fieldset>
        <TextField
          label={t('inspector.notes')}
          value={touchpoint.notes ?? ''}
          lines={3}
          maxLength={MOST.text}
          onCommit={(notes) => edit({ notes: notes || null })}
        />
      </div>
    </>
  );
}

const [THEN, OTHERWISE] = BRANCHES;

/** The branch for which it waits, as the choice has it. */
function waitingOf({ thenOf, otherwiseOf }: Waiting): string {
  if (thenOf !== undefined) return `${THEN} ${thenOf}`;
  return otherwiseOf === undefined ? NONE : `${OTHERWISE} ${otherwiseOf}`;
}

/** No id and no language can be this one: they hold no space. */
const NONE = ' ';

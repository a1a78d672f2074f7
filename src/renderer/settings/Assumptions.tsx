import { Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { denominatorOf } from '#campaign/denominators.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Parameter } from '#campaign/parameters.ts';
import { Button, Segmented } from '../kit/controls.tsx';
import { SearchField } from '../kit/fields.tsx';
import { execute } from '../session/session.ts';
import { newId, useSelection } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { AssumptionFields } from './AssumptionFields.tsx';
import { Evidence } from './Evidence.tsx';
import { Sector } from './Sector.tsx';
import { parameterGroups, formatParameter, isSampled, placeOnLine, type ParameterRow } from './parameters.ts';
import { Pictures } from '../kit/Pictures.tsx';
import { Row } from '../kit/Row.tsx';
import { Blank, Section } from '../kit/Screen.tsx';

/** Every parameter of the model, and the campaign's own value in its place. */
export function Assumptions({ campaign }: { campaign: Campaign }) {
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<'all' | 'own'>('all');
  const selection = useSelection();
  const selected = selection?.kind === 'assumption' ? selection.ids[0] : undefined;
  const [open, setOpen] = useState<string | null>(
    () => campaign.assumptions.find(({ id }) => id === selected)?.parameter ?? null,
  );
  const searched = useDeferredValue(search);
  const groups = useMemo(() => parameterGroups(campaign, searched, only), [campaign, searched, only]);
  return (
    <>
      <Section
        title={t('settings.assumptions')}
        hint={t('settings.assumptionsHint')}
        actions={
          <>
            <div className="assumption-search">
              <SearchField label={t('settings.findAssumption')} value={search} onChange={setSearch} />
            </div>
            <Segmented
              label={t('settings.show')}
              value={only}
              options={(['all', 'own'] as const).map((id) => ({ id, label: t(`settings.show.${id}`) }))}
              onChange={setOnly}
            />
          </>
        }
      >
        <Sector campaign={campaign} />
        {groups.length === 0 ? (
          searched ? (
            <Blank
              picture={<Pictures.Search />}
              title={t('settings.assumptionNone', { search: searched })}
              text={t('settings.assumptionNoneText')}
            />
          ) : (
            <Blank picture={<Pictures.Flag />} title={t('settings.ownNone')} text={t('settings.ownNoneText')} />
          )
        ) : (
          groups.map((group) => (
            <div key={group.id} className="parameter-group">
              <h3>{group.title}</h3>
              <ul className="screen-rows">
                {group.parameters.map((row) => (
                  <OneParameter
                    key={row.parameter.id}
                    campaign={campaign}
                    row={row}
                    isOpen={open === row.parameter.id}
                    onToggle={() => setOpen(open === row.parameter.id ? null : row.parameter.id)}
                  />
                ))}
              </ul>
            </div>
          ))
        )}
      </Section>
      <Evidence />
    </>
  );
}

interface OneParameterProps {
  campaign: Campaign;
  row: ParameterRow;
  isOpen: boolean;
  onToggle: () => void;
}

function OneParameter({ campaign, row, isOpen, onToggle }: OneParameterProps) {
  const { parameter, own } = row;
  const of = denominatorOf(parameter.id);
  const taken = own.map(({ segmentId }) => segmentId);
  const hasGeneral = taken.includes(undefined);
  const freeSegment = campaign.segments.find(({ id }) => !taken.includes(id));
  const add = (segmentId: string | undefined) =>
    execute({
      type: 'addAssumption',
      item: {
        id: newId('assumption'),
        parameter: parameter.id,
        value: parameter.value,
        ...(segmentId ? { segmentId } : {}),
      },
    });
  return (
    <Row
      name={parameter.name}
      about={parameter.about}
      after={<ParameterValue row={row} />}
      isMarked={own.length > 0}
      isOpen={isOpen}
      onToggle={onToggle}
    >
      <p className="parameter-facts figure">
        {isSampled(parameter)
          ? t('settings.model', {
              value: formatParameter(parameter.value),
              unit: parameter.unit,
              low: formatParameter(parameter.likely[0]),
              high: formatParameter(parameter.likely[1]),
            })
          : t('settings.modelFixed', { value: formatParameter(parameter.value), unit: parameter.unit })}{' '}
        {of === undefined ? null : <>{t('settings.of', { of })} </>}
        {t('settings.source', { source: parameter.source })}
      </p>
      {own.map((assumption) => (
        <AssumptionFields
          key={assumption.id}
          campaign={campaign}
          parameter={parameter}
          assumption={assumption}
          taken={taken}
        />
      ))}
      <div className="screen-row-foot">
        {hasGeneral ? null : (
          <Button icon={<Plus aria-hidden />} onPress={() => add(undefined)}>
            {t('settings.setOwn')}
          </Button>
        )}
        {freeSegment ? (
          <Button icon={<Plus aria-hidden />} onPress={() => add(freeSegment.id)}>
            {t('settings.setForSegment')}
          </Button>
        ) : null}
      </div>
    </Row>
  );
}

/** The value that holds and, on a line, where it lies in what the model takes to be likely. */
function ParameterValue({ row: { parameter, own } }: { row: ParameterRow }) {
  const value = formatParameter(parameter.value);
  return (
    <span className="parameter-value">
      <span className="figure">
        {own.length > 0 ? (
          <strong>
            {own.length === 1
              ? t('settings.ownValue', { value: formatParameter(own[0]!.value) })
              : t('settings.ownSeveral', { count: own.length })}
          </strong>
        ) : null}
        <span className={own.length > 0 ? 'faint' : ''}>{value}</span>
      </span>
      <span className="faint parameter-unit">{parameter.unit}</span>
      <Line parameter={parameter} own={own.map((assumption) => assumption.value)} />
    </span>
  );
}

function Line({ parameter, own }: { parameter: Parameter; own: number[] }) {
  if (!isSampled(parameter)) return null;
  const at = (value: number) => ({ insetInlineStart: `${placeOnLine(parameter, value) * 100}%` });
  return (
    <span className="parameter-line" aria-hidden>
      <span className="parameter-likely" />
      <span className="parameter-median" style={at(parameter.value)} />
      {own.map((value) => (
        <span key={value} className="parameter-own" style={at(value)} />
      ))}
    </span>
  );
}

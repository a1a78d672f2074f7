import { useEffect, useState } from 'react';
import type { Difference, DryRun } from '#contract/publish.ts';
import type { Output } from '#contract/contract.ts';
import { call, explain } from '../bridge/studio.ts';
import { locale } from '../locale.ts';
import { facts, t } from '../text/text.ts';
import { whenOf } from './MessageCells.tsx';

interface ExactlyProps {
  id: string;
  profile: string;
  item: DryRun['items'][number];
  segment: string;
}

/** The bytes of one message, as text, and what is otherwise than was approved before. */
export function Exactly({ id, profile, item, segment }: ExactlyProps) {
  const { key, name } = item;
  const [made, setMade] = useState<({ key: string } & Output<'publishing.bytes'>) | null>(null);
  useEffect(() => {
    let isLeft = false;
    call('publishing.bytes', { id, profile, locale, key }).then(
      (found) => isLeft || setMade({ key, ...found }),
      (error: unknown) => isLeft || setMade({ key, text: explain(error), addresses: [], differences: null }),
    );
    return () => {
      isLeft = true;
    };
  }, [id, profile, key]);
  if (made?.key !== key) return <p className="soft">{t('publishing.dryRunComing')}</p>;
  return (
    <section className="exactly" aria-label={t('publishing.exactly')}>
      <h3>{facts(name, segment, whenOf(item))}</h3>
      {made.addresses.length > 0 ? (
        <p className="soft">
          {t('publishing.toAddresses')}: {made.addresses.join(', ')}
          {item.recipients > made.addresses.length ? ' …' : ''}
        </p>
      ) : null}
      {made.differences === null ? null : <Differences differences={made.differences} />}
      {/* It scrolls, and keys reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} dir="auto">
        {made.text}
      </pre>
    </section>
  );
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p className="soft">{t('publishing.sameWords')}</p>;
  return (
    <table className="published differences">
      <thead>
        <tr>
          <th scope="col">{t('publishing.part')}</th>
          <th scope="col">{t('publishing.before')}</th>
          <th scope="col">{t('publishing.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ of, before, after }) => (
          <tr key={of}>
            <th scope="row">{of === 'time' ? t('publishing.when') : of}</th>
            <td dir="auto">{before === '' ? '—' : <del>{before}</del>}</td>
            <td dir="auto">{after === '' ? '—' : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

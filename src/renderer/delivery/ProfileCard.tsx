import { Ellipsis, Pencil, PlugZap, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Connectable, Counts } from '#contract/publish.ts';
import type { Profile } from '#contract/publishing.ts';
import { call, explain } from '../bridge/studio.ts';
import { confirmed } from '../kit/confirm.tsx';
import { Button, IconButton } from '../kit/controls.tsx';
import { notify } from '../kit/notices.ts';
import { Menu } from '../kit/overlays.tsx';
import { openOverlay } from '../navigation/overlay.ts';
import { StateMark } from '../standing/StateMark.tsx';
import { statesIn } from '../standing/standing.ts';
import { facts, t } from '../text/text.ts';
import { explainField } from './fieldNames.ts';

interface ProfileCardProps {
  id: string;
  profile: Profile;
  target: Connectable | undefined;
  counts: Counts;
}

/** One way out: where it leads, how much of the campaign is planned and out there, and what can be done about it. */
export function ProfileCard({ id, profile, target, counts }: ProfileCardProps) {
  const { name, url, options, target: kind } = profile;
  const [tested, setTested] = useState<{ text: string; tone: 'done' | 'problem' | 'coming' } | null>(null);
  const states = statesIn(counts);
  const tell = (error: unknown) => notify({ tone: 'problem', text: explain(error) });

  async function test() {
    setTested({ text: t('publishing.testing'), tone: 'coming' });
    const answer = await call('publishing.tryProfile', { name }).then(
      ({ sentence }) => ({ text: sentence, tone: 'done' as const }),
      (error: unknown) => ({ text: explainField(error), tone: 'problem' as const }),
    );
    setTested(answer);
  }
  async function withdraw() {
    const isMeant = await confirmed({
      title: t('publishing.withdrawTitle', { name }),
      text: t('publishing.withdrawText', { recall: t(`publishing.recall.${kind}`) }),
      yes: t('publishing.withdrawIt'),
      no: t('shell.cancel'),
    });
    if (!isMeant) return;
    const { withdrawn, asked, stopping, stays } = await call('publishing.withdraw', { id, profile: name });
    const [kept] = stays;
    const text = [
      withdrawn > 0 && t('publishing.withdrawn', { count: withdrawn }),
      asked > 0 && t('publishing.askedBack', { count: asked }),
      stopping > 0 && t('publishing.stopping', { count: stopping }),
      kept && t('publishing.cannot', { count: stays.length, name: kept.name }),
    ]
      .filter(Boolean)
      .join(' ');
    notify({ tone: kept ? 'problem' : 'done', text: text || t('publishing.nothingToWithdraw') });
  }
  async function remove() {
    const isMeant = await confirmed({
      title: t('publishing.removeTitle', { name }),
      text: t('publishing.removeText'),
      yes: t('publishing.removeIt'),
      no: t('shell.cancel'),
    });
    if (!isMeant) return;
    await call('publishing.removeProfile', { name });
    notify({ tone: 'done', text: t('publishing.removed', { name }) });
  }

  return (
    <li className="profile" aria-label={name}>
      <div className="profile-words">
        <h3 dir="auto">{name}</h3>
        <p className="soft profile-where">{facts(target?.name ?? kind, url, options['addresses'])}</p>
        <p className="profile-states">
          {states.length === 0 ? <span className="soft">{t('publishing.none')}</span> : null}
          {states.map(({ state, count }) => (
            <span key={state} className="profile-state figure" data-state={state}>
              <StateMark state={state} /> {t(`publishing.count.${state}`, { count })}
            </span>
          ))}
        </p>
        {tested === null ? null : (
          <p className="profile-tested" data-tone={tested.tone} role={tested.tone === 'problem' ? 'alert' : 'status'}>
            {tested.text}
          </p>
        )}
      </div>
      <div className="profile-actions">
        <Button
          look="main"
          aria-label={t('publishing.lookNamed', { name })}
          onPress={() => openOverlay('dryRun', { profile: name })}
        >
          {t('publishing.look')}
        </Button>
        <Menu
          label={t('publishing.more', { name })}
          entries={[
            {
              id: 'test',
              label: t('publishing.test'),
              icon: <PlugZap aria-hidden />,
              onAction: () => void test(),
            },
            ...(target
              ? [
                  {
                    id: 'change',
                    label: t('publishing.change'),
                    icon: <Pencil aria-hidden />,
                    onAction: () => openOverlay('changeProfile', { profile, target }),
                  },
                ]
              : []),
            {
              id: 'withdraw',
              label: t('publishing.withdraw'),
              icon: <Undo2 aria-hidden />,
              isDisabled: states.length === 0,
              onAction: () => void withdraw().catch(tell),
            },
            {
              id: 'remove',
              label: t('publishing.remove'),
              icon: <Trash2 aria-hidden />,
              danger: true,
              separated: true,
              onAction: () => void remove().catch(tell),
            },
          ]}
        >
          <IconButton label={t('publishing.more', { name })}>
            <Ellipsis aria-hidden />
          </IconButton>
        </Menu>
      </div>
    </li>
  );
}

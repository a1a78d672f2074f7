import { FileDown, Pause, Play, Plus, Radio } from 'lucide-react';
import { useEffect, useState } from 'react';
import { wallClockAt } from '#campaign/clock.ts';
import type { Standing } from '#contract/publish.ts';
import type { Profile } from '#contract/publishing.ts';
import { keepAsking, OF_PUBLISHING } from '../bridge/asking.ts';
import { call, explain } from '../bridge/studio.ts';
import { Button } from '../kit/controls.tsx';
import { announce, notify } from '../kit/notices.ts';
import { Blank, Screen, Section } from '../kit/Screen.tsx';
import { formatDate } from '../locale.ts';
import { openOverlay } from '../navigation/overlay.ts';
import { useSession } from '../session/session.ts';
import { useStanding } from '../standing/standing.ts';
import { t } from '../text/text.ts';
import { GoingOut } from './GoingOut.tsx';
import { Journal } from './Journal.tsx';
import { ProfileCard } from './ProfileCard.tsx';
import { useTargets } from './useTargets.ts';
import './publishing.css';

/** Where the plan is published to, what of it is planned and out, and what became of each message. */
export function Delivery() {
  const id = useSession((state) => state.open!.id);
  const { standing, problem } = useStanding();
  const { profiles, targets, problem: unread } = useProfiles();
  const trouble = problem ?? unread;
  return (
    <Screen
      title={t('publishing.title')}
      lead={t('publishing.lead')}
      actions={
        <>
          <Button icon={<FileDown aria-hidden />} onPress={() => openOverlay('export')}>
            {t('publishing.files')}
          </Button>
          <Button look="main" icon={<Plus aria-hidden />} onPress={() => openOverlay('addProfile')}>
            {t('publishing.connect')}
          </Button>
        </>
      }
    >
      <div className="delivery">
        {trouble === null ? null : (
          <p className="work-note" data-tone="problem" role="alert">
            {trouble}
          </p>
        )}
        {profiles?.length === 0 ? (
          <Section title={t('publishing.profiles')}>
            <Blank picture={<Radio />} title={t('publishing.nothing')} text={t('publishing.nothingText')} />
          </Section>
        ) : (
          <Section title={t('publishing.profiles')} hint={t('publishing.profilesHint')}>
            {profiles === null || standing === null ? (
              <p className="soft">{t('publishing.coming')}</p>
            ) : (
              <>
                <PublisherState {...standing.publisher} />
                <ul className="profiles">
                  {profiles.map((profile) => (
                    <ProfileCard
                      key={profile.name}
                      id={id}
                      profile={profile}
                      target={targets.find((target) => target.id === profile.target)}
                      counts={standing.profiles[profile.name] ?? {}}
                    />
                  ))}
                </ul>
              </>
            )}
          </Section>
        )}
        <GoingOut id={id} />
        <Journal id={id} profiles={profiles ?? []} />
      </div>
    </Screen>
  );
}

/** All profiles of the library, and what the targets are called. */
function useProfiles() {
  const [profiles, setProfiles] = useState<Profile[] | null>(null);
  const { targets, problem: unnamed } = useTargets();
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(
    () =>
      keepAsking(
        OF_PUBLISHING,
        () => call('publishing.profiles', {}),
        (found) => {
          setProfiles(found.profiles);
          setProblem(null);
        },
        setProblem,
      ),
    [],
  );
  return { profiles, targets, problem: problem ?? unnamed };
}

/** Who sends what is due, and whether somebody has to be awake for the next. */
function PublisherState({ place, isPaused, nextDue }: Standing['publisher']) {
  const next = nextDue && wallClockAt(nextDue, Intl.DateTimeFormat().resolvedOptions().timeZone);
  async function pause() {
    try {
      await call('publishing.pause', { isPaused: !isPaused });
      announce(t(isPaused ? 'publishing.resumed' : 'publishing.paused'));
    } catch (error) {
      notify({ tone: 'problem', text: explain(error) });
    }
  }
  return (
    <div className="publisher" data-place={isPaused ? 'paused' : place}>
      <p role="status">
        {t(`publishing.publisher.${isPaused ? 'paused' : place}`)}{' '}
        {!isPaused && next && place !== 'elsewhere'
          ? t('publishing.publisher.awake', {
              date: formatDate(next.date, 'weekdayDated'),
              time: next.time,
            })
          : null}
      </p>
      <Button icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />} onPress={() => void pause()}>
        {t(isPaused ? 'publishing.resume' : 'publishing.pause')}
      </Button>
    </div>
  );
}

import type { Channel } from '#campaign/document.ts';
import { DragHandle, MoveButtons, Reorder, ReorderRow } from '../kit/drag/Reorder.tsx';
import { movedOrder } from '../kit/drag/order.ts';
import { t } from '../text/text.ts';

interface ChannelOrderProps {
  channels: Channel[];
  onCommit: (channels: Channel[]) => boolean;
}

/** The channels that reach a segment, in the order in which its people look at them. */
export function ChannelOrder({ channels, onCommit }: ChannelOrderProps) {
  const nameOf = (id: string) => t(`channel.${id as Channel}`);
  return (
    <div className="field" role="group" aria-label={t('audience.channelOrder')}>
      <span className="field-label">{t('audience.channelOrder')}</span>
      <Reorder
        ids={channels}
        nameOf={nameOf}
        onMove={(id, at) => onCommit(movedOrder(channels, channels.indexOf(id as Channel), at))}
      >
        <ol className="channel-order">
          {channels.map((channel, place) => (
            <ReorderRow key={channel} id={channel} data-channel={channel}>
              <DragHandle id={channel} />
              <span className="faint figure" aria-hidden>
                {place + 1}
              </span>
              <span>{nameOf(channel)}</span>
              <MoveButtons id={channel} />
            </ReorderRow>
          ))}
        </ol>
      </Reorder>
      <p className="field-hint">{t('audience.channelOrderHint')}</p>
    </div>
  );
}

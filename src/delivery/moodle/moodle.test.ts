import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { NOW, plan, segment, textOf } from '../hostile.testing.ts';
import { exportCampaign } from '../targets.ts';

describe('Moodle groups', () => {
  it('are the segments, each on one line, with names that differ and ids that stay', async () => {
    const campaign = plan({
      id: 'c',
      segments: [
        segment({ id: 'a', name: 'Sales, north', why: 'Less\ntyping' }),
        segment({ id: 'b', name: 'sales, north' }),
      ],
    });
    const { files, problems } = await exportCampaign(campaign, 'moodle', { now: NOW });
    expect(problems).toEqual([]);
    const text = textOf(files[0]);
    expect(text.trimEnd().split('\r\n')).toHaveLength(3);
    expect(Papa.parse(text.trimEnd(), { header: true }).data).toEqual([
      { groupname: 'Sales, north', groupidnumber: 'c-a', description: 'Less typing', groupingname: campaign.name },
      { groupname: 'sales, north-2', groupidnumber: 'c-b', description: '', groupingname: campaign.name },
    ]);
  });

  it('are none without segments', async () => {
    expect(await exportCampaign(plan({ segments: [] }), 'moodle', { now: NOW })).toMatchObject({
      files: [],
      problems: [{}],
    });
  });
});

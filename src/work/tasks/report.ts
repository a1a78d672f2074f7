import type { Campaign } from '#campaign/document.ts';
import type { Stance } from '#campaign/stance.ts';
import type { BandKind } from '#contract/bands.ts';
import type { Forecast } from '#contract/forecast.ts';
import { campaignFileName } from '#delivery/names.ts';
import { reportHtml } from '#delivery/report/report.ts';
import { check } from './check.ts';

/** The page of a report, and how many findings are on it. */
export function reportPage({
  campaign,
  forecast,
  now,
  locale,
  bands,
  stance,
}: {
  campaign: Campaign;
  forecast: Forecast;
  now: string;
  locale: string;
  bands?: BandKind | undefined;
  stance?: Stance | undefined;
}): { fileName: string; html: string; findings: number } {
  const findings = check({ campaign, locale });
  return {
    fileName: campaignFileName(campaign, 'html'),
    html: reportHtml({ campaign, forecast, findings, generatedAt: now, locale, bands, stance }),
    findings: findings.length,
  };
}

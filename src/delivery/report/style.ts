import type { Brand } from '#campaign/document.ts';
import { STAGES } from '#language/vocabulary.ts';
import { light, stageColour, WHITE, type Colours } from '#language/palette.ts';
import { FONT_FAMILY } from '../timeline/style.ts';
import { themed } from '../timeline/theme.ts';

/** How the report looks: calm and wide on a screen, narrow on a phone, page by page on paper, dark where the reader likes it. */

const safeColour = (colour: string) => (/^#[0-9a-fA-F]{6}$/.test(colour) ? colour : light.push);

export function reportStyle(brand: Pick<Brand, 'primaryColour'>): string {
  return LAYOUT + `header{border-top-color:${safeColour(brand.primaryColour)}}` + themed('auto', paint) + SMALL + PRINT;
}

const LAYOUT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;font-family:${FONT_FAMILY};font-size:15px;line-height:1.55;font-variant-numeric:tabular-nums}
main,footer{max-width:1168px;margin:0 auto;padding:0 24px}
p,h1,h2,h3,dl,dd,ul,figure{margin:0}
p,li{text-wrap:pretty}
header{border-top:6px solid;padding-top:28px}
.brand{display:flex;gap:16px;align-items:center;margin-bottom:64px}
.brand img{height:44px;max-width:180px;object-fit:contain}
.brand-name{font-weight:650;font-size:17px;line-height:1.3}
.promise{font-size:14px}
.prepared{margin-inline-start:auto;text-align:end;font-size:13px}
h1{font-size:clamp(30px,4.6vw,52px);line-height:1.08;font-weight:680;letter-spacing:-.025em;text-wrap:balance;overflow-wrap:anywhere}
.span{margin-top:14px;font-size:16px}
.description{margin-top:18px;max-width:68ch;font-size:16px;overflow-wrap:anywhere}
.headline{margin:48px 0 40px;padding-inline-start:24px;border-inline-start:3px solid;font-size:clamp(21px,2.7vw,30px);line-height:1.36;letter-spacing:-.012em;max-width:34em}
.headline strong{font-weight:680}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:0;border-top:1px solid;border-bottom:1px solid}
.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:20px 24px 20px 0}
.facts dt{font-size:13px;line-height:1.4;max-width:24ch}
.facts dd{font-size:30px;line-height:1.2;font-weight:620;letter-spacing:-.02em;white-space:nowrap}
.facts small{font-size:15px;font-weight:500;letter-spacing:0}
section{margin-top:72px}
h2{font-size:22px;line-height:1.25;font-weight:650;letter-spacing:-.012em;margin-bottom:14px}
h3{font-size:14px;font-weight:650;margin:24px 0 8px}
section>p{max-width:72ch;margin-bottom:12px}
.note{font-size:14px;margin-top:12px}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid;outline-offset:3px}
figure.scroll{margin:16px 0;border:1px solid;border-radius:8px}
figure svg{display:block;width:100%;height:auto;min-width:860px}
.chart{padding:16px 0 12px}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.4}
th,td{text-align:start;vertical-align:top;padding:9px 20px 9px 0;border-bottom:1px solid}
th:last-child,td:last-child{padding-inline-end:0}
thead th{font-size:12.5px;font-weight:560;vertical-align:bottom;white-space:nowrap}
tbody th,tfoot th{font-weight:560;overflow-wrap:anywhere;min-width:9em}
tfoot th,tfoot td{font-weight:650;border-bottom:0}
.figures{text-align:end;white-space:nowrap}
.date,.chance{white-space:nowrap}
.month th{padding-top:26px;font-weight:650}
.number{display:inline-block;min-width:20px;height:20px;padding:0 5px;margin-inline-end:6px;border-radius:10px;font-size:11.5px;line-height:20px;text-align:center;font-weight:650}
.bar{display:inline-flex;position:relative;width:120px;height:8px;border-radius:4px;margin-inline-end:10px;vertical-align:1px;overflow:hidden}
.bar span{display:block;height:100%}
.mix{width:180px;height:12px;border-radius:3px;overflow:visible;margin-top:4px}
.bar .aim{position:absolute;top:-4px;height:20px;width:3px;margin-inline-start:-1px;border-radius:2px}
.kind{display:inline-block;padding:0 14px 0 9px;font-size:12.5px;line-height:20px;font-weight:600}
.kind-push{clip-path:polygon(0 0,calc(100% - 8px) 0,100% 50%,calc(100% - 8px) 100%,0 100%)}
.kind-pull{padding:0 10px;border-radius:11px;border:1.5px solid;line-height:18px}
.findings ul{list-style:none;padding:0}
.findings li{padding:10px 0;border-bottom:1px solid;max-width:86ch;overflow-wrap:anywhere}
.findings h3 span{font-size:11px;margin-inline-end:4px}
.model-note{font-weight:620}
.headline+.model-note{margin-bottom:28px}
footer{margin-top:88px;padding-top:24px;padding-bottom:56px;font-size:13px}
footer h2{font-size:14px;margin-bottom:4px}
footer p+p{margin-top:10px}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace;font-size:.94em;overflow-wrap:anywhere}
.chart .end,.chart .on-goal{text-anchor:end}
.chart .on-goal{text-anchor:middle;font-weight:650;font-size:10.5px}
.chart .strong{font-weight:650}
.chart .muted{font-size:10.5px}
.median{fill:none;stroke-width:2.25;stroke-linejoin:round}
.pole{stroke-width:1;stroke-dasharray:2 3;fill:none}
.leader{fill:none;stroke-width:1}
.stage{stroke-width:.75;stroke-linejoin:round}
.range{display:block;margin-top:3px;min-width:180px}`;

function paint(colours: Colours): string {
  const { paper, panel, ink, inkFaint, line, sunken, median } = colours;
  return `
body{background:${paper};color:${ink}}
.quiet,.prepared,.promise,.facts dt,.facts small,thead th,.note,footer{color:${inkFaint}}
.headline{border-color:${median}}
.facts,th,td,.findings li,figure.scroll{border-color:${line}}
figure.scroll{background:${panel}}
figure #plan .paper{fill:${panel}}
figure #plan .label{stroke:${panel}}
.scroll:focus-visible{outline-color:${median}}
tfoot th,tfoot td,thead th{border-color:${inkFaint}}
footer{border-top:1px solid ${line}}
.bar{background:${line}}
.bar-goal,.number{background:${colours.goal}}
.number{color:${paper}}
.bar-push{background:${colours.push}}.bar-pull{background:${colours.pull}}
.aim{background:${ink};box-shadow:0 0 0 1.5px ${paper}}
.kind-push{background:${colours.push};color:${colours.accentInk}}
.kind-pull{background:${colours.pullTint};color:${ink};border-color:${colours.pull}}
.push-word{color:${colours.push}}.pull-word{color:${colours.pull}}
.error span{color:${colours.push}}.warning span{color:${colours.event}}.advice span{color:${colours.pull}}
.chart .ink{fill:${ink}}.chart .muted{fill:${inkFaint}}
.grid,.leader{stroke:${line}}.base{stroke:${inkFaint}}
.chart .phase{fill:${sunken};stroke:${line}}
.nine{fill:${colours.band90}}.half{fill:${colours.band50}}.median{stroke:${median}}
.chart .goal{fill:${colours.goal}}.chart .pole{stroke:${colours.goal}}.chart .on-goal{fill:${paper}}
.stage{stroke:${panel}}
${STAGES.map((stage) => `.stage-${stage}{fill:${stageColour(colours, stage)}}`).join('')}`;
}

const SMALL = `
@media screen and (max-width:640px){
main,footer{padding:0 18px}
.brand{flex-wrap:wrap;margin-bottom:40px}
.prepared{margin-inline-start:0;text-align:start;flex-basis:100%}
.headline{padding-inline-start:16px;margin:36px 0 32px}
.facts{grid-template-columns:1fr 1fr}
.facts dd{font-size:24px}
.facts div{padding:14px 12px 14px 0}
section{margin-top:52px}
table{min-width:720px}
figure.scroll{margin-inline:-18px;border-inline-width:0;border-radius:0}
}`;

const PRINT = `
@page{size:A4 landscape;margin:14mm}
@media print{
body{background:${WHITE};font-size:10.5pt}
main,footer{max-width:none;padding:0}
.scroll{overflow:visible}
figure svg{min-width:0;max-height:148mm}
section{margin-top:9mm}
h1{font-size:34pt}
.headline{font-size:17pt;margin:8mm 0}
.facts div{padding:3mm 6mm 3mm 0}
th,td{padding-block:5px}
section.wide{break-before:page;margin-top:0}
.brand{margin-bottom:8mm}
figure,tr,.facts,.findings li,.headline{break-inside:avoid}
h2,h3,.month{break-after:avoid}
thead{display:table-header-group}
header,.kind,.bar,.bar span,.number,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;

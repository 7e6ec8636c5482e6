import type { StepResult } from "../../../server/src/protocol.ts";
import { gateName } from "../verdicts/step-words.ts";
import type { Say } from "../say.ts";
import type { LabelledVerdict } from "../verdicts/verdict-markdown.ts";
import { sourceIn } from "../verdicts/verdict-markdown.ts";
import { decidingStep, verdictSummary } from "../verdicts/verdict-words.ts";

/** The gates as they are drawn, in the order in which they decide. */
const gates = [
  "private-endpoint",
  "perimeter",
  "trusted-service",
  "public-access",
  "default-action",
  "subnet-rule",
  "ip-rule",
  "default-deny",
] as const;

const left = 200;
const between = 104;
const top = 84;
const lane = 40;
const right = left + gates.length * between;
const width = right + 250;

/**
 * A picture (SVG) of who reaches a vault through which gate: a lane for each source, which runs from gate to gate until one
 * of them decides. Solid lines lead into the vault; a cross ends those that are turned away.
 */
export function vaultPicture(say: Say, vault: string, verdicts: readonly LabelledVerdict[]): string {
  const height = top + verdicts.length * lane + 24;
  const title = say("Who can reach {0}", vault);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escapeXml(title)}</title>
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
<text class="title" x="16" y="28">${escapeXml(title)}</text>
${gates.map((gate, index) => gateColumn(gateName(say, gate), index, height)).join("\n")}
${verdicts.map((each, index) => sourceLane(say, each, index)).join("\n")}
</svg>
`;
}

const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 17px; font-weight: 600; }
.gate { font-size: 12px; text-anchor: middle; }
.ground { fill: #ffffff; }
.column { stroke: #8c959f; stroke-dasharray: 2 4; }
.way { stroke: #57606a; stroke-width: 2; fill: none; }
.in { stroke: #1a7f37; stroke-width: 3; fill: none; }
.out { stroke: #cf222e; stroke-width: 3; fill: none; }
.maybe { stroke: #9a6700; stroke-width: 3; stroke-dasharray: 6 4; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .ground { fill: #0d1117; }
  .way { stroke: #9198a1; }
  .in { stroke: #3fb950; }
  .out { stroke: #f85149; }
  .maybe { stroke: #d29922; }
}
`;

function gateColumn(name: string, index: number, height: number): string {
  const x = columnX(index);
  return `<line class="column" x1="${x}" y1="${top - 16}" x2="${x}" y2="${height - 16}"/>
<text class="gate" x="${x}" y="${top - 26}">${escapeXml(name)}</text>`;
}

function sourceLane(say: Say, named: LabelledVerdict, index: number): string {
  const { verdict } = named;
  const source = sourceIn(named);
  const y = top + index * lane + lane / 2;
  const deciding = decidingStep(verdict);
  const x = columnX(columnOf(deciding));
  return `<g><title>${escapeXml(`${source}: ${deciding?.text ?? verdictSummary(say, verdict)}`)}</title>
<text x="16" y="${y + 4}">${escapeXml(shortened(source))}</text>
<path class="way" d="M${left - 24} ${y}H${x}"/>
${ending(verdict.verdict, x, y)}
<text x="${right + 12}" y="${y + 4}">${escapeXml(verdictSummary(say, verdict))}</text>
</g>`;
}

function ending(verdict: LabelledVerdict["verdict"]["verdict"], x: number, y: number): string {
  switch (verdict) {
    case "allowed":
      return `<path class="in" d="M${x} ${y}H${right}m-7 -5l7 5l-7 5"/>`;
    case "denied":
      return `<path class="out" d="M${x - 6} ${y - 6}l12 12m0 -12l-12 12"/>`;
    case "partial":
    case "depends":
      return `<path class="maybe" d="M${x} ${y}H${right}"/>`;
  }
}

/** What no gate of the picture decides is decided after all of them. */
function columnOf(step: StepResult | undefined): number {
  const index = gates.findIndex((gate) => gate === step?.gate);
  return index === -1 ? gates.length - 1 : index;
}

function columnX(index: number): number {
  return left + index * between + between / 2;
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ");
}

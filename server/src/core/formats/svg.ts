import type { GateName } from "../access/codes.ts";
import type { Words } from "../words/words.ts";
import type { InEnvironments } from "./by-environments.ts";
import { byEnvironments } from "./by-environments.ts";
import { groupsBy } from "./groups.ts";
import type { Printing } from "./printing.ts";
import { foldVerdicts } from "./references.ts";
import type { Report, VerdictEntry } from "./report.ts";
import { vaultKey, withLabels } from "./vault-labels.ts";

/** The gates as they are drawn, in the order in which they decide; those before the vault if a source meets them. */
const onTheWay: readonly GateName[] = ["name-resolution", "network-security-group", "route", "firewall"];
const ofTheVault: readonly GateName[] = [
  "private-endpoint",
  "perimeter",
  "trusted-service",
  "public-access",
  "default-action",
  "subnet-rule",
  "ip-rule",
  "default-deny",
];

const afterAll: readonly GateName[] = ["permission"];

const left = 200;
const between = 104;
const top = 84;
const lane = 40;

/** What all lanes of a picture share. */
interface Columns {
  readonly gates: readonly GateName[];
  readonly right: number;
  readonly width: number;
}

function columnsFor(verdicts: Report["verdicts"]): Columns {
  const has = (gates: readonly GateName[]): boolean =>
    verdicts.some(({ steps }) => steps.some(({ gate }) => gates.includes(gate)));
  const gates = [onTheWay, ofTheVault, afterAll].flatMap((some) =>
    some === ofTheVault || has(some) ? some : [],
  );
  const right = left + gates.length * between;
  return { gates, right, width: right + 250 };
}

/**
 * A picture (SVG) of who reaches which vault through which gate: a lane for each source, which runs from gate to gate until one
 * of them decides. Solid lines lead into the vault; a cross ends those that are blocked.
 */
export function printSvg({ verdicts }: Report, { words }: Pick<Printing, "words">): string {
  let height = 0;
  const columns = columnsFor(verdicts);
  const { width } = columns;
  const pictures = [...groupsBy(withLabels(foldVerdicts(verdicts).entries), vaultKey).values()].map((own) => {
    const y = height;
    const lanes = byEnvironments(own);
    height += top + lanes.length * lane + 24;
    return vaultPicture(own[0].label, lanes, y, words, columns);
  });
  const title = escapeXml(words.document.labels.access);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
${pictures.join("\n")}
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

function vaultPicture(
  vault: string,
  lanes: readonly InEnvironments<VerdictEntry>[],
  y: number,
  { document: { sentences, gates: names } }: Words,
  columns: Columns,
): string {
  const end = top + lanes.length * lane + 8;
  const heads = columns.gates.map((gate, index) => gateColumn(names[gate], index, end));
  const sources = lanes.map((each, index) => sourceLane(each, index, columns));
  return `<g transform="translate(0 ${y})">
<text class="title" x="16" y="28">${escapeXml(sentences.whoReaches(vault))}</text>
${[...heads, ...sources].join("\n")}
</g>`;
}

function gateColumn(name: string, index: number, end: number): string {
  const x = columnX(index);
  return `<line class="column" x1="${x}" y1="${top - 16}" x2="${x}" y2="${end}"/>
<text class="gate" x="${x}" y="${top - 26}">${escapeXml(name)}</text>`;
}

function sourceLane(
  { entry, environments }: InEnvironments<VerdictEntry>,
  index: number,
  { gates, right }: Columns,
): string {
  const { verdict, from, summary, steps, deciding } = entry;
  const source = environments.length === 0 ? from : `${from} (${environments.join(", ")})`;
  const y = top + index * lane + lane / 2;
  const step = deciding === null ? undefined : steps[deciding];
  const x = columnX(columnOf(step?.gate, gates));
  return `<g><title>${escapeXml(`${source}: ${step?.text ?? summary}`)}</title>
<text x="16" y="${y + 4}">${escapeXml(shortened(source))}</text>
<path class="way" d="M${left - 24} ${y}H${x}"/>
${ending(verdict, x, y, right)}
<text x="${right + 12}" y="${y + 4}">${escapeXml(summary)}</text>
</g>`;
}

function ending(verdict: VerdictEntry["verdict"], x: number, y: number, right: number): string {
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
function columnOf(gate: GateName | undefined, gates: readonly GateName[]): number {
  const index = gates.findIndex((each) => each === gate);
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

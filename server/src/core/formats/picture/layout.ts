import { type GateName, pathGateNames } from "../../access/codes.ts";
import type { Words } from "../../words/words.ts";
import type { VerdictEntry } from "../report.ts";
import { decidingStep, type Lane, lanesOf, type VaultLanes } from "./lanes.ts";

/** A picture as it is drawn, by the command line and on a page alike: sources at the left, gates as columns, vaults at the right. */
export interface Picture {
  readonly width: number;
  /** The names of the gates are above everything else, so that they can stay in sight. */
  readonly head: { readonly height: number; readonly shapes: readonly Shape[] };
  readonly height: number;
  readonly vaults: readonly PictureVault[];
}

export interface PictureVault {
  /** "Who can reach kv". */
  readonly title: string;
  readonly label: string;
  /** What is behind its lanes. */
  readonly shapes: readonly Shape[];
  readonly lanes: readonly PictureLane[];
}

export interface PictureLane extends Pick<Lane, "source" | "summary"> {
  readonly verdict: VerdictEntry["verdict"] | "exposed";
  /** The whole answer: "office: Denied · default. No rule matched …". */
  readonly title: string;
  /** The middle of the lane. */
  readonly y: number;
  readonly shapes: readonly Shape[];
}

/** A line or an area, or a text; how it looks is the business of a style sheet. */
export type Shape =
  | { readonly look: string; readonly d: string }
  | { readonly look: string; readonly x: number; readonly y: number; readonly text: string };

/** After the gates on the way to the vault its own, and what is asked after them, in the order in which they decide. */
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

/** Those that are drawn even if no source meets them. */
const always: ReadonlySet<GateName> = new Set(["public-access", "default-action", "ip-rule", "default-deny"]);

const left = 180;
const between = 86;
const answers = 180;
const vaultWidth = 140;
/** How many letters fit into the box of a vault, and into the column of a gate. */
const letters = 15;
const margin = 14;
const laneHeight = 34;
const headHeight = 60;
const padding = 12;

/** What all lanes of a picture share. */
interface Columns {
  readonly gates: readonly GateName[];
  /** Where the vault's own gates begin, the answers, and the boxes of vaults. */
  readonly site: number;
  readonly answers: number;
  readonly vault: number;
}

/** The picture of verdicts, and the lanes that it shows, by vault. */
export function pictureOf(
  verdicts: readonly VerdictEntry[],
  words: Words,
): { readonly picture: Picture; readonly lanes: readonly VaultLanes[] } {
  const lanes = lanesOf(verdicts, words);
  const columns = columnsFor(verdicts);
  let y = 0;
  const vaults = lanes.map((each) => {
    const drawn = vaultPicture(each, y, words, columns);
    y += heightOf(each) + margin;
    return drawn;
  });
  const width = columns.vault + vaultWidth + 2 * margin;
  const names = columns.gates.flatMap((gate, index) => gateName(words.document.gates[gate], columnX(index)));
  return {
    lanes,
    picture: { width, head: { height: headHeight, shapes: names }, height: y, vaults },
  };
}

function columnsFor(verdicts: readonly VerdictEntry[]): Columns {
  const met = new Set(
    verdicts.flatMap(({ steps }) =>
      steps.filter(({ outcome }) => outcome !== "not-applicable").map(({ gate }) => gate),
    ),
  );
  const shown = (gate: GateName): boolean => met.has(gate) || always.has(gate);
  const before = pathGateNames.filter(shown);
  const gates = [...before, ...ofTheVault.filter(shown), ...afterAll.filter(shown)];
  const end = left + gates.length * between;
  return { gates, site: left + before.length * between, answers: end, vault: end + answers };
}

function heightOf({ lanes }: VaultLanes): number {
  return lanes.length * laneHeight + 2 * padding;
}

function vaultPicture(own: VaultLanes, y: number, { document }: Words, columns: Columns): PictureVault {
  const height = heightOf(own);
  const middle = y + height / 2;
  const { site, vault, gates } = columns;
  const name = linesOf(own.label, own.lanes.length === 1 ? 2 : 3);
  return {
    title: document.sentences.whoReaches(own.label),
    label: own.label,
    shapes: [
      { look: "site", d: box(site, y, vault + vaultWidth + margin - site, height, 10) },
      ...gates.map((_, index) => ({ look: "column", d: `M${columnX(index)} ${y + 6}v${height - 12}` })),
      { look: "vault", d: box(vault, y + padding, vaultWidth, height - 2 * padding, 6) },
      ...name.map((text, index) => ({
        look: "title",
        x: vault + vaultWidth / 2,
        y: middle + 5 + (index - (name.length - 1) / 2) * 17,
        text,
      })),
    ],
    lanes: own.lanes.map((lane, index) =>
      pictureLane(lane, y + padding + (index + 0.5) * laneHeight, columns),
    ),
  };
}

function gateName(name: string, x: number): readonly Shape[] {
  const lines = piecesOf(name, letters, "-").slice(0, 3);
  return lines.map((text, index) => ({
    look: "gate",
    x,
    y: headHeight - 12 - (lines.length - 1 - index) * 14,
    text,
  }));
}

function pictureLane({ source, summary, first, members }: Lane, y: number, columns: Columns): PictureLane {
  const { gates } = columns;
  const step = decidingStep(first);
  const last = columnOf(step?.gate, gates);
  const passed = first.steps
    .filter(({ outcome }) => outcome === "continue")
    .map(({ gate }) => gates.indexOf(gate))
    .filter((index) => index >= 0 && index < last);
  const x = columnX(last);
  const isDenied = first.verdict === "denied";
  const names = members.length > 1 ? ` (${members.map(({ entry }) => entry.from).join(", ")})` : "";
  return {
    source,
    summary,
    verdict: first.exposed ? "exposed" : first.verdict,
    title: [`${source}${names}: ${summary}`, step?.text ?? ""].filter((part) => part !== "").join(". "),
    y,
    shapes: [
      {
        look: members.length > 1 ? "source bundle" : "source",
        x: margin,
        y: y + 4,
        text: shortened(source, 23, 11),
      },
      { look: "way", d: `M${left - 12} ${y}H${x}` },
      ...passed.map((index) => ({ look: "pass", d: dot(columnX(index), y, 3) })),
      ...ending(first, x, y, columns.vault),
      { look: "answer", x: columns.answers + 4, y: isDenied ? y + 4 : y - 6, text: shortened(summary, 30) },
    ],
  };
}

/** A line into the vault, or a cross at the gate that ends it. */
function ending({ verdict, exposed }: VerdictEntry, x: number, y: number, vault: number): readonly Shape[] {
  const way = `M${x} ${y}H${vault - 5}`;
  const tip = `M${vault - 10} ${y - 5}l8 5l-8 5z`;
  switch (verdict) {
    case "allowed":
      return [
        { look: exposed ? "in exposed" : "in", d: way },
        { look: exposed ? "gateway exposed" : "gateway", d: dot(x, y, 5) + tip },
      ];
    case "denied":
      return [{ look: "out", d: cross(x, y, 6) }];
    case "partial":
    case "depends":
      return [
        { look: "maybe", d: way },
        { look: "gateway open", d: dot(x, y, 5) + tip },
      ];
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

/** The outline of a rectangle with round corners, as the data of a path. */
function box(x: number, y: number, width: number, height: number, radius: number): string {
  const corner = (right: number, down: number): string => `a${radius} ${radius} 0 0 1 ${right} ${down}`;
  const [across, along] = [width - 2 * radius, height - 2 * radius];
  return [
    `M${x + radius} ${y}h${across}${corner(radius, radius)}v${along}${corner(-radius, radius)}`,
    `h${-across}${corner(-radius, -radius)}v${-along}${corner(radius, -radius)}z`,
  ].join("");
}

/** A filled circle. */
function dot(x: number, y: number, radius: number): string {
  const half = (way: number): string => `a${radius} ${radius} 0 0 1 ${way * 2 * radius} 0`;
  return `M${x - radius} ${y}${half(1)}${half(-1)}z`;
}

function cross(x: number, y: number, half: number): string {
  const size = 2 * half;
  return `M${x - half} ${y - half}l${size} ${size}m0 ${-size}l${-size} ${size}`;
}

/** A text of at most `most` characters, the last `kept` of which are those of the whole: names often differ at their ends. */
function shortened(text: string, most: number, kept = 0): string {
  return text.length > most ? `${text.slice(0, most - 1 - kept)}…${text.slice(text.length - kept)}` : text;
}

/** At most `count` lines; what does not fit is left out in the middle, because names often differ at their ends. */
function linesOf(text: string, count: number): readonly string[] {
  const lines = piecesOf(text, letters);
  const room = Math.floor(letters * count * 0.7);
  return lines.length > count
    ? piecesOf(shortened(text, room, Math.floor(room / 2)), letters).slice(0, count)
    : lines;
}

/** A text in lines of at most `most` characters, broken after blanks and signs, and with a hyphen, or none in a name, within longer words. */
export function piecesOf(text: string, most: number, hyphen: "-" | "" = ""): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/(?<=[ /_.…-])/).flatMap((each) => partsOf(each, most, hyphen))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.trimEnd().length <= most)
      lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.map((line) => line.trimEnd());
}

function partsOf(word: string, most: number, hyphen: string): readonly string[] {
  if (word.trimEnd().length <= most) return [word];
  const end = most - hyphen.length;
  return [word.slice(0, end) + hyphen, ...partsOf(word.slice(end), most, hyphen)];
}

import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** Parts of a text that makes a pattern try many ways: what comes first, what is repeated, and what then does not fit. */
export interface Attack {
  readonly prefix: string;
  readonly pump: string;
  readonly suffix: string;
}

/** No pattern in this repository requires these at its end. */
const suffixes = ["", "\n\0", "!"];

/**
 * Texts made of a pattern's own parts. A backtracking matcher is slow where a repetition can begin or end at many places, so each text repeats
 * something that the pattern may repeat, behind what brings the matcher there, and ends in what fits nothing.
 */
export function attacksOn({ source, flags }: RegExp): readonly Attack[] {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
  });
  const repetitions: AST.Quantifier[] = [];
  const characters = new Set<string>();
  visitRegExpAST(pattern, {
    onQuantifierEnter: (node) => {
      if (node.max > 20) repetitions.push(node);
    },
    onCharacterEnter: ({ value }) => {
      characters.add(String.fromCodePoint(value));
    },
    onCharacterSetEnter: (node) => {
      for (const each of setSamples(node)) characters.add(each);
    },
  });
  if (repetitions.length === 0) return [];
  const prefixes = new Set(["", ...repetitions.map(before)]);
  const pumps = new Set([
    ...[...characters].slice(0, 24),
    ...repetitions.flatMap(({ element }) => samplesOf(element)),
    ...repetitions.map((each) => before(each) + sampleOf(each.element)),
    ...repetitions.flatMap((each) => pairsWith(each)),
  ]);
  return [...prefixes].flatMap((prefix) =>
    [...pumps]
      .filter((pump) => pump !== "")
      .flatMap((pump) => suffixes.map((suffix) => ({ prefix, pump, suffix }))),
  );
}

/** A text that matches everything of its alternative, and of those around it, before a node. */
function before(node: AST.Node): string {
  const { parent } = node;
  if (!parent) return "";
  const own =
    parent.type === "Alternative"
      ? parent.elements
          .slice(0, parent.elements.indexOf(node as AST.Element))
          .map(sampleOf)
          .join("")
      : "";
  return before(parent) + own;
}

function indexIn({ elements }: AST.Alternative, node: AST.Node): number {
  return elements.findIndex((each) => each === node);
}

/** A repetition and what comes next to it. */
function pairsWith(node: AST.Quantifier): readonly string[] {
  const next = node.parent.elements[indexIn(node.parent, node) + 1];
  return next ? samplesOf(node.element).map((sample) => sample + sampleOf(next)) : [];
}

function sampleOf(node: AST.Node): string {
  return samplesOf(node)[0] ?? "";
}

/** Short texts that a node matches: one for each way that it can go. */
function samplesOf(node: AST.Node): readonly string[] {
  switch (node.type) {
    case "Character":
      return [String.fromCodePoint(node.value)];
    case "CharacterClassRange":
      return samplesOf(node.min);
    case "CharacterSet":
      return setSamples(node);
    case "CharacterClass":
      return node.negate ? outside(node) : node.elements.flatMap(samplesOf);
    case "Quantifier":
      return samplesOf(node.element).map((sample) => sample.repeat(Math.max(1, node.min)));
    case "Alternative":
      return [node.elements.map(sampleOf).join("")];
    case "Group":
    case "CapturingGroup":
      return node.alternatives.flatMap(samplesOf);
    default:
      return [""];
  }
}

function setSamples(node: AST.CharacterSet): readonly string[] {
  if (node.kind === "any") return ["a"];
  if (node.kind === "property")
    return ["a", "\u0301", "\u200b", "!", "1"].filter((each) => new RegExp(node.raw, "u").test(each));
  if (node.kind === "space") return node.negate ? ["a"] : [" ", "\n"];
  if (node.kind === "digit") return [node.negate ? "a" : "1"];
  return [node.negate ? "-" : "a"];
}

/** Characters that a class leaves in. */
function outside(node: AST.CharacterClass): readonly string[] {
  const isOut = new RegExp(`^${node.raw}$`, "u");
  return ["a", "1", " ", "/", "\n", "[", "(", "{", '"', "\\"].filter((each) => isOut.test(each));
}

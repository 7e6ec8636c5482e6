import type { Language } from "../../server/src/core/index.ts";

/** Verbs as they follow one and several, and the forms of German words that depend on case. */
interface Grammar {
  readonly one: readonly string[];
  readonly several: readonly string[];
  /** Starts of a subject that is several although it ends in "1 more". */
  readonly and: string;
}

const grammars: Readonly<Record<Language, Grammar>> = {
  en: {
    one: ["is", "has", "was", "does", "allows", "contains", "uses", "fails", "passes", "matches", "differs"],
    several: ["are", "have", "were", "do", "allow", "contain", "use", "fail", "pass", "match", "differ"],
    and: "and",
  },
  de: {
    one: ["ist", "hat", "wird", "wurde", "würde", "lässt", "enthält", "kann", "trifft", "schlägt"],
    several: [
      "sind",
      "haben",
      "werden",
      "wurden",
      "würden",
      "lassen",
      "enthalten",
      "können",
      "treffen",
      "schlagen",
    ],
    and: "und",
  },
};

/** What may be between a number and its verb: nouns with adjectives, and what they belong to. */
const subject = String.raw`(?: (?!(?:and|und|of|von|but|aber|or|oder|would|may|can|must|will|würde|kann|muss|darf)(?![\wäöü]))[\wÄÖÜäöü-]+){1,3}(?: (?:of|von) (?:'[^']+'|them|davon))?(?: (?:here|hier|probably|together|zusammen))?`;

/** A verb in the singular after several, or in the plural after one. */
export function hasWrongVerb(text: string, language: Language): boolean {
  const { one, several, and } = grammars[language];
  const follows = (number: string, verbs: readonly string[]): RegExp =>
    new RegExp(
      String.raw`(?<![\d.,/']|(?:to|bis|of|von|${and}|the|der|at (?:least|most)|mindestens|höchstens) )(?:${number})${subject} (?:${verbs.join("|")})(?![\wäöü])`,
    );
  return follows("1", several).test(text) || follows(others(language), one).test(text);
}

function others(language: Language): string {
  return ["0", "2", (1000).toLocaleString(language).replace(".", "\\.")].join("|");
}

const dative = "von|mit|in|zu|bei|aus|nach|unter|außer|seit|an";
/** Plurals whose dative ends in -n. */
const plurals = "Befunde|Module|Subnetze|Endpunkte|Bereiche|Dienste|Werte|Zustände|Zugriffstest|Hinweise";

/** A German noun or adjective after a number that is not in the case that its preposition or determiner asks for. */
export function hasWrongCase(text: string): boolean {
  const number = String.raw`(?:\d[\d.]*)`;
  return [
    // "von 2 Befunde"
    String.raw`(?<![\wäöü])(?:${dative}) (?:0|[2-9]|\d[\d.]+) (?:[a-zäöü]+ )?(?:${plurals})(?![\wäöü])`,
    // "alle 3 weitere Regeln", "keine der 2 private Endpunkte"
    String.raw`(?<![\wäöü])(?:(?:[Aa]lle|[Bb]eide|[Dd]iese)(?: ${number})?|(?:[Dd]ie|[Dd]er|[Dd]en) ${number}) [a-zäöü]+(?:e|er) [A-ZÄÖÜ][\wäöüß-]*(?:n|s|e)(?![\wäöü])`,
    // "von 1 weitere Regel", "mit 1 privater Endpunkt"
    String.raw`(?<![\wäöü])(?:von|mit|zu|bei|aus|nach) 1 [a-zäöü]+e [A-ZÄÖÜ]`,
    String.raw`(?<![\wäöü])(?:hat|braucht|erlaubt|enthält|entfernt) 1 [a-zäöü]+er [A-ZÄÖÜ]`,
  ].some((pattern) => new RegExp(pattern).test(text));
}

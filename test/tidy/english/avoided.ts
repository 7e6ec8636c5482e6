/** A pattern that reads as translated or as British English, and what to write instead. */
interface Avoided {
  readonly pattern: RegExp;
  readonly instead: string;
}

const avoided: readonly Avoided[] = [
  { pattern: /\b(?:tells?|told|telling)\b/i, instead: "shows, reports, says" },
  { pattern: /\bstands?\b/i, instead: "is in, is next to, is declared in" },
  { pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b)/i, instead: "is not a" },
  {
    pattern: /\b(?:who|any|some|every)body\b|\bnobody\b|\bwhom\b|\bwhoever\b/i,
    instead: "clients, callers, no client, any address",
  },
  { pattern: /\b(?:shut|keep|kept)s? (?:\S+ ){0,2}out\b/i, instead: "blocks; is blocked" },
  { pattern: /\blet(?:s|ting)? (?:\S+ ){0,2}(?:in|through)\b/i, instead: "allows" },
  { pattern: /\bget(?:s|ting)? (?:in|through)\b(?! touch)/i, instead: "can reach, is allowed" },
  { pattern: /\blead(?:s|ing)? to\b/i, instead: "resolves to, links to" },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: "fix" },
  { pattern: /\b(?:puts?|takes?|taken|took) in\b/i, instead: "add, import" },
  {
    pattern: /\bmeant by\b|\bof ours\b|\bby itself\b|\bas far as\b|\bat hand\b|\bat once\b/i,
    instead: "another wording",
  },
  { pattern: /\bperhaps\b/i, instead: "may, not fully known" },
  { pattern: /\bmay do nothing\b/i, instead: "may have no effect" },
  { pattern: /\bbesides?\b/i, instead: "next to, in addition to" },
  { pattern: /\bgo(?:es)? on\b/i, instead: "continues" },
  { pattern: /\boutside of\b/i, instead: "outside" },
  { pattern: /\bin force\b/i, instead: "applies, selected" },
  { pattern: /\banew\b/i, instead: "again" },
  { pattern: /\b(?:is|are) none\b/, instead: "is not one" },
  { pattern: /\bwhose values count\b/i, instead: "to use" },
  {
    pattern:
      /\b(?:catalogue(?!\.json)|licence|look-ups?|set-up|(?:hono|behavio|neighbo|colo)ur\w*|\w+(?:ogn|utral|mor|ter)is(?:e[ds]?|ing))\b/i,
    instead: "American spelling",
  },
];

/** Each slip of a text, with its surroundings and what to write instead. */
export function slips(text: string): readonly string[] {
  return avoided.flatMap(({ pattern, instead }) =>
    [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(
      ({ 0: found, index }) => `"…${around(text, index, found.length)}…": write ${instead}`,
    ),
  );
}

function around(text: string, index: number, length: number): string {
  return text
    .slice(Math.max(0, index - 40), index + length + 30)
    .replaceAll(/\s+/g, " ")
    .trim();
}

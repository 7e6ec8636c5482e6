import type { GateFact } from "../access/gate-fact.ts";
import { decidingPage, findService } from "../services/catalogue.ts";
import type { Words } from "../words/words.ts";

/** The words with a remark at each step that rests on a page of the catalog which is more than a year old on a day (`2026-12-01`). */
export function wordsOnDay(words: Words, today: () => string): Words {
  const remarks = (facts: readonly GateFact[]): readonly string[] =>
    oldPages(facts, today()).map(words.services.oldPage);
  return { ...words, gate: (facts) => [words.gate(facts), ...remarks(facts)].join(" ") };
}

/** The dates of such pages; with bypass off, none of them decides. */
function oldPages(facts: readonly GateFact[], today: string): readonly string[] {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const dates = facts.flatMap((fact): readonly (string | null)[] => {
    if (fact.kind === "when") return oldPages(fact.facts, today);
    const service = restsOnCatalog(fact) ? findService(fact.service) : undefined;
    return service ? [decidingPage(service).date] : [];
  });
  const isOff = facts.some((fact) => fact.kind === "bypass" && fact.allows === "no");
  return isOff ? [] : [...new Set(dates.flatMap((date) => (date !== null && date < yearAgo ? [date] : [])))];
}

function restsOnCatalog(fact: GateFact): fact is Extract<GateFact, { readonly service: string }> {
  return "service" in fact && !(fact.kind === "trust-unclear" && fact.why === "managed-hsm");
}

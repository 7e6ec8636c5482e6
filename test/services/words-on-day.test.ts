import { describe, expect, it } from "vitest";
import type { GateFact } from "../../server/src/core/access/gate-fact.ts";
import { wordsOnDay } from "../../server/src/core/report/words-on-day.ts";
import { catalogueSource, decidingPage, services } from "../../server/src/core/services/catalogue.ts";
import { serviceStanding } from "../../server/src/core/services/service.ts";
import { languages } from "../../server/src/core/words/language.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";

const listed: GateFact = { kind: "trusted-scenario", service: "azure-storage" };
const on: GateFact = { kind: "bypass", allows: "yes", because: [] };
const off: GateFact = { kind: "bypass", allows: "no", because: [] };

function remark(facts: readonly GateFact[], today: string): string {
  const words = wordsIn("en");
  return wordsOnDay(words, () => today)
    .gate(facts)
    .slice(words.gate(facts).length);
}

describe("a step that rests on the catalog", () => {
  it.each([
    ["2027-08-20", ""],
    ["2027-08-21", ` This rests on a page of ${catalogueSource.asOf}, more than a year old.`],
  ])("on %s says of Microsoft's list of 2026-08-20: '%s'", (today, said) => {
    expect(remark([listed, on], today)).toBe(said);
  });

  it("says it in every language", () => {
    for (const language of languages) {
      const words = wordsIn(language);
      expect(wordsOnDay(words, () => "2030-01-01").gate([listed, on])).toContain(catalogueSource.asOf);
    }
  });

  it("says it once of two uses, and under an assumption too", () => {
    const when: GateFact = { kind: "when", when: [], facts: [listed, on] };
    expect(remark([listed, listed, on], "2030-01-01").match(/This rests/g)).toHaveLength(1);
    expect(remark([when], "2030-01-01")).toContain("This rests");
  });

  it("does not say it where bypass is off, or where another setting decides", () => {
    expect(remark([listed, off], "2030-01-01")).toBe("");
    expect(remark([{ kind: "no-service" }], "2030-01-01")).toBe("");
    expect(
      remark([{ kind: "trust-unclear", service: "azure-storage", why: "managed-hsm" }, on], "2030-01-01"),
    ).toBe("");
  });
});

describe("the deciding page", () => {
  it("is the list for what it trusts without a condition, else the service's own", () => {
    for (const service of services()) {
      const { url, date } = decidingPage(service);
      const isByList = serviceStanding(service).kind === "trusted" || !service.source;
      expect(url, service.id).toBe(isByList ? catalogueSource.url : service.source.url);
      expect(date === null || /^20\d\d-\d\d-\d\d$/.test(date), service.id).toBe(true);
    }
  });
});

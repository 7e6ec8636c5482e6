import { expect, test } from "vitest";
import { explanationMarkdown, sayWho } from "../../client/src/explain/explanation-markdown.ts";
import { english } from "../../client/src/say.ts";
import type { ExplanationResult } from "../../server/src/protocol.ts";
import { step, verdict } from "./verdicts.ts";

const denied: ExplanationResult = {
  shape: "firewall",
  client: "20.111.13.60",
  vault: "kv-prod",
  networkDecision: true,
  meaning: "The firewall has no rule for this address.",
  candidates: [{ root: "file:///main.bicep", key: "kv", symbol: "kv" }],
  template: verdict({
    from: "20.111.13.60",
    steps: [step("default-deny", "deny", { kind: "nothing-matched" }, 16)],
  }),
  drift: ["bypass: the service says None, the template AzureServices"],
  fixes: [
    { title: "Add 20.111.13.60/32 to ipRules of kv", tests: "all 4 access tests pass", documents: [] },
    { title: "Allow trusted services", tests: null, documents: [] },
  ],
  advice: ["The template may not be deployed yet."],
};

test("it says what happened, how template and service differ, what would help, and why", () => {
  const text = explanationMarkdown(english, denied);
  expect(text.split("\n").filter((line) => /^(#|\*)/.test(line))).toEqual([
    "# The network blocked 20.111.13.60 → kv-prod",
    "## The deployed vault differs from the template",
    "* bypass: the service says None, the template AzureServices",
    "## What would allow the client, narrowest first",
    "* Add 20.111.13.60/32 to ipRules of kv (all 4 access tests pass)",
    "* Allow trusted services",
    "## Things to check",
    "* The template may not be deployed yet.",
    "## What the template says",
    "### Denied: 20.111.13.60 → kv-prod",
  ]);
  expect(text).toContain("The firewall has no rule for this address.");
});

test("a missing permission is no matter of the network", () => {
  const text = explanationMarkdown(english, {
    ...denied,
    networkDecision: false,
    template: null,
    drift: [],
    fixes: [],
    advice: [],
  });
  expect(text).toMatch(/^# The network allowed 20\.111\.13\.60 → kv-prod; a permission is missing\n/);
  expect(text).not.toContain("## ");
});

test("what the text does not name is not made up", () => {
  expect(sayWho(english, { ...denied, client: null, vault: null })).toBe("a client → a vault");
});

test("text from a log cannot become anything but text", () => {
  const text = explanationMarkdown(english, {
    ...denied,
    vault: "[kv](https://example.org)",
    template: null,
  });
  expect(text).toContain("\\[kv\\](https\\://example.org)");
});

import type { StepResult, VerdictResult } from "../../server/src/protocol.ts";

const range = { start: { line: 11, character: 8 }, end: { line: 11, character: 17 } };

/** A verdict on vault `kv`; what is not said is empty. */
export function verdict(parts: Partial<VerdictResult>): VerdictResult {
  return {
    from: "203.0.113.7",
    root: "file:///main.json",
    key: "kv",
    environment: null,
    uri: "file:///main.json",
    range,
    module: null,
    vault: "kv",
    vaultName: "kv",
    verdict: "denied",
    was: null,
    reason: "DENY_DEFAULT_ACTION",
    dependsOn: [],
    allowed: [],
    denied: [],
    unknown: [],
    cases: [],
    steps: [],
    notes: [],
    scenario: null,
    ...parts,
  };
}

/** A step written somewhere in the template, at the line given (from 1), or nowhere. */
export function step(
  gate: string,
  outcome: StepResult["outcome"],
  text: string,
  line: number | null = null,
): StepResult {
  const position = { line: (line ?? 1) - 1, character: 0 };
  const place = { uri: "file:///main.json", range: { start: position, end: position } };
  return { gate, outcome, text, place: line === null ? null : place };
}

/** What the server says of an address that an IP rule lists. */
export const allowedByRule: VerdictResult = verdict({
  verdict: "allowed",
  reason: "ALLOW_IP_RULE",
  allowed: ["203.0.113.7/32"],
  steps: [
    step("control-plane", "not-applicable", "Data plane only."),
    step("private-endpoint", "not-applicable", "There is no private endpoint."),
    step("perimeter", "continue", "No perimeter."),
    step("trusted-service", "not-applicable", "This caller is no trusted service.", 15),
    step("public-access", "continue", "Public network access is not set; it is enabled by default.", 13),
    step("default-action", "continue", "The default action is Deny.", 16),
    step("subnet-rule", "not-applicable", "1 subnet rule; this caller comes from no subnet.", 18),
    step("ip-rule", "allow", "IP rule 1 (203.0.113.0/24) matches.", 17),
    step("default-deny", "not-applicable", "The default action denies whatever nothing has admitted.", 16),
  ],
});

/** A range of which one rule lists a part. */
export const partial: VerdictResult = verdict({
  from: "198.51.100.0/24",
  verdict: "partial",
  reason: "PARTIAL_ADDRESSES",
  allowed: ["198.51.100.0/28"],
  denied: ["198.51.100.16/28", "198.51.100.32/27", "198.51.100.64/26", "198.51.100.128/25"],
  steps: [
    step("ip-rule", "allow", "IP rule 2 (198.51.100.0/28) matches a part.", 17),
    step("default-deny", "deny", "The default action denies whatever nothing has admitted.", 16),
  ],
});

/** A vault whose default action is a parameter. */
export const dependsOnParameter: VerdictResult = verdict({
  verdict: "depends",
  reason: "DEPENDS_PARAMETER",
  dependsOn: ["parameter open"],
  cases: [
    { when: { open: true }, verdict: "allowed" },
    { when: { open: false }, verdict: "denied" },
  ],
  steps: [
    step("default-action", "maybe", "The default action depends on parameter open.", 16),
    step("ip-rule", "not-applicable", "There are no IP rules."),
  ],
});

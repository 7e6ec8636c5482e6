import { addTo } from "../../logic/grouped.ts";
import { spanKey } from "../../text/document.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { defaultActionImplicit } from "../kv105-default-action-implicit.ts";
import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { publicDespitePrivateEndpoint } from "../kv104-public-despite-private-endpoint.ts";
import type { FindingInstance, ReportedFinding } from "./reported-finding.ts";

const ofOpenVaults: ReadonlySet<string> = new Set([openToTheInternet.code, anyAddressRule.code]);

/** What KV101 and KV102 say as well, where they are neither off nor suppressed: KV105 is their reason, KV104 a related place. */
const ofTheirs: ReadonlySet<string> = new Set([
  defaultActionImplicit.code,
  publicDespitePrivateEndpoint.code,
]);

/** Says once that a vault is open. */
export function sayOpenOnce(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const openings = new Map<string, ReportedFinding[]>();
  for (const finding of findings)
    if (ofOpenVaults.has(finding.code) && !finding.suppressed) addTo(openings, keyOf(finding), finding);
  const endpoints = new Map<ReportedFinding, ReportedFinding[]>();
  const others = findings.filter((finding) => {
    const beside =
      ofTheirs.has(finding.code) && !finding.suppressed ? (openings.get(keyOf(finding)) ?? []) : [];
    const open = new Set(beside.flatMap(({ instances }) => instances.map(instanceKey)));
    const [opening] = beside;
    if (!opening || !finding.instances.every((each) => open.has(instanceKey(each)))) return true;
    if (finding.code === publicDespitePrivateEndpoint.code) addTo(endpoints, opening, finding);
    return false;
  });
  return others.map((finding) => {
    const found = endpoints.get(finding) ?? [];
    const related = found.map(({ span }) => ({ fact: { kind: "endpoint-closes-nothing" } as const, span }));
    return found.length === 0 ? finding : { ...finding, related: [...finding.related, ...related] };
  });
}

function keyOf({ declaration }: ReportedFinding): string {
  return declaration ? spanKey(declaration) : "";
}

function instanceKey({ module, vault }: FindingInstance): string {
  return `${module ?? ""} ${vault ?? ""}`;
}

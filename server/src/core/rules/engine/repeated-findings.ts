import { grouped } from "../../logic/grouped.ts";
import { spanKey } from "../../text/document.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { defaultActionImplicit } from "../kv105-default-action-implicit.ts";
import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { publicDespitePrivateEndpoint } from "../kv104-public-despite-private-endpoint.ts";
import type { FindingInstance, ReportedFinding } from "./reported-finding.ts";

/** They report that a vault is open, and with it what the repeating ones say: KV105 is its reason, and KV104 a place that belongs to it. */
export const openings: readonly string[] = [openToTheInternet.code, anyAddressRule.code];
export const repeating: readonly string[] = [publicDespitePrivateEndpoint.code, defaultActionImplicit.code];

/** Says once that a vault is open: where KV101 or KV102 reports all instances of another finding, that is a part of theirs, and suppressed with it. */
export function sayOpenOnce(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const opened = new Map(
    grouped(findings, (each) => (each.declaration && openings.includes(each.code) ? [keyOf(each)] : [])),
  );
  const endpoints = new Map<ReportedFinding, ReportedFinding[]>();
  const others = findings.flatMap((finding): readonly ReportedFinding[] => {
    const beside = repeating.includes(finding.code) ? (opened.get(keyOf(finding)) ?? []) : [];
    const reported = new Set(beside.flatMap(({ instances }) => instances.map(instanceKey)));
    const opening = beside.find(({ suppressed }) => !suppressed) ?? beside.at(0);
    if (
      !opening ||
      opening.severity === "hint" ||
      finding.suppressed ||
      !finding.instances.every((each) => reported.has(instanceKey(each)))
    )
      return [finding];
    if (opening.suppressed) return [{ ...finding, suppressed: opening.suppressed }];
    if (finding.code === publicDespitePrivateEndpoint.code)
      endpoints.set(opening, [...(endpoints.get(opening) ?? []), finding]);
    return [];
  });
  return others.map((finding) => {
    const related = (endpoints.get(finding) ?? []).map(
      ({ span }) => ({ fact: { kind: "endpoint-closes-nothing" }, span }) as const,
    );
    return related.length === 0 ? finding : { ...finding, related: [...finding.related, ...related] };
  });
}

function keyOf({ declaration }: ReportedFinding): string {
  return declaration ? spanKey(declaration) : "";
}

function instanceKey({ module, vault }: FindingInstance): string {
  return `${module ?? ""} ${vault ?? ""}`;
}

import { spanKey } from "../../text/document.ts";
import { anyAddressRule } from "../kv102-any-address-rule.ts";
import { openToTheInternet } from "../kv101-open-to-the-internet.ts";
import { publicDespitePrivateEndpoint } from "../kv104-public-despite-private-endpoint.ts";
import type { ReportedFinding } from "./reported-finding.ts";

const ofOpenVaults: ReadonlySet<string> = new Set([openToTheInternet.code, anyAddressRule.code]);

/** KV104 says at the private endpoint what KV101 and KV102 say at the vault: if that is suppressed, so is this. */
export function suppressRepeated(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const accepted = new Map(
    findings.flatMap(({ code, declaration, suppressed }) =>
      ofOpenVaults.has(code) && declaration && suppressed ? [[spanKey(declaration), suppressed]] : [],
    ),
  );
  return findings.map((finding) => {
    if (finding.code !== publicDespitePrivateEndpoint.code || finding.suppressed || !finding.declaration)
      return finding;
    return { ...finding, suppressed: accepted.get(spanKey(finding.declaration)) ?? null };
  });
}

import { describe, expect, test } from "vitest";
import { summarizeVerdict } from "../../server/src/core/report/verdict-summary.ts";
import { briefOf } from "../../server/src/core/access/brief.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import {
  ask,
  type JsonObject,
  privateEndpoint,
  subnetId,
  template,
  vault,
  virtualNetwork,
} from "./deployment.ts";

const network = virtualNetwork("vnet", { off: false, on: true });
const rules = [{ id: subnetId("vnet", "off") }];

function say(acls: JsonObject, from: string, ...others: readonly JsonObject[]): string {
  const networkAcls = { defaultAction: "Deny", bypass: "AzureServices", ...acls };
  const verdict = ask(template([vault({ networkAcls }), network, ...others]), from);
  return summarizeVerdict(wordsIn("en"), verdict);
}

describe("what a denied caller lacks", () => {
  test.each<[string, string, JsonObject]>([
    ["Denied · no service endpoint", "subnet:off", { virtualNetworkRules: rules }],
    ["Denied · subnet not listed", "subnet:on", { virtualNetworkRules: rules }],
    ["Denied · subnet not listed", "subnet:on", {}],
    ["Denied · address not listed", "203.0.113.7", { ipRules: [{ value: "198.51.100.0/24" }] }],
    ["Denied · IPv6", "2001:db8::1", {}],
    ["Denied · bypass is None", "service:azure-backup", { bypass: "None" }],
    ["Denied · not trusted", "service:azure-devops-pipelines", {}],
    ["Denied · default", "internet", {}],
    ["Denied · default", "internet", { ipRules: [{ value: "198.51.100.0/24" }] }],
  ])("%s for %s", (summary, from, acls) => {
    expect(say(acls, from)).toBe(summary);
  });

  test("is the approval of a private endpoint before everything else", () => {
    const waiting = JSON.parse(
      JSON.stringify(privateEndpoint(subnetId("vnet", "on"))).replace(
        "privateLinkServiceConnections",
        "manualPrivateLinkServiceConnections",
      ),
    ) as JsonObject;
    expect(say({}, "subnet:on", waiting)).toBe("Denied · endpoint not approved");
  });

  test("is nothing if public access is what denies it", () => {
    const closed = vault({ publicNetworkAccess: "Disabled", networkAcls: { defaultAction: "Deny" } });
    expect(summarizeVerdict(wordsIn("en"), ask(template([closed]), "203.0.113.7"))).toBe(
      "Denied · public access off",
    );
  });
});

test("a trusted scenario is said in a few words", () => {
  expect(say({}, "service:azure-backup")).toBe("Allowed for “Allow backup and restore of relevant…” only");
});

test("a rule that lists a subnet without its service endpoint says both", () => {
  const networkAcls = { defaultAction: "Deny", virtualNetworkRules: rules };
  const { steps } = ask(template([vault({ networkAcls }), network]), "subnet:off");
  const step = steps.find(({ gate }) => gate === "subnet-rule");
  const brief = briefOf(step?.facts ?? []);
  expect(step?.outcome).toBe("continue");
  expect(wordsIn("en").brief(brief)).toBe("listed, endpoint missing");
});

import { expect, test } from "vitest";
import { check } from "../../server/src/core/workspace/check.ts";
import type { CallerScene } from "./callers.ts";
import { read, type Scene, type SubnetScene, verdictOn } from "./scene.ts";

/**
 * Whatever stops a caller, one rule reports it: what is on the way KV307, KV409 or KV410, what is at the vault KV501, KV502 or
 * KV510. Of what is not certain, none does.
 */

const onWay = ["KV307", "KV409", "KV410"];
const atVault = ["KV501", "KV502", "KV510"];

const app = { kind: "app", subnet: "v/app" } as const;

/** Each of them is stopped by everything there is, in some of the scenes. */
const callers: Readonly<Record<string, CallerScene>> = {
  "a reference": { ...app, holds: "reference", routesAll: true },
  "code of an app": { ...app, holds: "address", routesAll: true },
  "code without Route All": { ...app, holds: "address", routesAll: false },
  "a container app": { kind: "container-app", subnet: "v/app", hasProfiles: true },
  "a gateway": { kind: "gateway", subnet: "v/app" },
};

const reasonsOnWay = ["DENY_FIREWALL", "DENY_NAME_RESOLUTION", "DENY_NETWORK_SECURITY_GROUP", "DENY_ROUTE"];

const hub = { prefix: "10.9.0.0/16", subnets: { pe: { prefix: "10.9.0.0/24" } } };
const inHub = { subnet: "hub/pe", zones: ["z"] };

const vaults: Readonly<Record<string, Scene["vault"]>> = {
  open: {},
  "for the subnet": { allows: ["v/app"] },
  private: { isPrivate: true },
};

/** What is between: names and networks, then the rules and routes of the subnet. */
const ways: Readonly<Record<string, Partial<Scene>>> = {
  "no endpoint": {},
  "an endpoint beside it": { endpoint: { subnet: "v/pe", zones: ["z"] }, zones: { z: { links: ["v"] } } },
  "a zone without the record": {
    endpoint: { subnet: "v/pe", zones: ["elsewhere"] },
    zones: { z: { links: ["v"] } },
  },
  "a peering of one link": {
    endpoint: inHub,
    zones: { z: { links: ["v", "hub"] } },
    peerings: ["v hub"],
  },
  "a closed peering": {
    endpoint: inHub,
    zones: { z: { links: ["v", "hub"] } },
    peerings: ["v hub", "hub v no-access"],
  },
  "an open peering": {
    endpoint: inHub,
    zones: { z: { links: ["v", "hub"] } },
    peerings: ["v hub", "hub v"],
  },
};

const subnets: Readonly<Record<string, readonly [SubnetScene, Partial<Scene>]>> = {
  open: [{ prefix: "" }, {}],
  "with the service endpoint": [{ prefix: "", hasEndpoint: true }, {}],
  "without outbound access": [{ prefix: "", isPrivate: true }, {}],
  "with a group that denies the internet": [
    { prefix: "", group: "nsg", hasEndpoint: true },
    { groups: { nsg: ["200 Deny Outbound Internet *"] } },
  ],
  "with a group that denies all": [
    { prefix: "", group: "nsg" },
    { groups: { nsg: ["4096 Deny Outbound * *"] } },
  ],
  "with a route to nowhere": [{ prefix: "", table: "rt" }, { tables: { rt: ["0.0.0.0/0 None"] } }],
  "behind a firewall": [
    { prefix: "", table: "rt" },
    {
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      firewall: { network: "hub", rules: ["application 200 Allow *.ubuntu.com"] },
    },
  ],
};

test.each(Object.entries(callers))("%s is reported by the rule for what stops it", (_, caller) => {
  const wrong: string[] = [];
  const reasons = new Set<string>();
  for (const { name, scene } of scenesWith(caller)) {
    const analysis = read(scene, "Terraform");
    const { verdict, reason } = verdictOn("caller", analysis.worlds);
    const codes = check(analysis).map(({ code }) => code);
    const [way, vault] = [onWay, atVault].map((own) => codes.filter((code) => own.includes(code)).length);
    const expected = verdict !== "denied" ? [0, 0] : isOnWay(reason) ? [1, 0] : [0, 1];
    if (verdict === "denied") reasons.add(reason);
    if (way !== expected[0] || vault !== expected[1])
      wrong.push(`${name}: ${verdict} ${reason}, but ${codes.join(" ")}`);
  }
  expect(wrong).toEqual([]);
  expect([...reasons].filter(isOnWay).sort()).toEqual(reasonsOnWay);
});

function isOnWay(reason: string): boolean {
  return reasonsOnWay.includes(reason);
}

function scenesWith(caller: CallerScene): readonly { readonly name: string; readonly scene: Scene }[] {
  return Object.entries(vaults).flatMap(([forWhom, vault = {}]) =>
    Object.entries(ways).flatMap(([way, between]) =>
      Object.entries(subnets).map(([kind, [subnet, around]]) => ({
        name: `a vault that is ${forWhom}, ${way}, a subnet ${kind}`,
        scene: {
          ...between,
          ...around,
          caller,
          vault,
          networks: {
            v: {
              prefix: "10.1.0.0/16",
              subnets: { app: { ...subnet, prefix: "10.1.1.0/24" }, pe: { prefix: "10.1.2.0/24" } },
            },
            hub,
          },
        },
      })),
    ),
  );
}

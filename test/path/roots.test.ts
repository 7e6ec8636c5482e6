import { describe, expect, it } from "vitest";
import { analysesOf } from "../landscape/workspace.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { armRoots } from "./arm-scene.ts";
import { bicepRoots } from "./bicep-scene.ts";
import { type NetworkScene, type Scene, type SubnetScene, verdictOn } from "./scene.ts";
import { terraformRoots } from "./terraform-scene.ts";

/** The vault is in one root, and all of the network in another one. */
const roots = {
  "ARM JSON": { app: "/app/main.json", print: armRoots },
  Bicep: { app: "/app/main.bicep", print: bicepRoots },
  Terraform: { app: "/app/", print: terraformRoots },
} as const;

/** The vault has a private endpoint in the network `w`, by which the roots are linked; only there, its name resolves to it. */
const atEndpoint = {
  endpoint: { subnet: "w/pe", zones: ["z"] },
  zones: { z: { links: ["w"] } },
};
const w = { prefix: "10.2.0.0/16", subnets: { pe: { prefix: "10.2.2.0/24" } } };
const hub = { prefix: "10.9.0.0/16", subnets: {} };
const linked = { ...atEndpoint, zones: { z: { links: ["v", "w"] } } };

function network(app: Partial<SubnetScene>): NetworkScene {
  return { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/24", ...app } } };
}

const scenes: readonly (readonly [name: string, scene: Scene, gets: string])[] = [
  ["nothing on the way", { ...atEndpoint, networks: { v: network({}), w } }, "allowed ALLOW_FIREWALL_OFF"],
  [
    "a security group",
    {
      ...atEndpoint,
      networks: { v: network({ group: "nsg" }), w },
      groups: { nsg: ["100 Deny Outbound Internet *"] },
    },
    "denied DENY_NETWORK_SECURITY_GROUP",
  ],
  [
    "a route",
    { ...atEndpoint, networks: { v: network({ table: "rt" }), w }, tables: { rt: ["0.0.0.0/0 None"] } },
    "denied DENY_ROUTE",
  ],
  [
    "a firewall",
    {
      ...atEndpoint,
      networks: { v: network({ table: "rt" }), w, hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      firewall: { network: "hub", rules: ["application 100 Allow *.database.windows.net"] },
    },
    "denied DENY_FIREWALL",
  ],
  [
    "a peering",
    { ...linked, networks: { v: network({}), w }, peerings: ["v w", "w v"] },
    "allowed ALLOW_PRIVATE_ENDPOINT",
  ],
  ["half a peering", { ...linked, networks: { v: network({}), w }, peerings: ["v w"] }, "denied DENY_ROUTE"],
];

describe.each(Object.entries(roots))("in %s", (_, { app, print }) => {
  it.each(scenes)("%s of another root counts", (_name, scene, gets) => {
    const found = analysesOf(renamed(print(scene))).find(({ root }) => root === app);
    const { verdict, reason } = verdictOn("v/app", found?.worlds ?? []);
    expect(`${verdict} ${reason}`).toBe(gets);
  });
});

/** Roots are linked by names that a vault can have. */
function renamed(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]): [string, string] => [
      path,
      text.replaceAll(/(name"?\s*[=:]\s*)"kv"/g, '$1"kv-shop"').replaceAll("'kv'", "'kv-shop'"),
    ]),
  );
}

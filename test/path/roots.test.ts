import { describe, expect, it } from "vitest";
import { analysesOf } from "../landscape/workspace.ts";
import { armRoots } from "./arm-scene.ts";
import { bicepRoots } from "./bicep-scene.ts";
import type { NetworkScene, Scene, SubnetScene } from "./scene.ts";
import { verdictOn } from "./scene.ts";
import { terraformRoots } from "./terraform-scene.ts";

/** The vault is in one root, and all of the network in another one, in which its subnet has a name that the vault lists. */
const roots = {
  "ARM JSON": { app: "/app/main.json", print: armRoots },
  Bicep: { app: "/app/main.bicep", print: bicepRoots },
  Terraform: { app: "/app/", print: terraformRoots },
} as const;

function network(app: Partial<SubnetScene>): NetworkScene {
  return {
    prefix: "10.1.0.0/16",
    subnets: { app: { prefix: "10.1.1.0/24", hasEndpoint: true, ...app }, pe: { prefix: "10.1.2.0/24" } },
  };
}

const vault = { allows: ["v/app"] };
const hub = { prefix: "10.9.0.0/16", subnets: {} };
const other = { prefix: "10.2.0.0/16", subnets: { pe: { prefix: "10.2.2.0/24" } } };
const atEndpoint = {
  networks: { v: network({}), w: other },
  endpoint: { subnet: "w/pe", zones: ["z"] },
  zones: { z: { links: ["v"] } },
};

const scenes: readonly (readonly [name: string, scene: Scene, gets: string])[] = [
  ["nothing on the way", { vault, networks: { v: network({}) } }, "allowed ALLOW_SUBNET_RULE"],
  [
    "a security group",
    { vault, networks: { v: network({ group: "nsg" }) }, groups: { nsg: ["100 Deny Outbound Internet *"] } },
    "denied DENY_NETWORK_SECURITY_GROUP",
  ],
  [
    "a route",
    {
      vault,
      networks: { v: network({ table: "rt", hasEndpoint: false }) },
      tables: { rt: ["0.0.0.0/0 None"] },
    },
    "denied DENY_ROUTE",
  ],
  [
    "a firewall",
    {
      vault,
      networks: { v: network({ table: "rt", hasEndpoint: false }), hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      firewall: { network: "hub", rules: ["application 100 Allow *.database.windows.net"] },
    },
    "denied DENY_FIREWALL",
  ],
  ["a peering", { vault, ...atEndpoint, peerings: ["v w", "w v"] }, "allowed ALLOW_PRIVATE_ENDPOINT"],
  ["half a peering", { vault, ...atEndpoint, peerings: ["v w"] }, "denied DENY_ROUTE"],
];

describe.each(Object.entries(roots))("in %s", (_, { app, print }) => {
  it.each(scenes)("%s of another root counts", (_name, scene, gets) => {
    const found = analysesOf(print(scene)).find(({ root }) => root === app);
    const { verdict, reason } = verdictOn("v/app", found?.worlds ?? []);
    expect(`${verdict} ${reason}`).toBe(gets);
  });
});

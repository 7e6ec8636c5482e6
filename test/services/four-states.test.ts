import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { judge } from "../../server/src/core/access/verdict.ts";
import { analyze, type Files } from "../../server/src/core/index.ts";
import { isListed, services } from "../../server/src/core/services/catalogue.ts";
import {
  type Service,
  serviceStanding,
  type ServiceStanding,
} from "../../server/src/core/services/service.ts";

const text = readFileSync(join(import.meta.dirname, "consumers/frame.bicep"), "utf8");
const files: Files = {
  get: (id) => (id === "/main.bicep" ? { id, text } : null),
  resolve: (_, path) => path,
  list: () => ["/main.bicep"],
};
const [world] = analyze({ root: "/main.bicep", files }).worlds;

/** The verdicts on `service:ID` where a vault denies with and without bypass, is disabled with bypass, and is secured by a perimeter. */
function verdictsOn(service: Service): readonly string[] {
  const vaults = world?.network.vaults ?? [];
  return ["kv", "kv-none", "kv-disabled", "kv-perimeter"].map((name) => {
    const vault = vaults.find((each) => each.name.kind === "known" && each.name.value === name);
    return world && vault ? judge(vault, world.network, { kind: "service", service }).verdict : "";
  });
}

/**
 * The 38 rows of the page of 2025-02-25 (https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints), with the
 * one that the page of 2026-08-20 adds. "The bypass continues to apply when public access is disabled"; a perimeter overrides it.
 */
describe("a service on Microsoft's list", () => {
  const conditional = ["azure-api-management", "azure-data-factory", "azure-synapse-analytics"];

  test.each(services().filter(isListed))("$id is allowed by the bypass, and by nothing else", (service) => {
    const open = conditional.includes(service.id) ? "depends" : "allowed";
    expect(verdictsOn(service)).toEqual([open, "denied", open, "denied"]);
  });

  it("has a source of its own where the list does not state the condition", () => {
    const named = services().filter(({ id, source }) => conditional.includes(id) && source !== undefined);
    expect(named.map(({ id }) => id)).toEqual(conditional);
  });
});

describe("a service that is not on the list", () => {
  const byStanding: Partial<Record<ServiceStanding["kind"], readonly string[]>> = {
    unknown: ["depends", "denied", "depends", "denied"],
    trustedIf: ["depends", "denied", "depends", "denied"],
    controlPlane: ["allowed", "allowed", "allowed", "allowed"],
  };

  test.each(services().filter((service) => !isListed(service)))(
    "$id is never allowed by the bypass alone",
    (service) => {
      const { kind } = serviceStanding(service);
      const verdicts = verdictsOn(service);
      const expected = byStanding[kind];
      if (expected) expect(verdicts).toEqual(expected);
      else expect(verdicts).not.toContain("allowed");
    },
  );

  test.each(services().filter(({ trustStatus }) => trustStatus === "service-doc-only"))(
    "$id names the page that asks for the bypass",
    ({ source }) => {
      expect(source).toBeDefined();
    },
  );

  test.each(services().filter(({ identity }) => identity.ruledOut !== undefined))(
    "$id names the page that rules out an identity",
    ({ source }) => {
      expect(source?.date).toBeTruthy();
    },
  );
});

import { describe, expect, it } from "vitest";
import { analyze, type Fix, applyChanges, changesFor } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { titleOf } from "../support/said.ts";

const required = (versions: string): string =>
  `terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "${versions}"
    }
  }
}
`;
const open = `resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
}
`;
const lock = (version: string): string =>
  `provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "${version}"\n}\n`;
const subnet = (network: string): string => `${network}
resource "azurerm_key_vault" "kv" {
  name = "kv-shop"
  network_acls {
    bypass                     = "None"
    default_action             = "Deny"
    virtual_network_subnet_ids = [azurerm_subnet.app.id]
  }
}
`;
const own = `resource "azurerm_subnet" "app" {
  name                 = "app"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.0.0/24"]
}`;

/** The fixes of a rule, each with the text that it makes of `main.tf`. */
function fixesFor(
  code: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const files = { ...filesInMemory({ "/main.tf": text, ...more }) };
  const analysis = analyze({ root: "/", files });
  const fixes = check(analysis)
    .filter((each) => each.code === code)
    .flatMap((each) => each.fixes());
  const textAfter = (fix: Fix): string => applyChanges(text, changesFor(fix, files) ?? []);
  return new Map(fixes.map((fix) => [titleOf(fix), textAfter(fix)]));
}

const disable = "Set public_network_access_enabled to false (blocks all public addresses)";
const deny = "Set default_action to 'Deny' (blocks callers that are not listed)";

describe("public_network_access_enabled, which came with azurerm 3.19.0,", () => {
  it.each([
    ["~> 3.5.0", false],
    ["= 3.10.0", false],
    ["3.18.0", false],
    ["<= 3.18.0", false],
    ["< 3.19.0", false],
    [">= 2.0, < 3.0", false],
    ["~> 2.99", false],
    ["3.19.0", true],
    ["~> 3.19.0", true],
    ["~> 3.0", true],
    ["~> 3", true],
    [">= 3.0", true],
    ["< 3.19.1", true],
    ["!= 3.10.0", true],
    ["~> 4.1", true],
    ["~> 5.0", true],
  ])("with %s: %s", (versions, isOffered) => {
    const titles = [...fixesFor("KV101", required(versions) + open).keys()];
    expect(titles).toEqual(isOffered ? [deny, disable] : [deny]);
  });

  it("follows the lock file where constraints leave it open", () => {
    const locked = (version: string): readonly string[] => [
      ...fixesFor("KV101", required("~> 3.0") + open, { "/.terraform.lock.hcl": lock(version) }).keys(),
    ];
    expect(locked("3.10.0")).toEqual([deny]);
    expect(locked("3.117.1")).toEqual([deny, disable]);
  });

  it("is written where nothing says which version is used", () => {
    expect([...fixesFor("KV101", open).keys()]).toEqual([deny, disable]);
  });

  it("is changed where it is written", () => {
    const written = open.replace("}", "  public_network_access_enabled = true\n}");
    expect([...fixesFor("KV101", required("= 3.10.0") + written).keys()]).toContain(disable);
  });
});

describe("service_endpoints of subnets, which ended with azurerm 5.0,", () => {
  it.each(["~> 5.0", "= 5.2.0"])("are blocks with %s", (versions) => {
    const [text = ""] = fixesFor("KV302", required(versions) + subnet(own)).values();
    expect(text).toMatch(/service_endpoint \{\s*service = "Microsoft.KeyVault"\s*\}/);
    expect(text).not.toContain("service_endpoints");
  });

  it.each(["~> 4.0", "< 5.0.0", "3.117.0"])("are a list with %s", (versions) => {
    const [text = ""] = fixesFor("KV302", required(versions) + subnet(own)).values();
    expect(text).toMatch(/service_endpoints\s+= \["Microsoft.KeyVault"\]/);
  });

  it("are a list where one is written", () => {
    const listed = own.replace("\n}", '\n  service_endpoints = ["Microsoft.Storage"]\n}');
    const fixes = fixesFor("KV302", subnet(listed));
    expect([...fixes.values()][0]).toContain(
      'service_endpoints = ["Microsoft.Storage", "Microsoft.KeyVault"]',
    );
  });
});

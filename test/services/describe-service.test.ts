import { describe, expect, it, test } from "vitest";
import { bypassSummary } from "../../server/src/core/services/bypass-summary.ts";
import { findService, services } from "../../server/src/core/services/catalogue.ts";
import { describeNeeds, describeService } from "../../server/src/core/services/describe-service.ts";

describe("describeService", () => {
  test.each(services)("$id: at most twelve lines, its name, scenario and absolute links", (service) => {
    const text = describeService(service);
    expect(text.split("\n").length).toBeLessThanOrEqual(12);
    expect(text).toContain(service.name);
    expect(text).toContain(service.scenario.links[0]?.text ?? service.scenario.text);
    expect(text).not.toMatch(/\]\((?!https:\/\/)/);
  });

  test.each([
    ["azure-backup", "**Azure Backup**: trusted, for this scenario only"],
    ["azure-synapse-analytics", "trusted if it uses its system-assigned identity"],
    ["azure-data-factory", "trusted if it runs on an Azure-hosted runtime"],
    ["azure-devops-pipelines", "not a trusted service"],
    ["azure-devops-pipelines", "- Private endpoint: "],
    ["cosmos-db-cmk", "not on Microsoft's list, although its own page relies on the bypass"],
    ["redis-enterprise-cmk", "whether the bypass applies is not stated"],
    ["arm-child-secrets-and-keys", "not filtered by the firewall"],
    ["service-connector-secret-store", "depends on the client that reads the vault"],
    ["azure-virtual-machines-deployment-service", "The vault needs `enabledForDeployment`."],
    ["azure-storage", "- Not covered: Clients of the storage account."],
    ["azure-storage", "of 2026-08-20, listed since 2018-08-28"],
  ])("%s says: %s", (id, words) => {
    const service = findService(id);
    expect(service && describeService(service)).toContain(words);
  });
});

describe("describeNeeds", () => {
  test.each([
    ["azure-devops-pipelines", "a subnet rule, private endpoint, or IP rule"],
    ["aks-kms-legacy", "a private endpoint or public access"],
    ["terraform-data-plane-resources", "an IP rule, subnet rule, or private endpoint"],
    ["azure-backup", ""],
    ["cosmos-db-cmk", ""],
  ])("%s: %s", (id, ways) => {
    const service = findService(id);
    expect(service && describeNeeds(service)).toBe(ways);
  });
});

describe("bypassSummary", () => {
  it("is short", () => {
    expect(bypassSummary().split("\n")).toHaveLength(4);
  });

  test.each([
    "39 services on",
    "2026-08-20",
    "even if public access is disabled",
    "each only in its listed scenario",
    "`None`",
    "Azure DevOps",
    "App Service Key Vault references",
    "Azure Functions",
    "AKS",
    "GitHub Actions",
  ])("says %s", (words) => {
    expect(bypassSummary()).toContain(words);
  });
});

import { describe, expect, it, test } from "vitest";
import { englishTexts, findService, services } from "../../server/src/core/services/catalogue.ts";
import {
  bypassSummary,
  describeNeeds,
  describeService,
} from "../../server/src/core/report/describe-service.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";

const english = wordsIn("en");

describe("describeService", () => {
  test.each(services())("$id: at most twelve lines, its name, scenario and absolute links", (service) => {
    const text = describeService(service, english);
    expect(text.split("\n").length).toBeLessThanOrEqual(12);
    expect(text).toContain(service.name);
    const { scenario } = englishTexts(service.id);
    expect(text).toContain(scenario.links[0]?.text ?? scenario.text);
    expect(text).not.toMatch(/\]\((?!https:\/\/)/);
  });

  test.each([
    ["azure-backup", "**Azure Backup**: trusted, for this scenario only"],
    ["azure-synapse-analytics", "trusted only with its system-assigned identity"],
    ["azure-data-factory", "trusted only on the Azure-hosted runtime"],
    ["azure-devops-pipelines", "not a trusted service"],
    ["azure-devops-pipelines", "; Private endpoint: "],
    ["cosmos-db-cmk", "not on the list of trusted services, though its own documentation relies on bypass"],
    ["elastic-san-cmk", "whether bypass allows it is not documented"],
    ["arm-child-secrets-and-keys", "not filtered by the firewall"],
    ["service-connector-secret-store", "evaluated as the client that reads the vault"],
    ["azure-virtual-machines-deployment-service", "the vault needs `enabledForDeployment`."],
    ["azure-storage", "- Not covered: Clients of the storage account."],
    ["azure-storage", "of 2026-08-20, listed since 2018-08-28"],
  ])("%s says: %s", (id, words) => {
    const service = findService(id);
    expect(service && describeService(service, english)).toContain(words);
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
    expect(service && describeNeeds(service, english)).toBe(ways);
  });
});

describe("bypassSummary", () => {
  const summary = bypassSummary(english, { kind: "vault", isDefault: true });

  it("is short", () => {
    expect(summary.split("\n")).toHaveLength(4);
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
    expect(summary).toContain(words);
  });
});

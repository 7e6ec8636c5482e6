import { describe, expect, it, test } from "vitest";
import { findService, services } from "../../server/src/core/services/catalogue.ts";
import { serviceStanding, type ServiceStanding } from "../../server/src/core/services/service.ts";

const cases: readonly (readonly [id: string, standing: ServiceStanding])[] = [
  ["azure-backup", { kind: "trusted" }],
  ["azure-app-service", { kind: "trusted" }],
  ["azure-ai-search", { kind: "trusted" }],
  ["azure-api-management", { kind: "trustedIf", needs: "identity", identity: "system-assigned" }],
  ["api-management-named-values", { kind: "trustedIf", needs: "identity", identity: "system-assigned" }],
  ["azure-synapse-analytics", { kind: "trustedIf", needs: "identity", identity: "system-assigned" }],
  ["azure-data-factory", { kind: "trustedIf", needs: "runtime", runtime: "azure-hosted" }],
  ["cosmos-db-cmk", { kind: "unknown", because: "claimed-by-its-own-page" }],
  ["aks-kms-data-encryption", { kind: "unknown", because: "claimed-by-its-own-page" }],
  ["data-factory-cmk", { kind: "unknown", because: "not-stated" }],
  ["azure-devops-pipelines", { kind: "notTrusted" }],
  ["app-service-key-vault-references", { kind: "notTrusted" }],
  ["aks-kms-legacy", { kind: "notTrusted" }],
  ["arm-child-secrets-and-keys", { kind: "controlPlane" }],
  ["app-configuration-key-vault-references", { kind: "followClient" }],
];

describe("serviceStanding", () => {
  test.each(cases)("%s", (id, standing) => {
    const service = findService(id);
    expect(service && serviceStanding(service)).toEqual(standing);
  });

  it("has an example above for every case that occurs", () => {
    const occurring = new Set(services().map((service) => JSON.stringify(serviceStanding(service))));
    const tested = new Set(cases.map(([, standing]) => JSON.stringify(standing)));
    expect(tested).toEqual(occurring);
  });

  it("names the identity wherever one decides", () => {
    const open = services()
      .map(serviceStanding)
      .filter((standing) => standing.kind === "trustedIf" && standing.needs === "identity")
      .filter((standing) => "identity" in standing && standing.identity === "unknown");
    expect(open).toEqual([]);
  });

  it("calls trusted only what has a row in Microsoft's list", () => {
    const unlisted = services().filter(({ list }) => list === undefined);
    expect(unlisted.filter((service) => serviceStanding(service).kind === "trusted")).toEqual([]);
  });

  it("calls nothing untrusted that has a row", () => {
    const kinds = new Set(
      services()
        .filter(({ list }) => list)
        .map((service) => serviceStanding(service).kind),
    );
    expect(kinds).toEqual(new Set(["trusted", "trustedIf"]));
  });
});

import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { services } from "../../server/src/core/services/catalogue.ts";
import { languages, wordsIn } from "../../server/src/core/index.ts";
import { searchServices } from "../../server/src/core/services/search.ts";

/** What people type, and the answers they must see, the first of them at the top. */
const answers: readonly (readonly [typed: string, first: string, ...others: string[]])[] = [
  ["devops", "azure-devops-pipelines", "dev-center-and-managed-devops-pools"],
  ["function", "azure-functions-key-vault-references"],
  ["app service", "azure-app-service", "app-service-key-vault-references"],
  ["azure bac", "azure-backup"],
  ["pipelines", "azure-devops-pipelines", "ci-runner-clients", "azure-data-factory"],
  ["github", "ci-runner-clients"],
  ["aks", "aks-secrets-store-csi", "aks-kms-legacy"],
  ["azure kubernetes service", "aks-secrets-store-csi"],
  ["kubernets", "aks-secrets-store-csi"],
  ["apim", "azure-api-management", "api-management-named-values"],
  ["Terraform", "terraform-data-plane-resources"],
  ["frontdoor", "azure-front-door-classic", "azure-front-door-standard-premium"],
  ["bitlocker", "azure-disk-encryption-volume-encryption-service"],
  ["tde", "azure-sql-database"],
  ["macsec", "azure-expressroute"],
  ["logic app", "logic-apps-standard-key-vault-references", "logic-apps-consumption-key-vault-connector"],
  ["openai", "cognitive-services-cmk"],
  ["ADF", "azure-data-factory", "data-factory-cmk"],
  ["AML", "azure-machine-learning"],
  ["Event Hub", "azure-event-hubs"],
  ["Front Door", "azure-front-door-classic", "azure-front-door-standard-premium"],
  ["AFD", "azure-front-door-classic", "azure-front-door-standard-premium"],
  ["App Gateway", "azure-application-gateway"],
  ["AGIC", "azure-application-gateway"],
  ["ADE", "azure-disk-encryption-volume-encryption-service"],
  ["SQL TDE", "azure-sql-database"],
  ["SQL MI", "azure-sql-database"],
  ["SHIR", "azure-data-factory"],
  ["SSIS", "azure-data-factory"],
  ["ADB", "azure-databricks"],
  ["Databricks secret scope", "azure-databricks"],
  ["Log Analytics workspace", "azure-monitor"],
  ["AOAI", "cognitive-services-cmk"],
  ["ACA", "container-apps-key-vault-secrets"],
  ["ACI", "container-instances-application-code", "container-instances-cmk"],
  ["ACR", "azure-container-registry", "container-registry-credential-sets"],
  ["ADX", "kusto-cluster-cmk"],
  ["ASE", "app-service-environment-custom-domain-suffix"],
  ["SWA", "static-web-apps-key-vault-references"],
  ["RSV", "recovery-services-vault-cmk"],
  ["VMSS", "azure-virtual-machines-deployment-service"],
  ["AVD", "virtual-desktop-session-host-credentials"],
  ["Azure Migrate", "other-unlisted-secrets"],
  ["External Secrets", "aks-secrets-store-csi"],
  ["Key Vault reference", "app-service-key-vault-references", "azure-functions-key-vault-references"],
  ["Customer Key", "exchange-online-sharepoint-online-m365dataatrestencryption"],
  ["BYOK", "azure-information-protection", "other-unlisted-cmk"],
  ["ADO", "azure-devops-pipelines"],
  ["portal", "ci-runner-clients"],
];

describe("searchServices", () => {
  test.each(answers)("%s", (typed, first, ...others) => {
    const found = searchServices(typed).map(({ id }) => id);
    expect(found[0]).toBe(first);
    expect(found).toEqual(expect.arrayContaining(others));
  });

  test.each(services())("$name is found by its own name, at the top or beside a namesake", (service) => {
    expect(searchServices(service.name).slice(0, 2)).toContain(service);
  });

  test.each(services().flatMap(({ id, aliases }) => aliases.map((alias) => ({ id, alias }))))(
    "$id is found by $alias",
    ({ id, alias }) => {
      expect(searchServices(alias).map((service) => service.id)).toContain(id);
    },
  );

  test.each(languages.flatMap((language) => services().map((service) => [language, service] as const)))(
    "finds in %s $id by the name it has there",
    (language, service) => {
      const { texts } = wordsIn(language).services;
      expect(searchServices(texts(service.id).name, texts).slice(0, 3)).toContain(service);
      expect(searchServices(service.name, texts).slice(0, 3)).toContain(service);
    },
  );

  it("gives everything, in the catalogue's order, when nothing is typed", () => {
    expect(searchServices(" ")).toEqual(services());
  });

  it("finds nothing for a word that does not occur", () => {
    expect(searchServices("backup zzqx")).toEqual([]);
  });

  it("finds no more with a word added, and each service once", () => {
    const word = fc.constantFrom("azure", "app", "key", "vm", "sql", "data", "zzz", "customer");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), word, (words, added) => {
        const wider = new Set(searchServices(words.join(" ")));
        const narrower = searchServices([...words, added].join(" "));
        expect(narrower.every((service) => wider.has(service))).toBe(true);
        expect(new Set(narrower).size).toBe(narrower.length);
      }),
    );
  });
});

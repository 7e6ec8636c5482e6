import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../server/src/core/index.ts";
import { runCli } from "./run-cli.ts";

const folder = join(import.meta.dirname, "../landscape/six-roots");

/** A report with the names of files from the folder. */
function report(...argv: readonly string[]): Report {
  const { out } = runCli(...argv, folder, "--format", "json");
  return JSON.parse(out.replaceAll("test/landscape/six-roots/", "")) as Report;
}

const inEnvironment = (environment: string | null): string =>
  environment === null ? "" : ` in ${environment}`;

test("a vault that roots in three languages look up is the one that the hub declares", () => {
  const { vaults } = report("vaults");
  const rows = vaults.map(({ root, symbol, environment, exposure, privateEndpoints, linkedTo }) => {
    const link = linkedTo
      ? `, ${linkedTo.certain ? "is" : "probably is"} ${linkedTo.symbol} of ${linkedTo.root}${inEnvironment(linkedTo.environment)}`
      : "";
    return `${root}${inEnvironment(environment)}: ${symbol}, ${exposure}, private endpoints: ${privateEndpoints}${link}`;
  });
  expect(rows).toEqual([
    "app in dev: data.azurerm_key_vault.shared, selected, private endpoints: 1, is shared of hub/main.bicep in dev",
    "app in prod: data.azurerm_key_vault.shared, private, private endpoints: 1, is shared of hub/main.bicep in prod",
    "hub/main.bicep in dev: shared, selected, private endpoints: 1",
    "hub/main.bicep in prod: shared, private, private endpoints: 1",
    "hub/main.bicep in dev: jobs, private, private endpoints: 0",
    "hub/main.bicep in prod: jobs, private, private endpoints: 0",
    "jobs/main.bicep: kv, private, private endpoints: 0, probably is jobs of hub/main.bicep",
    "reports: data.azurerm_key_vault.partner, depends, private endpoints: 0",
  ]);
});

test("what roots do with the vault of another root is checked where they do it", () => {
  const { findings } = report("check");
  expect(findings.map(({ file, line, code, message }) => `${file}:${line} ${code} ${message}`)).toEqual([
    "app/main.tf:16 KV501 'kv-contoso-shared' in prod blocks 'azurerm_linux_web_app.shop': public access is disabled.",
    "hub/main.bicep:14 KV208 1 IP rule of 'kv-contoso-shared' in prod has no effect: public access is disabled.",
    "legacy/main.json:15 KV501 'kv-contoso-shared' blocks 'app-contoso-legacy': public access is disabled.",
    "network/main.json:18 KV403 No DNS record here resolves 'kv-contoso-shared' to private endpoint pe-shared.",
  ]);
});

test("a simulation gives a lookup the verdict of the declaration", () => {
  const { verdicts } = report("simulate", "--from", "203.0.113.7");
  const rows = verdicts.map(
    ({ from, root, environment, vault, summary }) =>
      `${from} → ${root}${inEnvironment(environment)}: ${vault}: ${summary}`,
  );
  expect(rows).toEqual([
    "203.0.113.7 → app in dev: data.azurerm_key_vault.shared: Allowed · IP rule 1",
    "203.0.113.7 → app in prod: data.azurerm_key_vault.shared: Denied · public access off",
    "203.0.113.7 → hub/main.bicep in dev: shared: Allowed · IP rule 1",
    "203.0.113.7 → hub/main.bicep in prod: shared: Denied · public access off",
    "203.0.113.7 → hub/main.bicep in dev: jobs: Denied · address not listed",
    "203.0.113.7 → hub/main.bicep in prod: jobs: Denied · address not listed",
    "203.0.113.7 → jobs/main.bicep: kv: Denied · address not listed",
    "203.0.113.7 → reports: data.azurerm_key_vault.partner: Depends · existing resource data.azurerm_key_vault.partner",
  ]);
});

/** What a command prints for people, with the names of files from the folder. */
function printed(...argv: readonly string[]): string {
  return runCli(...argv, folder).out.replaceAll("test/landscape/six-roots/", "");
}

const lookups = ["app/main.tf:5", "app/main.tf:5", "jobs/main.bicep:1, probably"];

test("text shows a declared vault once, with the lookups of other roots beneath it", () => {
  const lines = printed("vaults", "--details").split("\n");
  expect(lines.filter((line) => /^\S/.test(line)).map((line) => line.split("  ")[0])).toEqual([
    "kv-contoso-shared",
    "kv-contoso-shared",
    "jobs",
    "kv-partner",
    "2 vaults, 1 referenced.",
  ]);
  const beneath = /^ {2}referenced by:? +(.*)/;
  const referenced = lines.flatMap((line) => beneath.exec(line)?.[1] ?? []);
  expect(referenced).toEqual(lookups);
  const simulated = printed("simulate", "--from", "203.0.113.7").split("\n");
  expect(simulated.filter((line) => line.includes(" → ")).map((line) => line.split(":")[0])).toEqual([
    "203.0.113.7 → kv-contoso-shared in dev",
    "203.0.113.7 → kv-contoso-shared in prod",
    "203.0.113.7 → jobs in dev and prod",
    "203.0.113.7 → kv-partner",
  ]);
  expect(simulated.flatMap((line) => beneath.exec(line)?.[1] ?? [])).toEqual(lookups);
});

test("documents show a declared vault once, with the lookups of other roots beneath it", () => {
  const vaults = printed("vaults", "--format", "markdown");
  expect(vaults).toContain("\n2 vaults, 1 referenced.\n");
  const beneath = [...vaults.matchAll(/<br>↳ \[(.*?)\]\(.*?\)(, probably)?/g)];
  expect(beneath.map(([, place = "", probably = ""]) => place + probably)).toEqual(lookups);
  const matrix = printed("simulate", "--from", "203.0.113.7", "--format", "markdown");
  expect(matrix).toContain(
    "| From | kv-contoso-shared (dev) | kv-contoso-shared (prod) | jobs | kv-partner |",
  );
  expect(matrix).toContain(
    "- kv-contoso-shared: [app/main.tf:5](app/main.tf#L5)\n- jobs: [jobs/main.bicep:1](jobs/main.bicep#L1), probably",
  );
  const picture = printed("simulate", "--from", "203.0.113.7", "--format", "svg");
  expect(picture.match(/class="vault"/g)).toHaveLength(3);
  expect(printed("vaults", "--format", "csv")).toContain(",app/main.tf,5,prod,hub/main.bicep:3,,yes\r\n");
});

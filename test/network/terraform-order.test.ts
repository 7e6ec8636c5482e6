import { expect, it } from "vitest";
import { waitsFor } from "../../server/src/core/network/order/dependencies.ts";
import { analyzeFolder } from "../terraform/workspace.ts";

const endpoint = (more = ""): string =>
  `resource "azurerm_private_endpoint" "pe" {\n  name = "pe"\n  resource_group_name = "rg"\n${more}}\n`;
const kv = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n}\n';
const secret = (more: string): string =>
  `resource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  key_vault_id = azurerm_key_vault.kv.id\n${more}}\n`;
const endpointModule = `${endpoint()}output "id" {\n  value = azurerm_private_endpoint.pe.id\n}\noutput "name" {\n  value = "x"\n}\nvariable "zone" {\n  default = null\n}\n`;
const secretModule = (more = ""): string =>
  `variable "vault" {}\nvariable "after" {\n  default = null\n}\nresource "azurerm_key_vault_secret" "s" {\n  name = "s"\n  key_vault_id = var.vault\n${more}}\n`;
const call = (name: string, more = ""): string => `module "${name}" {\n  source = "./${name}"\n${more}}\n`;
const vaultId = "  vault = azurerm_key_vault.kv.id\n";

it.each([
  ["nothing says so", kv + endpoint() + secret(""), {}, "no"],
  ["depends_on", kv + endpoint() + secret("depends_on = [azurerm_private_endpoint.pe]\n"), {}, "yes"],
  ["a reference", kv + endpoint() + secret("tags = { pe = azurerm_private_endpoint.pe.id }\n"), {}, "yes"],
  [
    "a reference that lifecycle ignores",
    kv +
      endpoint() +
      secret("tags = { pe = azurerm_private_endpoint.pe.id }\n lifecycle {\n ignore_changes = [tags]\n }\n"),
    {},
    "yes",
  ],
  [
    "a local",
    `locals {\n pe = azurerm_private_endpoint.pe.id\n}\n${kv}${endpoint()}${secret("value = local.pe\n")}`,
    {},
    "yes",
  ],
  ["count", kv + endpoint() + secret("count = length(azurerm_private_endpoint.pe.tags)\n"), {}, "yes"],
  [
    "another resource between them",
    `${kv}${endpoint()}${secret("depends_on = [time_sleep.wait]\n")}resource "time_sleep" "wait" {\n depends_on = [azurerm_private_endpoint.pe]\n}\n`,
    {},
    "yes",
  ],
  [
    "a module as a whole",
    kv + call("pe") + secret("depends_on = [module.pe]\n"),
    { "pe/main.tf": endpointModule },
    "yes",
  ],
  [
    "an output that leads to it",
    kv + call("pe") + secret("value = module.pe.id\n"),
    { "pe/main.tf": endpointModule },
    "yes",
  ],
  [
    "an output that does not",
    kv + call("pe") + secret("value = module.pe.name\n"),
    { "pe/main.tf": endpointModule },
    "no",
  ],
  [
    "an output of a module in a loop",
    kv + call("pe", 'for_each = toset(["a"])\n') + secret('value = module.pe["a"].id\n'),
    { "pe/main.tf": endpointModule },
    "yes",
  ],
  [
    "depends_on of the module it is in",
    kv + endpoint() + call("s", `${vaultId}  depends_on = [azurerm_private_endpoint.pe]\n`),
    { "s/main.tf": secretModule() },
    "yes",
  ],
  [
    "an argument it uses",
    kv + endpoint() + call("s", `${vaultId}  after = azurerm_private_endpoint.pe.id\n`),
    { "s/main.tf": secretModule("value = var.after\n") },
    "yes",
  ],
  [
    "an argument it does not use",
    kv + endpoint() + call("s", `${vaultId}  after = azurerm_private_endpoint.pe.id\n`),
    { "s/main.tf": secretModule() },
    "no",
  ],
  [
    "an output of a module that is not read",
    `${kv}${endpoint()}module "x" {\n  source = "acme/x/azurerm"\n}\n${secret("value = module.x.id\n")}`,
    {},
    "maybe",
  ],
] as const)("%s: %#", (_, main, more, expected) => {
  const network = analyzeFolder({ "main.tf": main, ...more }).worlds[0]?.network;
  const [content] = network?.vaultContents ?? [];
  const [waited] = network?.privateEndpoints ?? [];
  expect(content && waited && waitsFor(content.instance, waited.instance)).toBe(expected);
});

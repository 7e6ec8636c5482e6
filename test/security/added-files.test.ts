import { dirname } from "node:path";
import { parse } from "jsonc-parser";
import { describe, expect, test } from "vitest";
import { type Fixture, fixtureFolders, fixturesIn } from "../rules/harness/fixtures.ts";
import { openScene } from "../rules/harness/scene.ts";
import { amount } from "../support/amount.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { azapiOf } from "../support/azapi.ts";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

/** A page with an open vault: its files, in a folder of a repository, and the path of its root. */
interface Page {
  readonly name: string;
  readonly root: string;
  readonly files: Readonly<Record<string, string>>;
}

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** What somebody may add to a repository. None of it is loaded by the tool that deploys the page. */
const additions: Readonly<Record<string, (page: Page) => MemoryFiles>> = {
  "a caller that creates nothing": (page) => caller(page, "zz/", "none"),
  "a caller beside it that creates nothing": (page) => caller(page, "infra/", "none"),
  "a caller that comes first": (page) => caller(page, "aa/", "none"),
  "a caller for whom nothing is known": (page) => caller(page, "zz/", "unknown"),
  "a caller in a folder of tests": (page) => caller(page, "infra/tests/", "one"),
  "an access file beside it": () => ({ "infra/.keyvault-access.jsonc": '{ "version": 1 }' }),
  "an access file below it": () => ({
    "infra/below/.keyvault-access.jsonc": '{ "version": 1, "root": true }',
  }),
  "an access file above it": () => ({ ".keyvault-access.jsonc": '{ "version": 1, "root": true }' }),
  "an access file of another root": (page) => ({
    ...caller(page, "aa/", "none"),
    "aa/.keyvault-access.jsonc": '{ "version": 1, "rules": { "KV101": "off" } }',
  }),
  "a folder that is named like a module": () => ({
    "docs/terraform-azurerm-avm-res-keyvault-vault/main.tf": 'variable "name" {}\n',
  }),
  "a list of submodules": () => ({
    ".gitmodules":
      '[submodule "m"]\n\tpath = docs\n\turl = https://github.com/Azure/terraform-azurerm-avm-res-keyvault-vault\n',
    "docs/main.tf": 'variable "name" {}\n',
  }),
  "a file of OpenTofu": (page) => ({
    [page.root.endsWith(".tf") ? page.root.replace(/\.tf$/, ".tofu") : "infra/main.tofu"]: "# nothing\n",
  }),
  "an override of OpenTofu": () => ({
    "infra/x_override.tofu":
      'resource "azurerm_key_vault" "kv" {\n  network_acls {\n    bypass         = "None"\n    default_action = "Deny"\n  }\n}\n',
  }),
  "a configuration of Bicep": () => ({ "bicepconfig.json": '{ "moduleAliases": {} }' }),
  "a compiled template": (page) =>
    page.root.endsWith(".bicep")
      ? {
          [page.root.replace(/bicep$/, "json")]: JSON.stringify({
            $schema: schema,
            metadata: { _generator: { name: "bicep", version: "0.30.0", templateHash: "1" } },
            resources: [],
          }),
        }
      : {},
  "a source of a template": (page) =>
    page.root.endsWith(".json") ? { [page.root.replace(/json$/, "bicep")]: "param x string = ''\n" } : {},
  "2,000 calls": (page) => ({ ...manyCalls(page) }),
  "a hidden link": () => ({ ".infra": { to: "infra" } }),
  "a template with the same vault closed": (page) => ({
    [page.root.replace("infra/", "closed/")]: (page.files[page.root] ?? "").replaceAll("Allow", "Deny"),
  }),
  "64 environments of another root": () => ({
    "zz/main.bicep": "param x string = ''\n",
    ...Object.fromEntries(
      Array.from({ length: 70 }, (_, index) => [`zz/main.e${index}.bicepparam`, "using 'main.bicep'\n"]),
    ),
  }),
  "64 environments of its own": ({ root }) =>
    root.endsWith(".bicep")
      ? Object.fromEntries(
          Array.from({ length: 70 }, (_, index) => [
            root.replace(/bicep$/, `e${index}.bicepparam`),
            `using '${root.replace("infra/", "")}'\n`,
          ]),
        )
      : {},
  "a resource of computed type": () => ({
    "zz/main.tf": 'variable "t" {}\nresource "azapi_resource" "x" {\n  type = var.t\n}\n',
  }),
  "a parameter file for a registry": () => ({ "zz/x.bicepparam": "using 'br:contoso.azurecr.io/x:v1'\n" }),
  "a template that nothing can read": () => ({ "zz/main.bicep": "module m '../infra/gone.bicep' = {\n" }),
};

function caller({ root }: Page, folder: string, creates: "none" | "one" | "unknown"): MemoryFiles {
  const up = "../".repeat(folder.split("/").length - 1);
  if (root.endsWith(".bicep")) {
    const condition = { none: "if (false) ", one: "", unknown: "if (flag) " }[creates];
    const text = `param flag bool\nmodule m '${up}${root}' = ${condition}{\n  name: 'm'\n}\n`;
    return { [`${folder}zz.bicep`]: text };
  }
  if (root.endsWith(".json")) {
    const condition = { none: false, one: true, unknown: "[parameters('flag')]" }[creates];
    const deployment = {
      ...{ condition, type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "n" },
      properties: { mode: "Incremental", templateLink: { relativePath: `${up}${root}` } },
    };
    const parameters = { flag: { type: "bool" } };
    return { [`${folder}zz.json`]: JSON.stringify({ $schema: schema, parameters, resources: [deployment] }) };
  }
  if (folder === "infra/") return {};
  const count = { none: "0", one: "1", unknown: "var.times" }[creates];
  return {
    [`${folder}zz.tf`]: `variable "times" {}\nmodule "x" {\n  source = "${up}infra"\n  count  = ${count}\n}\n`,
  };
}

function manyCalls({ root }: Page): MemoryFiles {
  if (root.endsWith(".bicep"))
    return {
      "zz/none.bicep": "param x string = ''\n",
      "zz/zz.bicep": "module m 'none.bicep' = [for i in range(0, 2000): {\n  name: 'm${i}'\n}]\n",
    };
  return {
    "zz/none/main.tf": 'variable "x" {\n  default = 1\n}\n',
    "zz/main.tf": 'module "x" {\n  source = "./none"\n  count  = 2000\n}\n',
  };
}

/** Pages of one root whose vault the command line reports as open. */
const pages = fixtureFolders().flatMap(fixturesIn).flatMap(pageOf).flatMap(withAzapi);

/** A page in ARM JSON is one in azapi, too, if that can say it. */
function withAzapi(page: Page): readonly Page[] {
  const written = page.root.endsWith(".json") ? (page.files[page.root] ?? "") : "";
  const { resources } = (parse(written) ?? {}) as { readonly resources?: unknown };
  const text = Array.isArray(resources) ? azapiOf(written) : null;
  const more = { name: `${page.name} in azapi`, root: "infra/main.tf" };
  return text === null ? [page] : [page, { ...more, files: { [more.root]: text } }];
}

function pageOf(fixture: Fixture): readonly Page[] {
  if (!/^(?:bicep|json|(?:azapi\.)?tf)$/.test(fixture.extension)) return [];
  const scene = openScene(fixture);
  if (!scene.findings.some(({ code }) => code === "KV101")) return [];
  const within = `${dirname(fixture.path)}/`;
  const isAlone = scene.documents.length === 1;
  const places = scene.documents.map((id) => {
    const main = `infra/main.${fixture.extension.replace("azapi.", "")}`;
    return [id, isAlone ? main : id.replace(within, "infra/")] as const;
  });
  const root = places.find(([id]) => isAlone || id === fixture.path)?.[1];
  if (root === undefined || places.some(([, place]) => !place.startsWith("infra/"))) return [];
  const name = `${fixture.folder}/${fixture.stem}.${fixture.extension}`;
  return [{ name, root, files: Object.fromEntries(places.map(([id, place]) => [place, scene.textOf(id)])) }];
}

/** KV905 warns of a compiled template that is more exposed than the source that is added beside it. */
const isOpen = ({ report }: ReturnType<typeof runInMemory>): boolean =>
  report.findings.some(
    ({ code, severity, suppressed }) =>
      (code === "KV101" || code === "KV905") && severity === "warning" && !suppressed,
  );

describe("an open vault stays open, whatever is added", () => {
  const open = pages
    .filter((_, index) => index % amount(17, 1) === 0)
    .filter(({ files }) => isOpen(runInMemory(files)));

  test("there are pages in every syntax", () => {
    expect(new Set(open.map(({ root }) => root.split(".").at(-1)))).toEqual(new Set(["bicep", "json", "tf"]));
    expect(open.length).toBeGreaterThanOrEqual(amount(10, 300));
    expect(Object.keys(additions).length).toBeGreaterThanOrEqual(20);
  });

  test.each(Object.entries(additions))("%s", (_, add) => {
    const lost = open.flatMap((page) => {
      const added = add(page);
      const run = runInMemory({ ...page.files, ...added });
      const said = [...run.report.errors, ...run.report.unread];
      const isSaid =
        run.status === 2 &&
        said.some(
          (entry) =>
            Object.keys(added).some((each) => entry.file.endsWith(each)) &&
            entry.line > 0 &&
            ("message" in entry ? entry.message : entry.reason) !== "",
        );
      return isSaid || (isOpen(run) && run.status === 1) ? [] : [`${page.name}: exit ${run.status}`];
    });
    expect(lost).toEqual([]);
  });

  test("in a folder whose name is that of tests", () => {
    const lost = open.filter(({ files }) => {
      const moved = Object.entries(files).map(([path, text]) => [
        path.replace("infra/", "test/infra/"),
        text,
      ]);
      const run = runInMemory(Object.fromEntries(moved) as MemoryFiles);
      return !isOpen(run) || run.status !== 1;
    });
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test.each(Object.entries(additions))("in the editor: %s", async (_, add) => {
    for (const page of open.filter((_each, index) => index % amount(9, 12) === 0)) {
      const { name, files, root } = page;
      const texts = Object.entries({ ...files, ...add(page) }).flatMap(([path, text]) =>
        typeof text === "string" ? [[`file:///w/${path}`, text] as const] : [],
      );
      const editor = await editorOf(Object.fromEntries(texts));
      const uri = `file:///w/${root}`;
      const language = { bicep: "bicep", json: "json", tf: "terraform" }[root.split(".").at(-1) ?? ""];
      await editor.open(uri, files[root] ?? "", language);
      const codes = (await editor.diagnostics(uri)).map(({ code }) => code);
      const more = Object.entries(add(page)).flatMap(([path, text]) =>
        typeof text === "string" ? [[`file:///w/${path}`, text] as const] : [],
      );
      // What replaces a file says so itself.
      const said = [];
      for (const [added, text] of codes.includes("KV101") ? [] : more) {
        await editor.open(added, text, language);
        said.push(...(await editor.diagnostics(added)));
      }
      expect([name, codes.includes("KV101") || said.length > 0]).toEqual([name, true]);
    }
  });
});

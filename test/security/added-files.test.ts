import { dirname } from "node:path";
import { parse } from "jsonc-parser";
import { describe, expect, test, vi } from "vitest";
import { type Fixture, fixtureFolders, fixturesIn } from "../rules/harness/fixtures.ts";
import { openScene } from "../rules/harness/scene.ts";
import { amount } from "../support/amount.ts";
import type { Diagnostic } from "vscode-languageserver";
import type { Editor } from "../lsp/support/editor.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { azapiOf } from "../support/azapi.ts";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";

// Each test is one addition to all pages.
vi.setConfig({ testTimeout: amount(60_000, 600_000) });

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
  "64 environments of its own": (page) =>
    Object.assign(
      {},
      ...Array.from({ length: 70 }, (_, index) => valuesFor(page, `e${index}`)),
    ) as MemoryFiles,
  "a resource of computed type": () => ({
    "zz/main.tf": 'variable "t" {}\nresource "azapi_resource" "x" {\n  type = var.t\n}\n',
  }),
  "a parameter file for a registry": () => ({ "zz/x.bicepparam": "using 'br:contoso.azurecr.io/x:v1'\n" }),
  "a template with the same parameters": (page) => ({
    "infra/same.bicep": declaredIn(page)
      .map((name) => `param ${name} string\n`)
      .join(""),
    "same/main.tf": declaredIn(page)
      .map((name) => `variable "${name}" {}\n`)
      .join(""),
  }),
  "a template among the values": (page) => {
    const [values = "infra/params/x"] = Object.keys(page.files).filter((each) => each !== page.root);
    const parameters = declaredIn(page);
    return {
      [`${dirname(values)}/same.bicep`]: parameters.map((name) => `param ${name} string\n`).join(""),
      [`${dirname(values)}/same.tf`]: parameters.map((name) => `variable "${name}" {}\n`).join(""),
    };
  },
  "a template that nothing can read": () => ({ "zz/main.bicep": "module m '../infra/gone.bicep' = {\n" }),
};

/** What an author may add on purpose: it may end with 0, but the report says which file did it. */
const settings: typeof additions = {
  "a parameter file": (page) => valuesFor(page, "x"),
  "an access file that turns rules off": () => accessFile({ rules: { KV101: "off", KV905: "off" } }),
  "an access file that lowers rules": () => accessFile({ rules: { KV101: "hint", KV905: "info" } }),
  "an access file that suppresses": () =>
    accessFile({ suppressions: ["KV101", "KV905"].map((rule) => ({ rule, reason: "accepted" })) }),
};

function accessFile(content: object): MemoryFiles {
  return { "infra/.keyvault-access.jsonc": JSON.stringify({ version: 1, ...content }) };
}

/** A parameter file that changes nothing; none where no variable of Terraform has a plain default. */
function valuesFor({ root, files }: Page, name: string): MemoryFiles {
  const text = files[root] ?? "";
  if (root.endsWith(".bicep"))
    return { [root.replace(/bicep$/, `${name}.bicepparam`)]: `using '${root.replace("infra/", "")}'\n` };
  if (root.endsWith(".bicepparam")) return {};
  if (root.endsWith(".json")) {
    const values = { $schema: schema.replace("Template", "Parameters"), parameters: {} };
    return { [root.replace(/json$/, `parameters.${name}.json`)]: JSON.stringify(values) };
  }
  const declared = /variable "(\w+)" \{[^{}]*?\bdefault += ("[^"$]*"|\w+)\n/.exec(text);
  return declared ? { [`infra/${name}.tfvars`]: `${declared[1]} = ${declared[2]}\n` } : {};
}

/** The names of the parameters or variables of a page's root. */
function declaredIn({ root, files }: Page): readonly string[] {
  const text = files[root] ?? "";
  if (root.endsWith(".json")) return Object.keys((parse(text) as { parameters?: object }).parameters ?? {});
  return [...text.matchAll(/^(?:param|variable) "?(\w+)/gm)].map(([, name = ""]) => name);
}

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
const pages = [
  ...fixtureFolders().flatMap(fixturesIn).flatMap(pageOf).flatMap(withAzapi),
  ...ofRegistries(),
  ...ofValues(),
];

/** Pages whose vaults are open by values of a file that belongs to them because it fits, not by its name. */
function ofValues(): readonly Page[] {
  const root = `param action string = 'Deny'
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { bypass: 'None', defaultAction: action } }
}
`;
  const values = JSON.stringify({
    $schema: schema.replace("Template", "Parameters"),
    contentVersion: "1.0.0.0",
    parameters: { action: { value: "Allow" } },
  });
  const inTerraform = `variable "action" {
  default = "Deny"
}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    bypass         = "None"
    default_action = var.action
  }
}
`;
  const page = (name: string, place: string): Page => {
    const isTerraform = place.endsWith(".tfvars");
    const main = isTerraform ? "infra/main.tf" : "infra/main.bicep";
    const written = isTerraform ? 'action = "Allow"\n' : values;
    return { name, root: main, files: { [main]: isTerraform ? inTerraform : root, [place]: written } };
  };
  return [
    page("a file of values that fits", "infra/parameters.json"),
    page("values in a folder below", "infra/values/prod.parameters.json"),
    page("values in a folder of values", "infra/params/prod.parameters.json"),
    page("values of an environment", "infra/environments/prod/parameters.json"),
    page("variables in a folder of values", "infra/params/prod.tfvars"),
    page("variables of an environment", "infra/environments/prod/values.tfvars"),
  ];
}

/** Pages whose vaults are those of modules that others published. */
function ofRegistries(): readonly Page[] {
  const bicep = (reference: string): string => `module kv '${reference}' = {
  name: 'kv'
  params: {
    name: 'kv'
    networkAcls: { bypass: 'None', defaultAction: 'Allow' }
  }
}
`;
  const terraform = (source: string): string => `variable "size" {
  default = 1
}
module "kv" {
  source  = "${source}"
  version = "0.10.0"
  name    = "kv"
  network_acls = {
    bypass         = "None"
    default_action = "Allow"
  }
}
`;
  const values = `using 'br/public:avm/res/key-vault/vault:0.13.3'
param name = 'kv'
param networkAcls = { bypass: 'None', defaultAction: 'Allow' }
`;
  const page = (name: string, root: string, text: string): Page => ({ name, root, files: { [root]: text } });
  return [
    page("a public module", "infra/main.bicep", bicep("br/public:avm/res/key-vault/vault:0.13.3")),
    page(
      "a module by address",
      "infra/main.bicep",
      bicep("br:mcr.microsoft.com/bicep/avm/res/key-vault/vault:0.13.3"),
    ),
    page("a module of Terraform", "infra/main.tf", terraform("Azure/avm-res-keyvault-vault/azurerm")),
    page(
      "a module of a registry",
      "infra/main.tf",
      terraform("registry.terraform.io/Azure/avm-res-keyvault-vault/azurerm"),
    ),
    page("a deployed module", "infra/prod.bicepparam", values),
  ];
}

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

/** Whether an error or unread entry with a place and a reason is about what was added. */
function isSaid({ status, report }: ReturnType<typeof runInMemory>, added: MemoryFiles): boolean {
  const said = [...report.errors, ...report.unread];
  return (
    status === 2 &&
    said.some(
      (entry) =>
        Object.keys(added).some((each) => entry.file.endsWith(each)) &&
        entry.line > 0 &&
        ("message" in entry ? entry.message : entry.reason) !== "",
    )
  );
}

/** Whether what the last line says names what was added. */
function isNamed({ report }: ReturnType<typeof runInMemory>, added: MemoryFiles): boolean {
  const { turnedOff, lowered, valuesFrom, findings } = report;
  const named = [
    ...[...turnedOff, ...lowered].map(({ file }) => file),
    ...valuesFrom,
    ...findings.flatMap(({ suppressed }) => suppressed?.file ?? []),
  ];
  return Object.keys(added).every((each) => named.some((file) => file.endsWith(each)));
}

const named = [...ofRegistries(), ...ofValues()].map(({ name }) => name);

/** Of the other pages, an editor opens one of so many; `ALL_PAGES` stands for every one, which takes about half an hour. */
function isOpened({ name }: Page, index: number): boolean {
  const step = process.env["ALL_PAGES"] === undefined ? 12 : 1;
  return named.includes(name) || index % amount(11, step) === 0;
}

describe("an open vault stays open, whatever is added", () => {
  const open = pages
    .filter(({ name }, index) => named.includes(name) || index % amount(17, 1) === 0)
    .filter(({ files }) => isOpen(runInMemory(files)));

  test("there are pages in every syntax", () => {
    const endings = new Set(open.map(({ root }) => root.split(".").at(-1)));
    expect(endings).toEqual(new Set(["bicep", "json", "tf", "bicepparam"]));
    expect(open.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
    expect(open.length).toBeGreaterThanOrEqual(amount(10, 300));
    expect(Object.keys(additions).length).toBeGreaterThanOrEqual(20);
  });

  test.each(Object.entries(additions))("%s", (_, add) => {
    const lost = open.flatMap((page) => {
      const added = add(page);
      const run = runInMemory({ ...page.files, ...added });
      return isSaid(run, added) || (isOpen(run) && run.status === 1)
        ? []
        : [`${page.name}: exit ${run.status}`];
    });
    expect(lost).toEqual([]);
  });

  test.each(Object.entries(settings))("unless the last line names %s", (_, add) => {
    const lost = open.flatMap((page) => {
      const added = add(page);
      const run = runInMemory({ ...page.files, ...added });
      return isNamed(run, added) || isSaid(run, added) ? [] : [`${page.name}: exit ${run.status}`];
    });
    expect(lost).toEqual([]);
  });

  test.each(Object.entries({ ...additions, ...settings }))("an access test fails as before: %s", (_, add) => {
    const tests = [{ from: "internet", to: "*", expect: "deny" }];
    const lost = open.flatMap((page, index) => {
      const own = { ...page.files, ...accessFile({ tests }) };
      const added = add(page);
      if (index % amount(3, 3) !== 0 || runInMemory(own, "test").status !== 1) return [];
      const run = runInMemory({ ...added, ...own }, "test");
      const isFailed = run.report.tests.some(({ outcome }) => outcome === "failed");
      return (run.status === 1 && isFailed) || isSaid(run, added) ? [] : [`${page.name}: exit ${run.status}`];
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
    for (const page of open.filter(isOpened)) {
      const { name, files, root } = page;
      const more = Object.entries(add(page)).flatMap(([path, file]) => asSeenByEditors(path, file, files));
      const own = Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text] as const);
      const editor = await editorOf(Object.fromEntries([...own, ...more]));
      const uri = `file:///w/${root}`;
      // What a file of values opens is said there.
      const values = own.filter(([each]) => /param|tfvars/.test(each) && each !== uri);
      const shown = await shownIn(editor, [[uri, files[root] ?? ""], ...values]);
      // What is not judged has no rule, and what replaces a file says so itself.
      const isSaidThere = shown.some(({ code }) => code === "KV101" || code === undefined);
      const others = isSaidThere ? [] : await shownIn(editor, more);
      const isSaidByOthers = others.some(({ code }) => code === undefined || code === "KV905");
      expect([name, isSaidThere || isSaidByOthers]).toEqual([name, true]);
    }
  });
});

const languages = new Map(
  Object.entries({
    ...{ bicep: "bicep", bicepparam: "bicep-params", json: "json", jsonc: "jsonc" },
    ...{ tf: "terraform", tfvars: "terraform-vars", tofu: "opentofu" },
  }),
);

/** What an editor shows in files, once each is open. */
async function shownIn(
  editor: Editor,
  files: readonly (readonly [uri: string, text: string])[],
): Promise<readonly Diagnostic[]> {
  const shown: Diagnostic[] = [];
  for (const [uri, text] of files) {
    await editor.open(uri, text, languages.get(uri.split(".").at(-1) ?? ""));
    shown.push(...(await editor.diagnostics(uri)));
  }
  return shown;
}

/** A file, or what a link leads to as an editor lists it under the link. */
function asSeenByEditors(
  path: string,
  what: MemoryFiles[string],
  files: Page["files"],
): readonly (readonly [uri: string, text: string])[] {
  if (typeof what === "string") return [[`file:///w/${path}`, what]];
  return Object.entries(files).flatMap(([own, text]) =>
    own.startsWith(`${what.to}/`) ? [[`file:///w/${path}${own.slice(what.to.length)}`, text] as const] : [],
  );
}

import { describe, expect, it } from "vitest";
import { lookAt, type RootQuestions, rootsAmong } from "../../server/src/core/workspace/roots.ts";
import { templatesCreated } from "../../server/src/core/workspace/analyzer.ts";
import type { Files } from "../../server/src/core/index.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

/** Bicep that calls these modules. */
const calls = (...paths: readonly string[]): string =>
  paths.map((path, index) => `module m${index} '${path}' = { name: 'm${index}' }\n`).join("") ||
  "param a string\n";
/** Bicep that needs no values. */
const complete = "param a string = 'x'\n";
/** Bicep that calls a module with a value. */
const giving = (path: string): string =>
  `module given '${path}' = {\n  name: 'given'\n  params: { a: 'y' }\n}\n`;
const linked = (path: string, parameters: object = {}): string =>
  `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
     "contentVersion": "1.0.0.0", "resources": [{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01",
     "name": "m", "properties": { "mode": "Incremental", "templateLink": { "relativePath": "${path}" }, "parameters": ${JSON.stringify(parameters)} } }] }`;
const blocks = (...sources: readonly string[]): string =>
  sources.map((source, index) => `module "m${index}" {\n  source = "${source}"\n}\n`).join("") ||
  'variable "a" {}\n';

const asking = (files: Files, withParameters: readonly string[] = []): RootQuestions => ({
  lookOf: (root) => lookAt(root, files),
  hasParameters: (id) => withParameters.includes(id),
  sharesAccessFiles: () => true,
  createdBy: (roots) =>
    templatesCreated(
      roots.map((root) => ({ root })),
      files,
    ),
});

interface Case {
  readonly texts: Texts;
  readonly roots: readonly string[];
  readonly uncalled?: readonly string[];
  /** Templates with parameter files of their own. */
  readonly withParameters?: readonly string[];
}

const conditional = (path: string, condition: string): string =>
  `param flag bool = false\nparam names array = []\nmodule m '${path}' = ${condition}{ name: 'm' }\n`;

const cases: Readonly<Record<string, Case>> = {
  "a template that another one never creates is one": {
    texts: { "/kv.bicep": calls(), "/zz.bicep": conditional("kv.bicep", "if (false) ") },
    roots: ["/kv.bicep", "/zz.bicep"],
  },
  "so is one that another one does not create by its defaults": {
    texts: { "/kv.bicep": calls(), "/zz.bicep": conditional("kv.bicep", "if (flag) ") },
    roots: ["/kv.bicep", "/zz.bicep"],
  },
  "and what it calls is a module of it": {
    texts: {
      "/inner.bicep": calls(),
      "/kv.bicep": calls("inner.bicep"),
      "/zz.bicep": conditional("kv.bicep", "if (flag) "),
    },
    roots: ["/kv.bicep", "/zz.bicep"],
  },
  "one that is created by the defaults of another one is none": {
    texts: { "/kv.bicep": calls(), "/main.bicep": conditional("kv.bicep", "if (!flag) ") },
    roots: ["/main.bicep"],
  },
  "nor is one that one of two calls creates": {
    texts: {
      "/kv.bicep": calls(),
      "/main.bicep": calls("kv.bicep"),
      "/zz.bicep": conditional("kv.bicep", "if (false) "),
    },
    roots: ["/main.bicep", "/zz.bicep"],
  },
  "a loop over nothing creates nothing": {
    texts: {
      "/kv.bicep": calls(),
      "/zz.bicep": "module m 'kv.bicep' = [for i in range(0, 0): { name: 'm${i}' }]\n",
    },
    roots: ["/kv.bicep", "/zz.bicep"],
  },
  "a loop over something creates it": {
    texts: {
      "/kv.bicep": calls(),
      "/zz.bicep": "module m 'kv.bicep' = [for i in range(0, 2): { name: 'm${i}' }]\n",
    },
    roots: ["/zz.bicep"],
  },
  "one that needs no values is one where others give it some": {
    texts: { "/prod/a.bicep": complete, "/zz/b.bicep": giving("../prod/a.bicep") },
    roots: ["/prod/a.bicep", "/zz/b.bicep"],
  },
  "so is such a linked template": {
    texts: {
      "/prod/a.json": linked("gone.json"),
      "/zz/b.json": linked("../prod/a.json", { a: { value: "x" } }),
    },
    roots: ["/prod/a.json", "/zz/b.json"],
  },
  "so is a folder of Terraform that needs no provider": {
    texts: {
      "/prod/main.tf": 'variable "a" {\n  default = 1\n}\nresource "azapi_resource" "kv" {}\n',
      "/zz/main.tf": 'module "x" {\n  source = "../prod"\n  a      = 2\n}\n',
    },
    roots: ["/prod/", "/zz/"],
  },
  "one that needs a provider from its callers is none": {
    texts: {
      "/kv/main.tf": 'variable "a" {\n  default = 1\n}\nresource "azurerm_key_vault" "kv" {}\n',
      "/zz/main.tf": 'module "x" {\n  source = "../kv"\n  a      = 2\n}\n',
    },
    roots: ["/zz/"],
  },
  "one that two circling templates give values to is one": {
    texts: {
      "/a.bicep": complete,
      "/b.bicep": giving("a.bicep") + calls("c.bicep"),
      "/c.bicep": giving("a.bicep") + calls("b.bicep"),
    },
    roots: ["/a.bicep", "/b.bicep"],
  },
  "one that is given values through another one is one": {
    texts: { "/a.bicep": complete, "/b.bicep": giving("a.bicep"), "/zz.bicep": calls("b.bicep") },
    roots: ["/a.bicep", "/zz.bicep"],
  },
  "one that a loop gives values to is one": {
    texts: {
      "/a.bicep": complete,
      "/zz.bicep":
        "module m 'a.bicep' = [for i in range(0, 2): {\n  name: 'm${i}'\n  params: { a: 'y' }\n}]\n",
    },
    roots: ["/a.bicep", "/zz.bicep"],
  },
  "one that needs no values and is given none is none": {
    texts: { "/main.bicep": complete, "/zz.bicep": calls("main.bicep") },
    roots: ["/zz.bicep"],
  },
  "nor is one that one of two calls gives none": {
    texts: { "/a.bicep": complete, "/main.bicep": calls("a.bicep"), "/zz.bicep": giving("a.bicep") },
    roots: ["/main.bicep", "/zz.bicep"],
  },
  "unless it is not certain that this one creates it": {
    texts: {
      "/a.bicep": complete,
      "/main.bicep": giving("a.bicep"),
      "/zz.bicep": conditional("a.bicep", "if (flag) "),
    },
    roots: ["/a.bicep", "/main.bicep", "/zz.bicep"],
  },
  "one that needs values is none": {
    texts: { "/main.bicep": calls(), "/zz.bicep": giving("main.bicep") },
    roots: ["/zz.bicep"],
  },
  "a folder that Terraform runs in is one": {
    texts: {
      "/prod/main.tf": 'provider "azurerm" {\n  features {}\n}\n',
      "/state/main.tf": 'terraform {\n  backend "azurerm" {}\n}\n',
      "/cloud/main.tf": "terraform {\n  cloud {}\n}\n",
      "/json/main.tf.json": '{ "provider": { "azurerm": { "features": {} } } }',
      "/zz/main.tf": blocks("../prod", "../state", "../cloud", "../json"),
    },
    roots: ["/cloud/", "/json/", "/prod/", "/state/", "/zz/"],
  },
  "one whose providers are required only is none": {
    texts: {
      "/kv/main.tf": "terraform {\n  required_providers {\n    azurerm = {}\n  }\n}\n",
      "/zz/main.tf": blocks("../kv"),
    },
    roots: ["/zz/"],
  },
  "a folder that is called no times is one": {
    texts: {
      "/kv/main.tf": blocks(),
      "/zz/main.tf": 'module "x" {\n  source = "../kv"\n  count  = 0\n}\n',
    },
    roots: ["/kv/", "/zz/"],
  },
  "a template that another one calls is none": {
    texts: { "/main.bicep": calls("modules/kv.bicep"), "/modules/kv.bicep": calls() },
    roots: ["/main.bicep"],
  },
  "nor is a linked template": {
    texts: { "/main.json": linked("linked/kv.json"), "/linked/kv.json": linked("gone.json") },
    roots: ["/main.json"],
  },
  "nor a folder of Terraform that another one calls": {
    texts: { "/live/main.tf": blocks("../modules/kv"), "/modules/kv/main.tf": blocks() },
    roots: ["/live/"],
  },
  "a template that is imported or read is one": {
    texts: {
      "/main.bicep": "import { name } from 'shared.bicep'\nvar text = loadJsonContent('other.json')\n",
      "/shared.bicep": "@export()\nvar name = 'kv'\n",
      "/other.json": linked("gone.json"),
    },
    roots: ["/main.bicep", "/other.json", "/shared.bicep"],
  },
  "a template that is called but has parameter files is one": {
    texts: { "/all.bicep": calls("one.bicep"), "/one.bicep": calls() },
    withParameters: ["/one.bicep"],
    roots: ["/all.bicep", "/one.bicep"],
  },
  "so is one of ARM JSON": {
    texts: { "/all.json": linked("one.json"), "/one.json": linked("gone.json") },
    withParameters: ["/one.json"],
    roots: ["/all.json", "/one.json"],
  },
  "so is a folder of Terraform": {
    texts: { "/all/main.tf": blocks("../one"), "/one/main.tf": blocks() },
    withParameters: ["/one/"],
    roots: ["/all/", "/one/"],
  },
  "a template that only a test calls is one": {
    texts: {
      "/kv/main.bicep": calls(),
      "/kv/main.test.bicep": calls("main.bicep"),
      "/kv/tests/e2e/defaults/dependencies.bicep": calls("../../../main.bicep"),
    },
    roots: ["/kv/main.bicep", "/kv/main.test.bicep", "/kv/tests/e2e/defaults/dependencies.bicep"],
  },
  "a module that only an example calls is one": {
    texts: { "/modules/kv/main.tf": blocks(), "/modules/kv/examples/basic/main.tf": blocks("../..") },
    roots: ["/modules/kv/", "/modules/kv/examples/basic/"],
  },
  "a module of Bicep that only an example calls is one": {
    texts: { "/kv/main.bicep": calls(), "/kv/examples/basic.bicep": calls("../main.bicep") },
    roots: ["/kv/examples/basic.bicep", "/kv/main.bicep"],
  },
  "a template of ARM JSON that only a sample links to is one": {
    texts: { "/kv/main.json": linked("gone.json"), "/kv/samples/main.json": linked("../main.json") },
    roots: ["/kv/main.json", "/kv/samples/main.json"],
  },
  "within one example a module is a module": {
    texts: { "/examples/basic/main.bicep": calls("kv.bicep"), "/examples/basic/kv.bicep": calls() },
    roots: ["/examples/basic/main.bicep"],
  },
  "of templates that call each other the first is one": {
    texts: { "/a.bicep": calls("b.bicep"), "/b.bicep": calls("a.bicep"), "/c.bicep": calls() },
    roots: ["/a.bicep", "/c.bicep"],
  },
  "of folders that call each other the first is one": {
    texts: { "/a/main.tf": blocks("../b"), "/b/main.tf": blocks("../a") },
    roots: ["/a/"],
  },
  "of templates that link to each other the first is one": {
    texts: { "/a.json": linked("b.json"), "/b.json": linked("a.json") },
    roots: ["/a.json"],
  },
  "a folder beside those that are called is one, and is known to be called by nothing": {
    texts: {
      "/main.tf": blocks("./modules/kv"),
      "/modules/kv/main.tf": blocks(),
      "/modules/old/main.tf": blocks(),
    },
    roots: ["/", "/modules/old/"],
    uncalled: ["/modules/old/"],
  },
  "a module beside those that are called is one, and is known to be called by nothing": {
    texts: {
      "/main.bicep": calls("modules/kv.bicep"),
      "/modules/kv.bicep": calls(),
      "/modules/old.bicep": calls(),
    },
    roots: ["/main.bicep", "/modules/old.bicep"],
    uncalled: ["/modules/old.bicep"],
  },
  "one that is imported from is used": {
    texts: {
      "/main.bicep": `import { name } from 'modules/names.bicep'\n${calls("modules/kv.bicep")}`,
      "/modules/kv.bicep": calls(),
      "/modules/names.bicep": "@export()\nvar name = 'kv'\n",
    },
    roots: ["/main.bicep", "/modules/names.bicep"],
  },
};

describe("roots", () => {
  it.each(Object.entries(cases))("%s", (_, { texts, roots, uncalled = [], withParameters = [] }) => {
    const ids = Object.keys(texts).map((id) =>
      /\.tf(?:\.json)?$/.test(id) ? id.slice(0, id.lastIndexOf("/") + 1) : id,
    );
    const found = rootsAmong(ids, asking(filesInMemory(texts), withParameters));
    expect(found.roots).toEqual(roots);
    expect([...found.uncalled]).toEqual(uncalled);
  });

  it("consist of what is called and of what is imported, directly or not", () => {
    const texts = {
      "/main.bicep": calls("kv.bicep"),
      "/kv.bicep": "import * as names from 'names.bicep'\n",
      "/names.bicep": "import { prefix } from 'prefix.bicep'\n",
      "/prefix.bicep": "@export()\nvar prefix = 'kv'\n",
    };
    const { rootsOf } = rootsAmong(Object.keys(texts), asking(filesInMemory(texts)));
    expect(Object.fromEntries(rootsOf)).toEqual({
      "/main.bicep": ["/main.bicep"],
      "/kv.bicep": ["/main.bicep"],
      "/names.bicep": ["/main.bicep", "/names.bicep"],
      "/prefix.bicep": ["/main.bicep", "/names.bicep", "/prefix.bicep"],
    });
  });

  it("are the same in whatever order the files come", () => {
    for (const { texts } of Object.values(cases)) {
      const ids = Object.keys(texts);
      const files = filesInMemory(texts);
      const one = rootsAmong(ids, asking(files));
      const other = rootsAmong([...ids].reverse(), asking(files));
      expect(other).toEqual(one);
    }
  });
});

import { describe, expect, it } from "vitest";
import { detectEnvironments } from "../../server/src/core/workspace/environments.ts";
import { mayBeParameters } from "../../server/src/core/workspace/parameter-files.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

const bicep = (...names: readonly string[]): string =>
  names.map((name) => `param ${name} string\n`).join("") || "param action string\n";
const using = (path: string): string => `using '${path}'\nparam action = 'Deny'\n`;
const json = (...names: readonly string[]): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    contentVersion: "1.0.0.0",
    parameters: Object.fromEntries(
      (names.length > 0 ? names : ["action"]).map((name) => [name, { value: "x" }]),
    ),
  });
const arm = (generator = ""): string =>
  `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", ${generator}
     "contentVersion": "1.0.0.0", "parameters": { "action": { "type": "string" } }, "resources": [] }`;
const compiled = '"metadata": { "_generator": { "name": "bicep" } },';
const variables = (...names: readonly string[]): string =>
  names.map((name) => `variable "${name}" {}\n`).join("");

/** What a tree of files makes of its parameter files, a line for each root: `root: environment=files, …`. */
function detected(texts: Texts): readonly string[] {
  const ids = Object.keys(texts).filter(mayBeParameters);
  return [...detectEnvironments(ids, filesInMemory(texts))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([root, environments]) =>
        `${root}: ${environments.map(({ name, parameters }) => `${name}=${parameters.join("+")}`).join(", ")}`,
    );
}

const cases: readonly (readonly [what: string, texts: Texts, lines: readonly string[]])[] = [
  [
    "the template that `using` names",
    { "/infra/main.bicep": bicep(), "/env/main.dev.bicepparam": using("../infra/main.bicep") },
    ["/infra/main.bicep: dev=/env/main.dev.bicepparam"],
  ],
  ["no template where the one of `using` is not there", { "/main.bicepparam": using("gone.bicep") }, []],
  [
    "the template of the same stem, the source before what was compiled from it",
    {
      "/main.bicep": bicep(),
      "/main.json": arm(compiled),
      "/main.parameters.dev.json": json(),
      "/main.parameters.prod.json": json(),
    },
    ["/main.bicep: dev=/main.parameters.dev.json, prod=/main.parameters.prod.json"],
  ],
  [
    "a template whose own name speaks of parameters",
    {
      "/x.bicep": bicep(),
      "/main.parameter-set.bicep": bicep(),
      "/main.parameter-set.parameters.dev.json": json(),
    },
    ["/main.parameter-set.bicep: dev=/main.parameter-set.parameters.dev.json"],
  ],
  [
    "both templates of the same stem, where one was not compiled from the other",
    { "/main.bicep": bicep(), "/main.json": arm(), "/main.parameters.dev.json": json() },
    ["/main.bicep: dev=/main.parameters.dev.json", "/main.json: dev=/main.parameters.dev.json"],
  ],
  [
    "a compiled template whose source is not there",
    { "/azuredeploy.json": arm(compiled), "/azuredeploy.parameters.json": json() },
    ["/azuredeploy.json: azuredeploy=/azuredeploy.parameters.json"],
  ],
  [
    "`parameters.json` of the only template that declares them",
    { "/a/main.bicep": bicep("action"), "/a/parameters.json": json("action") },
    ["/a/main.bicep: parameters=/a/parameters.json"],
  ],
  [
    "`param.json` without regard to case",
    { "/a/main.bicep": bicep("Action"), "/a/param.json": json("action") },
    ["/a/main.bicep: parameters=/a/param.json"],
  ],
  [
    "each template that declares them",
    { "/one.bicep": bicep("action"), "/two.bicep": bicep("action"), "/parameters.json": json("action") },
    ["/one.bicep: parameters=/parameters.json", "/two.bicep: parameters=/parameters.json"],
  ],
  [
    "each root beside the folders of values that declares them",
    { "/a/main.tf": variables("x"), "/b/main.tf": variables("x"), "/env/prod.tfvars": 'x = "y"\n' },
    ["/a/: prod=/env/prod.tfvars", "/b/: prod=/env/prod.tfvars"],
  ],
  [
    "nothing where a parameter is not declared",
    { "/one.bicep": bicep("other"), "/parameters.json": json() },
    [],
  ],
  [
    "the template in the folder above",
    { "/main.bicep": bicep(), "/anything/dev.parameters.json": json() },
    ["/main.bicep: dev=/anything/dev.parameters.json"],
  ],
  [
    "a template in a folder beside `environments/NAME`",
    { "/infra/main.bicep": bicep(), "/environments/dev/main.parameters.json": json() },
    ["/infra/main.bicep: dev=/environments/dev/main.parameters.json"],
  ],
  [
    "a template in a folder beside `parameters`",
    { "/infra/main.bicep": bicep(), "/parameters/dev.parameters.json": json() },
    ["/infra/main.bicep: dev=/parameters/dev.parameters.json"],
  ],
  [
    "the folders' names where stems are the same",
    {
      "/main.tf": variables("action"),
      "/env/dev/main.tfvars": 'action = "Deny"\n',
      "/env/prod/main.tfvars": 'action = "Deny"\n',
    },
    ["/: dev=/env/dev/main.tfvars, prod=/env/prod/main.tfvars"],
  ],
  [
    "as much of the folders' paths as is needed to distinguish them",
    {
      "/main.tf": variables("action"),
      "/one/gov/vars/configuration.tfvars": 'action = "Deny"\n',
      "/two/gov/vars/configuration.tfvars": 'action = "Deny"\n',
    },
    ["/: one=/one/gov/vars/configuration.tfvars, two=/two/gov/vars/configuration.tfvars"],
  ],
  [
    "no backend files, and no files that Terraform loads automatically",
    {
      "/main.tf": variables("action"),
      "/terraform.tfvars": 'action = "Deny"\n',
      "/own.auto.tfvars": 'action = "Deny"\n',
      "/prod.backend.tfvars": 'action = "x"\n',
      "/backend.tfvars": 'action = "x"\n',
      "/prod.tfvars.json": '{ "action": "Deny" }',
    },
    ["/: prod=/prod.tfvars.json"],
  ],
  [
    "the nearest root that declares most of the variables",
    {
      "/root/main.tf": variables("action", "name"),
      "/root/nested/main.tf": variables("other"),
      "/root/nested/dev.tfvars": 'action = "x"\nname = "y"\nunused = "z"\n',
    },
    ["/root/: dev=/root/nested/dev.tfvars"],
  ],
  [
    "no root that declares half of the variables",
    { "/root/main.tf": variables("action"), "/root/dev.tfvars": 'action = "x"\nunused = "z"\n' },
    [],
  ],
  [
    "a root beside the folders of values",
    {
      "/terraform/main.tf": variables("action", "name"),
      "/other/main.tf": variables("else"),
      "/environments/dev/terraform.tfvars": 'action = "x"\nname = "y"\n',
    },
    ["/terraform/: dev=/environments/dev/terraform.tfvars"],
  ],
  [
    "another name for a file called default",
    { "/main.bicep": bicep(), "/live/main.default.bicepparam": using("../main.bicep") },
    ["/main.bicep: live=/live/main.default.bicepparam"],
  ],
  [
    "the last of a hundred templates in a folder",
    {
      ...Object.fromEntries(Array.from({ length: 99 }, (_, at) => [`/a${at}.bicep`, bicep("other")])),
      "/z.bicep": bicep("action"),
      "/dev.parameters.json": json("action"),
    },
    ["/z.bicep: dev=/dev.parameters.json"],
  ],
  [
    "files of one name as one environment, by their paths",
    {
      "/main.tf": variables("a", "b"),
      "/one/dev.tfvars.json": '{ "a": 1 }',
      "/main.dev.tfvars": "a = 1\nb = 2\n",
    },
    ["/: dev=/main.dev.tfvars+/one/dev.tfvars.json"],
  ],
];

describe("the environments that parameter files make", () => {
  it.each(cases)("are of %s", (_, texts, lines) => {
    expect(detected(texts)).toEqual(lines);
  });
});

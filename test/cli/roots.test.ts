import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { closed, linked, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";

/** Which vaults a run lists: root, module, symbol, exposure. */
function vaultsOf(files: Readonly<Record<string, string | Buffer>>, ...argv: readonly string[]) {
  const at = workspace(files);
  const { status, report } = at.json("vaults", ...argv);
  at.remove();
  const vaults = report.vaults.map(({ root, module, symbol, exposure }) =>
    [root, module ?? "-", symbol, exposure].join(" "),
  );
  return { status, vaults, skipped: report.skipped, errors: report.errors };
}

const byParameter = templateText([vaultResource("kv", { defaultAction: "[parameters('action')]" })], {
  parameters: { action: { type: "string", defaultValue: "Deny" } },
});

describe("a folder", () => {
  it("is walked, but not where others wrote", () => {
    const template = templateText([vaultResource("kv", closed)]);
    const { vaults } = vaultsOf(
      {
        "a/main.json": template,
        "b/deep/er.json": template,
        "node_modules/x/main.json": template,
        ".git/x.json": template,
        ".terraform/x.json": template,
      },
      "./",
    );
    expect(vaults).toEqual(["a/main.json - kv private", "b/deep/er.json - kv private"]);
  });

  it("of Bicep whose modules are not restored has no error because of that", () => {
    const call = "module net 'br/public:avm/res/network/virtual-network:0.1.0' = {\n  name: 'net'\n}\n";
    const { errors } = vaultsOf({ "main.bicep": call }, "./");
    expect(errors).toEqual([]);
  });

  it("of Terraform without terraform init has no error because of that", () => {
    const call = 'module "net" {\n  source = "Azure/network/azurerm"\n}\n';
    const { errors } = vaultsOf({ "main.tf": call, "deeper/main.tf": call }, "./");
    expect(errors).toEqual([]);
  });

  it("lists the vaults of a called template once per call", () => {
    const { vaults } = vaultsOf(
      {
        "main.json": templateText([linked("one", "modules/kv.json"), linked("two", "modules/kv.json")]),
        "modules/kv.json": templateText([vaultResource("[concat('kv-', deployment().name)]", closed)]),
      },
      "./",
    );
    expect(vaults).toEqual([
      "main.json one [concat('kv-', deployment().name)] private",
      "main.json two [concat('kv-', deployment().name)] private",
    ]);
  });

  it("lists a vault that two calls write once", () => {
    const { vaults } = vaultsOf(
      {
        "main.json": templateText([linked("one", "modules/kv.json"), linked("two", "modules/kv.json")]),
        "modules/kv.json": templateText([vaultResource("kv", closed)]),
      },
      "./",
    );
    expect(vaults).toEqual(["main.json one kv private"]);
  });

  it("judges a called template that is named as well", () => {
    const { vaults } = vaultsOf(
      {
        "main.json": templateText([linked("one", "kv.json")]),
        "kv.json": templateText([vaultResource("kv", closed)]),
      },
      "./",
      "./kv.json",
    );
    expect(vaults).toEqual(["kv.json - kv private", "main.json one kv private"]);
  });

  it("keeps a root of templates that call each other in a circle", () => {
    const { status, vaults } = vaultsOf(
      {
        "a.json": templateText([linked("b", "b.json"), vaultResource("kv-a", closed)]),
        "b.json": templateText([linked("a", "a.json"), vaultResource("kv-b", closed)]),
      },
      "./",
    );
    expect(vaults).toEqual(["a.json - kv-a private", "a.json b kv-b private"]);
    expect(status).toBe(0);
  });

  it("leaves out what --exclude names", () => {
    const template = templateText([vaultResource("kv", closed)]);
    const { vaults } = vaultsOf({ "a.json": template, "old/b.json": template }, "./", "--exclude", "old/**");
    expect(vaults).toEqual(["a.json - kv private"]);
  });

  it("leaves out what --exclude names as reports do", () => {
    const template = templateText([vaultResource("kv", closed)]);
    const files = { "infra/a.json": template, "infra/old/b.json": template };
    const at = workspace(files);
    const printed = relative(process.cwd(), at.path("infra/old")).replaceAll("\\", "/");
    for (const pattern of [`${printed}/**`, printed, `${printed}/b.json`, "old/**"]) {
      const { vaults } = at.json("vaults", "./infra", "--exclude", pattern).report;
      expect(vaults.map(({ file }) => file)).toEqual(["infra/a.json"]);
    }
    at.remove();
  });

  it("skips JSON compiled from Bicep beside it, which is judged when named", () => {
    const files = {
      "main.bicep": "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n}\n",
      "main.json": templateText([vaultResource("kv", closed)], {
        metadata: { _generator: { name: "bicep", version: "0.30" } },
      }),
    };
    const walked = vaultsOf(files, "./");
    expect(walked.skipped).toEqual([{ file: "main.json", reason: "compiled from main.bicep" }]);
    expect(walked.vaults).toEqual(["main.bicep - kv public"]);
    expect(vaultsOf(files, "./main.json").vaults).toEqual(["main.json - kv private"]);
  });

  it("has foreign JSON passed over in silence, and broken templates named", () => {
    const { status, errors } = vaultsOf(
      {
        "package.json": '{ "name": "x" }',
        "data.json": "[1, 2]",
        "broken.json": '{ "type": "Microsoft.KeyVault/vaults", }}',
      },
      "./",
    );
    expect(errors.map(({ file }) => file)).toEqual(["broken.json"]);
    expect(status).toBe(0);
  });
});

describe("parameters", () => {
  const files = {
    "main.json": byParameter,
    "main.parameters.json": parametersText({ action: "Allow" }),
    "other.json": parametersText({ action: "Deny" }),
  };

  it("that belong to a template make an environment of it", () => {
    expect(vaultsOf(files, "./main.json").vaults).toEqual(["main.json - kv public"]);
  });

  it("use the defaults only on request", () => {
    expect(vaultsOf(files, "./main.json", "--environment", "default").vaults).toEqual([
      "main.json - kv private",
    ]);
  });

  it("belong to the template beside them", () => {
    expect(vaultsOf(files, "./main.parameters.json").vaults).toEqual(["main.json - kv public"]);
  });

  it("apply to the only root, later files first", () => {
    expect(vaultsOf(files, "./main.json", "--parameters", "./main.parameters.json").vaults).toEqual([
      "main.json - kv public",
    ]);
    const both = ["--parameters", "./main.parameters.json", "--parameters", "./other.json"];
    expect(vaultsOf(files, "./main.json", ...both).vaults).toEqual(["main.json - kv private"]);
  });

  it("do not apply to several roots", () => {
    const { status } = vaultsOf(
      { ...files, "second.json": byParameter },
      "./",
      "--parameters",
      "./other.json",
    );
    expect(status).toBe(2);
  });

  it("must be there, and be parameters", () => {
    expect(vaultsOf(files, "./main.json", "--parameters", "./none.json").status).toBe(2);
    expect(vaultsOf(files, "./main.json", "--parameters", "./main.json").status).toBe(2);
    expect(
      vaultsOf({ "lonely.parameters.json": parametersText({}) }, "./lonely.parameters.json").status,
    ).toBe(2);
  });

  it("that lead to secrets are not known", () => {
    const secret = JSON.parse(parametersText({})) as { parameters: object };
    secret.parameters = {
      action: { reference: { keyVault: { id: "/subscriptions/0" }, secretName: "action" } },
    };
    const { vaults } = vaultsOf(
      { ...files, "secret.json": JSON.stringify(secret) },
      "./main.json",
      "--parameters",
      "./secret.json",
    );
    expect(vaults).toEqual(["main.json - kv depends"]);
  });
});

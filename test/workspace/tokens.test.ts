import { describe, expect, it } from "vitest";
import { analyze, givenByHand, reportVaults } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { parametersText } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

const bicep = `param value string
param ips array
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-\${value}'
  properties: {
    publicNetworkAccess: value == 'not-public' ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for ip in ips: { value: ip }] }
  }
}
`;
const terraform = `variable "value" {}
variable "ips" {}
resource "azurerm_key_vault" "kv" {
  name                          = "kv-\${var.value}"
  public_network_access_enabled = var.value != "not-public"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = var.ips
  }
}
`;

/** The parameter file of each syntax that gives a text and a list with it. */
const written: Readonly<
  Record<
    string,
    { readonly root: string; readonly template: string; readonly values: (text: string) => string }
  >
> = {
  "main.parameters.json": {
    root: "/main.bicep",
    template: bicep,
    values: (text) => parametersText({ value: text, ips: [text] }),
  },
  "main.bicepparam": {
    root: "/main.bicep",
    template: bicep,
    values: (text) => `using 'main.bicep'\nparam value = '${text}'\nparam ips = ['${text}']\n`,
  },
  "dev.tfvars": {
    root: "/",
    template: terraform,
    values: (text) => `value = "${text}"\nips = ["${text}"]\n`,
  },
};

function analysisOf(name: string, text: string) {
  const { root, template, values } = written[name] ?? { root: "", template: "", values: () => "" };
  const files = filesInMemory({ [root === "/" ? "/main.tf" : root]: template, [`/${name}`]: values(text) });
  return analyze({
    root,
    files: { ...files },
    environment: givenByHand([`/${name}`]),
  });
}

describe.each(Object.keys(written))("in %s", (name) => {
  it.each(["#{access}#", "#{access}", "__ACCESS__", "{{ .access }}", "$(access)", "#{a.b}#-__C_D__"])(
    "what replaces %s is unknown",
    (text) => {
      const analysis = analysisOf(name, text);
      const [vault] = reportVaults(analysis.worlds);
      expect(vault?.exposure).toBe("depends");
      expect(vault?.name).toEqual({ unknown: expect.stringContaining("the token ") as unknown });
      expect(check(analysis).map(({ code }) => code)).not.toContain("KV202");
    },
  );

  it.each(["a-b_c", "__init", "snake__case__", "(a)", "{a}", "#a", "$5", "50%"])("%s is a value", (text) => {
    const [vault] = reportVaults(analysisOf(name, text).worlds);
    expect(vault?.name).toBe(`kv-${text}`);
  });
});

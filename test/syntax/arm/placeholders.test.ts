import { describe, expect, it } from "vitest";
import { analyze, givenByHand, reportVaults } from "../../../server/src/core/index.ts";
import { parametersText } from "../../cli/workspace.ts";
import { filesInMemory } from "../../support/files-in-memory.ts";

const template = `param value string = ''
param list array = []
param isOpen bool = false
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: value
  properties: { networkAcls: { defaultAction: isOpen ? 'Allow' : 'Deny', ipRules: list } }
}
`;

/** The vault of a template whose parameters are these, as an `azd` project writes them. */
function vaultWith(values: Readonly<Record<string, unknown>>): ReturnType<typeof reportVaults>[number] {
  const files = filesInMemory({ "/main.bicep": template, "/main.parameters.json": parametersText(values) });
  const environment = givenByHand(["/main.parameters.json"]);
  const [vault] = reportVaults(analyze({ root: "/main.bicep", files, environment }).worlds);
  if (!vault) throw new Error("there is no vault");
  return vault;
}

const unknown = (name: string): unknown => ({
  unknown: expect.stringContaining(`environment variable ${name}`) as unknown,
});

describe("placeholders of azd", () => {
  it.each([
    ["the default after `=`", "${NAME=kv-shop}", "kv-shop"],
    ["the default after `:-`", "${NAME:-kv-shop}", "kv-shop"],
    ["an empty default", "kv${SUFFIX=}", "kv"],
    ["several in one text", "${A=kv}-${B=shop}-x", "kv-shop-x"],
    ["a literal dollar", "$kv-$5", "$kv-$5"],
    ["an unfinished placeholder", "kv-${NAME", "kv-${NAME"],
    ["a text that is not a name", "kv-${1}", "kv-${1}"],
  ])("represent %s", (_, value, name) => {
    expect(vaultWith({ value }).name).toBe(name);
  });

  it("are unknown because of their variable where they have no default", () => {
    expect(vaultWith({ value: "${AZURE_NAME}" }).name).toEqual(unknown("AZURE_NAME"));
    expect(JSON.stringify(vaultWith({ value: "kv-${AZURE_NAME}" }).name)).toContain("AZURE_NAME");
  });

  it("are of the type of their parameter", () => {
    expect(vaultWith({ isOpen: "${IS_OPEN=true}" }).exposure).toBe("public");
    expect(vaultWith({ isOpen: "${IS_OPEN=False}" }).exposure).toBe("private");
  });

  it("are filled in inside of lists and dictionaries", () => {
    const { ipRules } = vaultWith({ list: [{ value: "${OFFICE=203.0.113.7}" }, { value: "${HOME}" }] });
    expect(ipRules).toEqual(["203.0.113.7", unknown("HOME")]);
  });

  it("are read in time that grows with their length, however they are written", () => {
    for (const value of ["${".repeat(50_000), "${A=".repeat(50_000), `\${A=${"x".repeat(200_000)}`])
      expect(vaultWith({ value }).name).toBeDefined();
  });
});

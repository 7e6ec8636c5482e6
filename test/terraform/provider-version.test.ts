import { describe, expect, it } from "vitest";
import { analyzeFolder } from "./workspace.ts";

const subnet = 'resource "azurerm_subnet" "s" {\n  name = "s"\n}\n';
const lock = ".terraform.lock.hcl";

const required = (version: string): string =>
  `terraform {\n  required_providers {\n    azurerm = {\n      version = "${version}"\n    }\n  }\n}\n`;

const locked = (version: string, provider = "registry.terraform.io/hashicorp/azurerm"): string =>
  `provider "${provider}" {\n  version     = "${version}"\n  constraints = ">= 3.0.0"\n  hashes = [\n    "h1:x=",\n  ]\n}\n`;

/** Whether network policies are on by default in the only subnet, as they were before version 4. */
const policies = (texts: Readonly<Record<string, string>>, folder = ""): unknown => {
  const { worlds } = analyzeFolder(texts, folder);
  const value = worlds[0]?.network.subnets[0]?.privateEndpointNetworkPolicies.value;
  return value?.kind === "known" ? value.value : value?.kind;
};

describe("the version of azurerm", () => {
  it("is the one in the lock file, where templates accept several", () => {
    const selected = (text: string, accepted = required(">= 3.0")): unknown =>
      policies({ "main.tf": accepted + subnet, [lock]: text });
    const others = locked("3.6.0", "registry.terraform.io/hashicorp/random");
    expect(selected("")).toBe("unknown");
    expect(selected(others + locked("3.117.1"))).toBe("Enabled");
    expect(selected(others + locked("4.20.0"))).toBe("absent");
    expect(selected(locked("3.117.1").replaceAll("\n", "\r\n"))).toBe("Enabled");
    expect(selected(locked("3.117.1"), "")).toBe("Enabled");
    expect(selected(locked("3.117.1", "example.com/contoso/azurerm"))).toBe("unknown");
    const both = locked("3.117.1") + locked("4.20.0", "registry.opentofu.org/hashicorp/azurerm");
    expect(selected(both)).toBe("unknown");
    expect(selected(both, "")).toBe("unknown");
  });

  it("is what templates accept, where the lock file was left behind", () => {
    expect(policies({ "main.tf": required("~> 4.0") + subnet, [lock]: locked("3.117.1") })).toBe("absent");
  });

  it("is selected in the folder of the root, not in that of a module", () => {
    const call = 'module "m" {\n  source = "./m"\n}\n';
    const texts = { "main.tf": required(">= 3.0") + call, "m/main.tf": subnet };
    expect(policies({ ...texts, [`m/${lock}`]: locked("3.117.1") })).toBe("unknown");
    expect(policies({ ...texts, [lock]: locked("3.117.1"), [`m/${lock}`]: locked("4.20.0") })).toBe(
      "Enabled",
    );
    expect(policies({ ...texts, [`m/${lock}`]: locked("3.117.1") }, "m/")).toBe("Enabled");
  });

  it("is required in JSON as well", () => {
    const json = (version: unknown): string =>
      JSON.stringify({
        terraform: { required_providers: { azurerm: version } },
        resource: { azurerm_subnet: { s: { name: "s" } } },
      });
    expect(policies({ "main.tf.json": json({ version: "~> 3.90" }) })).toBe("Enabled");
    expect(policies({ "main.tf.json": json("~> 3.90") })).toBe("Enabled");
    expect(policies({ "main.tf.json": json({ version: "~> 4.0" }) })).toBe("absent");
  });

  it("is that of a provider block in old templates", () => {
    const provider = 'provider "azurerm" {\n  version = "=2.40.0"\n  features {}\n}\n';
    expect(policies({ "main.tf": provider + subnet })).toBe("Enabled");
    expect(policies({ "main.tf": 'provider "azurerm" {\n  features {}\n}\n' + subnet })).toBe("absent");
    const json = {
      provider: { azurerm: { version: "~> 2.0", features: {} } },
      resource: { azurerm_subnet: { s: { name: "s" } } },
    };
    expect(policies({ "main.tf.json": JSON.stringify(json) })).toBe("Enabled");
  });

  it("is read again when the lock file changes", () => {
    const texts = { "main.tf": required(">= 3.0") + subnet, [lock]: locked("3.117.1") };
    expect([...analyzeFolder(texts).reads]).toContain(`/w/${lock}`);
    expect(policies(texts)).toBe("Enabled");
    expect(policies({ ...texts, [lock]: locked("4.20.0") })).toBe("absent");
  });
});

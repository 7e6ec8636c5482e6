import { describe, expect, it } from "vitest";
import { analyze, readSource, reportVaults, reportVerdicts } from "../../server/src/core/index.ts";
import { analyzeFolder, filesOf, vault } from "./workspace.ts";
import { sayCause } from "../../server/src/core/words/en/causes.ts";

const acls = (ips: string): string =>
  vault(`  network_acls {\n default_action = "Deny"\n bypass = "None"\n ip_rules = ${ips}\n }`);

const [addresses] = [readSource("198.51.100.9")].flatMap((each) => ("source" in each ? [each.source] : []));

/** The IP rules of a vault as Terraform would have them, or what they depend on where they are not all known. */
function rules(ips: string, texts: Readonly<Record<string, string>>): unknown {
  const { worlds } = analyzeFolder({ ...texts, "main.tf": acls(ips) });
  const [kv] = reportVaults(worlds);
  const [verdict] = addresses ? reportVerdicts(worlds, "198.51.100.9", addresses) : [];
  return kv?.ipRulesOpen === true ? verdict?.because.map(sayCause) : kv?.ipRules;
}

describe("files beside Terraform's", () => {
  it.each([
    ["lines", 'split("\\n", trimspace(file("ips.txt")))', { "ips.txt": "203.0.113.7\n203.0.113.8\n" }],
    [
      "JSON",
      'jsondecode(file("${path.module}/ips.json")).ips',
      { "ips.json": '{"ips":["203.0.113.7","203.0.113.8"]}' },
    ],
    [
      "a template",
      'split(",", templatefile("ips.tftpl", { hosts = [7, 8] }))',
      { "ips.tftpl": "%{ for i, host in hosts }%{ if i > 0 },%{ endif }203.0.113.${host}%{ endfor }" },
    ],
    [
      "a template of lines",
      'compact(split("\\n", templatefile("${path.root}/ips.tftpl", { hosts = [7, 8] })))',
      { "ips.tftpl": "%{ for host in hosts ~}\n203.0.113.${host}\n%{ endfor ~}\n" },
    ],
    [
      "a template of JSON",
      'jsondecode(templatefile("ips.tftpl", { hosts = ["203.0.113.7", "203.0.113.8"] }))',
      { "ips.tftpl": "${jsonencode(hosts)}" },
    ],
  ])("hold %s", (_, ips, texts) => {
    expect(rules(ips, texts)).toEqual(["203.0.113.7", "203.0.113.8"]);
  });

  it("are found from the folder of the root, wherever the module is that reads them", () => {
    const texts = {
      "root/main.tf": 'module "kv" {\n source = "../shared/kv"\n}\n',
      "root/ips.txt": "203.0.113.7",
      "shared/kv/main.tf": acls('[file("ips.txt"), file("${path.module}/own.txt")]'),
      "shared/kv/own.txt": "203.0.113.8",
    };
    const analysis = analyzeFolder(texts, "root/");
    expect(reportVaults(analysis.worlds).map(({ ipRules }) => ipRules)).toEqual([
      ["203.0.113.7", "203.0.113.8"],
    ]);
  });

  it("are wanted of the host, and part of what an answer was read from", () => {
    const { get, ...files } = filesOf({ "main.tf": acls('[file("ips.txt")]') });
    const analysis = analyze({
      root: "/w/",
      files: { ...files, get: (id) => (id.endsWith(".txt") ? undefined : get(id)) },
    });
    expect([...analysis.wants]).toEqual(["/w/ips.txt"]);
    expect([...analysis.reads]).toContain("/w/ips.txt");
  });

  it.each([
    ["is missing", 'file("ips.txt")'],
    ["may be there later, though another value is at hand", 'try(file("ips.txt"), "203.0.113.7")'],
    ["is outside the repository", 'file("/etc/ips.txt")'],
    ["is in the home folder", 'file("~/ips.txt")'],
    ["is on another machine", 'file("\\\\\\\\server\\\\share\\\\ips.txt")'],
    ["is a template that is missing", 'templatefile("ips.tftpl", {})'],
  ])("leave open what is in one that %s", (_, ip) => {
    expect(rules(`split(",", ${ip})`, {})).toEqual([expect.stringMatching(/^file /)]);
  });

  it("whose template has a syntax error are not read", () => {
    expect(rules('split(",", templatefile("a", {}))', { a: "%{ for x in }" })).toEqual([
      "file a, which cannot be read",
    ]);
  });

  it("whose template uses a name it is not given are not read", () => {
    expect(rules('split(",", templatefile("a", {}))', { a: "203.0.113.${host}" })).not.toEqual([]);
  });
});

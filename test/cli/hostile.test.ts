import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closed, linked, templateText, vaultResource, workspace, type Workspace } from "./workspace.ts";

const good = templateText([vaultResource("kv", closed)]);
const azurermVault = `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n`;

function inWorkspace<T>(files: Readonly<Record<string, string | Buffer>>, use: (at: Workspace) => T): T {
  const at = workspace({ "good.json": good, ...files });
  try {
    return use(at);
  } finally {
    at.remove();
  }
}

/** The run names the file, says something like this of it, and judges the good one beside it. */
function expectNamed(at: Workspace, file: string, message: RegExp): void {
  const { status, report } = at.json("vaults", `./${file}`, "./good.json");
  expect(report.vaults.map(({ symbol }) => symbol)).toEqual(["kv"]);
  expect(report.errors).toHaveLength(1);
  expect(report.errors[0]).toMatchObject({ file, line: expect.any(Number) as number });
  expect(report.errors[0]?.message).toMatch(message);
  expect(status).toBe(2);
}

describe("an input that cannot be judged is named, and the rest judged", () => {
  it.each<readonly [what: string, content: string | Buffer, message: RegExp]>([
    ["foreign JSON", '{ "name": "x" }', /not an ARM, Bicep or Terraform template/],
    ["text", "hello", /./],
    ["nothing", "", /./],
    ["bytes that are not text", Buffer.from([0xc3, 0x28, 0xff]), /UTF-8/],
    ["nesting without end", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, /nest|deep/],
    ["lists without end", "[".repeat(10_000), /nest|deep/],
  ])("%s", (_, content, message) => {
    inWorkspace({ "odd.json": content }, (at) => {
      expectNamed(at, "odd.json", message);
    });
  });

  it("a file that is not there", () => {
    inWorkspace({}, (at) => {
      expectNamed(at, "none.json", /no such file/);
    });
  });

  it("a path below a file", () => {
    inWorkspace({}, (at) => {
      expectNamed(at, "good.json/below.json", /./);
    });
  });

  it("a symbolic link in a circle", () => {
    inWorkspace({}, (at) => {
      symlinkSync("loop.json", at.path("loop.json"));
      expectNamed(at, "loop.json", /cycle/);
    });
  });

  it.each([16 * 1024 * 1024 + 1, 50 * 1024 * 1024])("a file of %d bytes, more than 16 MB", (size) => {
    inWorkspace({}, (at) => {
      writeFileSync(at.path("huge.json"), good);
      truncateSync(at.path("huge.json"), size);
      expectNamed(at, "huge.json", /16 MB/);
    });
  });

  it("a folder named like a file is a folder", () => {
    inWorkspace({}, (at) => {
      mkdirSync(at.path("folder.json"));
      const { status, report } = at.json("vaults", "./folder.json", "./good.json");
      expect({ status, errors: report.errors }).toEqual({ status: 0, errors: [] });
    });
  });
});

describe("what is not there to be read", () => {
  it("a link in a circle beside Terraform files hides none of them", () => {
    inWorkspace({ "main.tf": azurermVault }, (at) => {
      symlinkSync("loop.tf", at.path("loop.tf"));
      expect(at.json("vaults", "./main.tf").report.vaults.map(({ symbol }) => symbol)).toEqual([
        "azurerm_key_vault.kv",
      ]);
    });
  });

  it("a link from a folder to itself is not followed", () => {
    inWorkspace({ "a/inner.json": good }, (at) => {
      symlinkSync("..", at.path("a/up"), "junction");
      const { status, report } = at.json("vaults", "./a");
      expect({ status, files: report.vaults.map(({ file }) => file) }).toEqual({
        status: 0,
        files: ["a/inner.json"],
      });
    });
  });

  // Such files have no end, or wait for a writer for ever.
  it.runIf(existsSync("/dev/zero"))("a device that a template names is not read", () => {
    const depth = "../".repeat(20);
    const files = {
      "main.bicep": `module m '${depth}dev/zero' = {\n  name: 'm'\n}\nvar text = loadTextContent('${depth}dev/zero')\n`,
      "linked.json": templateText([linked("m", `${depth}dev/zero`)]),
      "main.tf": `locals {\n  text = file("${depth}dev/zero")\n}\n${azurermVault}`,
    };
    inWorkspace(files, (at) => {
      for (const file of ["main.bicep", "linked.json"])
        expect(at.json("check", `./${file}`).report.errors[0]?.message).toBe("not a regular file");
      expect(at.json("vaults", "./main.tf").report.vaults).toHaveLength(1);
      expect(at.run("vaults", "/dev/zero").status).toBe(2);
    });
  });
});

it.runIf(existsSync("/dev/shm"))(
  "a repository that is kept in memory is read and written like any other",
  () => {
    const folder = mkdtempSync("/dev/shm/keyvault-network-");
    try {
      writeFileSync(join(folder, "main.json"), good);
      inWorkspace({}, (at) => {
        const report = join(folder, "report.json");
        expect(at.run("vaults", folder, "--format", "json", "--output", report).status).toBe(0);
        expect(JSON.parse(readFileSync(report, "utf8"))).toMatchObject({ vaults: [{ symbol: "kv" }] });
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

describe("a template with a syntax error", () => {
  it.each([
    ["a NUL byte", good.replace("{", "{\u0000")],
    ["a lost comma", good.replace('",', '"')],
  ])("such as %s before a vault is named, and judged all the same", (_, content) => {
    inWorkspace({ "odd.json": content }, (at) => {
      const { status, report } = at.json("vaults", "./odd.json");
      expect(report.errors.map(({ file }) => file)).toContain("odd.json");
      expect({ status, vaults: report.vaults.length }).toEqual({ status: 2, vaults: 1 });
    });
  });

  it("behind which no vault is named hides none, but what it is", () => {
    inWorkspace({ "odd.json": good.replace(/\}\s*$/, "") }, (at) => {
      const { status, report } = at.json("vaults", "./odd.json");
      expect(report.errors.map(({ file }) => file)).toContain("odd.json");
      expect({ status, vaults: report.vaults.length }).toEqual({ status: 2, vaults: 1 });
    });
  });
});

describe("text in other encodings is read", () => {
  it.each<readonly [what: string, encoded: Buffer]>([
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${good}`)],
    ["UTF-16, little end first", Buffer.from(`\ufeff${good}`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`\ufeff${good}`, "utf16le").swap16()],
  ])("%s", (_, encoded) => {
    inWorkspace({ "other.json": encoded }, (at) => {
      const { status, report } = at.json("vaults", "./other.json");
      expect({ status, errors: report.errors }).toEqual({ status: 0, errors: [] });
      expect(report.vaults).toHaveLength(1);
    });
  });
});

describe("a template that is cut", () => {
  it("anywhere is answered, with an error that has a place", () => {
    for (let end = 40; end < good.length - 2; end += 37) {
      inWorkspace({ "cut.json": good.slice(0, end) }, (at) => {
        const { report } = at.json("vaults", "./cut.json");
        expect(report.errors.length, good.slice(end - 10, end)).toBeGreaterThan(0);
        for (const vault of report.vaults) expect(vault.exposure).not.toBe("public");
      });
    }
  });
});

describe("a template that is hostile or large is answered in bounded time", () => {
  const bounded = 8000;

  it("with variables in a circle", { timeout: bounded }, () => {
    const variables = { a: "[variables('b')]", b: "[variables('a')]" };
    const text = templateText([vaultResource("kv", { defaultAction: "[variables('a')]" })], { variables });
    inWorkspace({ "cyclic.json": text }, (at) => {
      const { status, report } = at.json("vaults", "./cyclic.json");
      expect(status).toBe(0);
      expect(report.vaults[0]).toMatchObject({
        exposure: "depends",
        dependsOn: [expect.stringContaining("refers to itself")],
      });
    });
  });

  it("that calls itself", { timeout: bounded }, () => {
    inWorkspace(
      { "self.json": templateText([linked("again", "self.json"), vaultResource("kv", closed)]) },
      (at) => {
        expect(at.json("vaults", "./self.json").report.vaults.map(({ symbol }) => symbol)).toEqual(["kv"]);
      },
    );
  });

  it("with a module that is not there", { timeout: bounded }, () => {
    inWorkspace(
      { "caller.json": templateText([linked("far", "none.json"), vaultResource("kv", closed)]) },
      (at) => {
        const { status, report } = at.json("vaults", "./caller.json");
        expect(report.unread.map(({ source }) => source)).toEqual(["none.json"]);
        expect({ status, count: report.vaults.length }).toEqual({ status: 0, count: 1 });
      },
    );
  });

  it("with texts that double forty times", { timeout: bounded }, () => {
    const variables = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `v${index}`,
        index === 0 ? "ab" : `[concat(variables('v${index - 1}'), variables('v${index - 1}'))]`,
      ]),
    );
    const text = templateText([vaultResource("kv", { defaultAction: "[variables('v39')]" })], { variables });
    inWorkspace({ "double.json": text }, (at) => {
      expect(at.json("vaults", "./double.json").report.vaults[0]).toMatchObject({
        exposure: "depends",
        dependsOn: ["a limit of the analysis"],
      });
    });
  });

  it("with a thousand IP rules", { timeout: bounded }, () => {
    const ipRules = Array.from({ length: 1000 }, (_, index) => ({
      value: `203.${index >> 8}.${index & 255}.0/25`,
    }));
    inWorkspace({ "rules.json": templateText([vaultResource("kv", { ...closed, ipRules })]) }, (at) => {
      const { report } = at.json(
        "simulate",
        "./rules.json",
        "--from",
        "203.3.231.7",
        "--from",
        "203.0.0.0/8",
      );
      expect(report.verdicts.map(({ verdict }) => verdict)).toEqual(["allowed", "partial"]);
      expect(report.verdicts[1]?.allowed).toHaveLength(1000);
      expect(at.json("check", "./rules.json").status).toBeLessThan(2);
    });
  });

  it("of two megabytes", { timeout: bounded }, () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({
      type: "Microsoft.Storage/storageAccounts",
      apiVersion: "2023-01-01",
      name: `[concat('st', '${index}')]`,
      dependsOn: [],
      properties: { note: "x".repeat(250), copy: `[format('{0}-{1}', '${index}', 'y')]` },
    }));
    const text = templateText([...many, vaultResource("kv", closed)]);
    expect(text.length).toBeGreaterThan(2_000_000);
    inWorkspace({ "large.json": text }, (at) => {
      expect(at.json("vaults", "./large.json").report.vaults).toHaveLength(1);
    });
  });

  it("with eight hundred vaults written twice", { timeout: bounded }, () => {
    const loop = { copy: { name: "vaults", count: 800 } };
    const vaults = { ...vaultResource("[concat('kv-', copyIndex())]", closed), ...loop };
    const again = {
      ...vaultResource("[format('kv-{0}', copyIndex())]", closed),
      copy: { name: "again", count: 800 },
    };
    inWorkspace({ "many.json": templateText([vaults, again]) }, (at) => {
      expect(at.json("vaults", "./many.json").report.vaults).toHaveLength(800);
    });
  });
});

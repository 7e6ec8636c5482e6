import { describe, expect, it } from "vitest";
import { printExpression, printTemplate } from "../../support/print-ir.ts";
import { parseTerraform } from "./parse.ts";

describe("declarations", () => {
  it.each([
    ['variable "a" {}', "param a: any"],
    ['variable "a" {\n type = list(string)\n default = ["x"]\n}', 'param a: array = ["x"]'],
    ['variable "a" {\n type = bool\n sensitive = true\n}', "param a: bool secure"],
    [
      'variable "a" {\n validation {\n condition = contains(["x", "y"], var.a)\n }\n}',
      'param a: any of ["x","y"]',
    ],
    ["locals {\n a = 1\n b = local.a\n}", "var a = 1\nvar b = variable a"],
    ['output "a" {\n value = module.net.id\n}', "output a = module net.id"],
    [
      'resource "azurerm_x" "y" {\n name = "kv"\n}',
      'resource · azurerm_x.y (azurerm_x.y) · "azurerm_x" · name "kv" · {name: "kv"}',
    ],
    [
      "resource azurerm_x y {\n a {\n b = 1\n }\n a {}\n}",
      'resource · azurerm_x.y (azurerm_x.y) · "azurerm_x" · name - · {a: [{b: 1}, {}]}',
    ],
    [
      'data "azurerm_x" "y" {\n count = var.a ? 1 : 0\n}',
      'existing · data.azurerm_x.y (data.azurerm_x.y) · "azurerm_x" · name - · if parameter a · for count.index in [0] · {}',
    ],
    [
      'resource "azurerm_x" "y" {\n for_each = var.m\n dynamic "b" {\n for_each = each.value\n content {\n c = b.key\n }\n }\n}',
      'resource · azurerm_x.y (azurerm_x.y) · "azurerm_x" · name - · for each.key, each.value in parameter m · {b: [for b.key, b.value in for_each of blocks(local each.value): {c: local b.key}]}',
    ],
    ['module "m" {\n source = "../net"\n a = 1\n}', "module · m (m) · folder ../net · {a: 1}"],
    [
      'module "m" {\n source = "Azure/naming/azurerm"\n version = "1"\n}',
      "module · m (m) · registry Azure/naming/azurerm · {}",
    ],
    [
      'resource "azapi_resource" "kv" {\n type = "Microsoft.KeyVault/vaults@2023-07-01"\n name = "kv"\n body = jsonencode({ properties = { a = 1 } })\n}',
      'resource · azapi_resource.kv (azapi_resource.kv) · "Microsoft.KeyVault/vaults" · name "kv" · {properties: {a: 1}, name: "kv"}',
    ],
  ])("%s", (text, expected) => {
    expect(printTemplate(parsed(text))).toBe(expected);
  });
});

describe("as Terraform reads them", () => {
  it.each([
    [
      "a heredoc that ends behind a no-break space",
      "locals {\n a = <<EOT\nx\n\u00a0EOT\n b = <<EOT\ny\nEOT\n}",
      'var a = "x\\n"\nvar b = "y\\n"',
    ],
    [
      "a heredoc that ends before other blanks",
      "locals {\n a = <<EOT\nx\nEOT\u202f\n b = <<EOT\ny\nEOT\n}",
      'var a = "x\\n"\nvar b = "y\\n"',
    ],
    ["an escape behind a dollar sign", 'locals {\n a = "$$${"\n b = "}"\n}', 'var a = "$${"\nvar b = "}"'],
    ["an escape behind a percent sign", 'locals {\n a = "%%%%{"\n b = "}"\n}', 'var a = "%%%{"\nvar b = "}"'],
    ["a number with an exponent", "locals {\n a = 1e3\n b = 25E-1\n}", "var a = 1000\nvar b = 2.5"],
    ["a label with escapes", 'output "\\u0061" {\n value = 1\n}', "output a = 1"],
  ])("%s", (_, text, expected) => {
    expect(printTemplate(parsed(text))).toBe(expected);
  });
});

describe("expressions", () => {
  it.each([
    ['"a${var.b}c"', 'text("a", tostring(parameter b), "c")'],
    ['"${var.b}"', "parameter b"],
    ["<<-EOT\n    a\n      b ${var.c}\n    EOT", 'text("a\\n  b ", tostring(parameter c), "\\n")'],
    ["<<EOT\n  a\nEOT", '"  a\\n"'],
    ["a.b[0].c", "resource a.b[0].c"],
    ["a.b.*.c[0]", "for * in [*](resource a.b): local *.c[0]"],
    ["a.b[*].c[0]", "for * in [*](resource a.b): local *.c[0]"],
    ["f(x.y...)", "f(resource x.y)"],
    ["-1", "-1"],
    ["!(1 < 2) || true", "||(!(<(1, 2)), true)"],
    ["data.a.b.id", "resource data.a.b.id"],
    ["[for a, b in x.y : b if a > 1]", "for a, b in resource x.y: local b"],
    ["{ (var.k) = 1, b = 2 }", "{[parameter k]: 1, b: 2}"],
    ["{ true = 1, null = 2 }", "{true: 1, null: 2}"],
    ["var.a ? 1 : var.b ? 2 : 3", "(parameter a ? 1 : (parameter b ? 2 : 3))"],
    ["(var.a ? true : var.b) ? 2 : 3", "((parameter a ? true : parameter b) ? 2 : 3)"],
    ["1 - 2 - 3 * 4", "-(-(1, 2), *(3, 4))"],
    [
      "provider::azurerm::normalise_resource_id(var.a)",
      "provider::azurerm::normalise_resource_id(parameter a)",
    ],
    ["a.b.*.c.0", "for * in [*](resource a.b): local *.c[0]"],
  ])("%s", (text, expected) => {
    const output = parsed(`output "a" {\n value = ${text}\n}`).outputs.get("a");
    expect(output && printExpression(output.value)).toBe(expected);
  });
});

describe("syntax errors", () => {
  const vault = (inside: string): string => `resource "azurerm_key_vault" "kv" {\n${inside}\n}\n`;
  it.each([
    ["an expression in pieces", 'a = [1,\nb = "c"', "…}"],
    ["a block that is not closed", "a {\n b = 1\n", "…}"],
    ["a value on the next line", 'a =\n"b"', "…}"],
  ])("%s", (_, inside, expected) => {
    const template = parsed(vault(inside));
    expect(template.intact).toBe(false);
    const all = template.resources.map((each) => printExpression(each.body)).join();
    expect(all === "" || all.endsWith(expected)).toBe(true);
  });

  it.each([
    ["a =\nb = 1", "{a: <?>, b: 1}"],
    ["a = \nb = 1", "{a: <?>, b: 1}"],
    ["abc=\r\nb = 1", "{abc: <?>, b: 1}"],
    ["a = # why\nb = 1", "{a: <?>, b: 1}"],
    ["b = 1\na =", "{b: 1, a: <?>}"],
    ['a = "x\nb = 1', "{a: <?>, b: 1}"],
    ['a = "${b\nc = 1', "{a: <?>, c: 1}"],
    ["a = { b =\n c = 1 }", "{a: {b: <?>, c: 1}}"],
    ["a = { b = }", "{a: {b: <?>}}"],
    ['a = { "b-c" = }', "{a: {b-c: <?>}}"],
    ["a {\n b =\n c = 1\n}", "{a: [{b: <?>, c: 1}]}"],
    ["a = <<EOT\nb =\nnobody\nEOT\nb =", '{a: "b =\\nnobody\\n", b: <?>}'],
    ["/*\nb =\n*/\na =", "{a: <?>}"],
  ])("set aside a value that is still to be typed: %j", (inside, expected) => {
    const { intact, resources } = parsed(vault(inside));
    expect([intact, ...resources.map(({ body }) => printExpression(body))]).toEqual([true, expected]);
  });

  it.each([
    ["abc\nb = 1", "{b: 1, …}"],
    ["  n\nb = 1", "{b: 1, …}"],
    ["abc\nb {\n c = 1\n}", "{b: [{c: 1}], …}"],
    ['dynamic "a"\nb = 1', "{b: 1, …}"],
    ["b = 1\nabc", "{b: 1, …}"],
    ["a {\n  nam\n b = 1\n}\nc = 1", "{c: 1, a: [{b: 1, …}]}"],
    ["a = {\n  nam\n  b = 1\n}", "{a: {b: 1, …}}"],
    ["a = [\n  b\n]\nc =\n  nam", "{a: [<b>], c: <?>, …}"],
  ])("half a name may become any name in its place, and only there: %j", (inside, expected) => {
    const { intact, resources } = parsed(vault(inside));
    expect([intact, ...resources.map(({ body }) => printExpression(body))]).toEqual([false, expected]);
  });

  it.each([
    ["a =", { kind: "attribute-without-value" }],
    ["nam", { kind: "name-alone" }],
    ["a = f(1", { kind: "expected-token", token: ")" }],
    ["a = 1 2", { kind: "invalid-terraform" }],
  ])("names them: %s", (inside, fault) => {
    expect(parseTerraform(vault(inside)).problems[0]?.fault).toEqual(fault);
  });

  it.each([
    ["a value with something behind it", "a = 1 2", "{a: <?>, …}"],
    ["an escape that there is not", 'a = "x\\/y"', "{a: <?>, …}"],
    ["two arguments on a line", "b { c = 1 d = 2 }", "{b: [{c: <?>, …}], …}"],
    ["an operand on the next line", "a = 1 +\n 2", "{a: <?>, …}"],
    ["two elements without a comma", "a = { b = 1 c = 2 }\nd = 3", "{a: <?>, d: 3, …}"],
    ["a bracket that is missing in an object", "a = {\n b = [1\n c = 2\n}\nd = 3", "{a: <?>, d: 3, …}"],
    ["a bracket that is of another kind", "a = { b = (1 ]\n c = 2 }\nd = 3", "{a: <?>, d: 3, …}"],
    ["an interpolation that is not closed", 'a = "x${b"\nd = 3', "{a: <?>, d: 3, …}"],
    ["an interpolation that is not closed in a heredoc", "a = <<EOT\n${b\nEOT\nd = 3", "{a: <?>, d: 3, …}"],
    ["a directive that is not closed", 'a = "%{ if true }x"\nd = 3', "{a: <?>, d: 3, …}"],
  ])("leave open what they are in, and nothing else: %s", (_, inside, expected) => {
    const { intact, resources } = parsed(`${vault(inside)}${vault("e = 1")}`);
    expect([intact, ...resources.map(({ body }) => printExpression(body))]).toEqual([
      false,
      expected,
      "{e: 1}",
    ]);
  });

  it("say that blocks before a stray brace may have been closed too early", () => {
    const { resources } = parsed(`${vault("a = 1")}${vault("b {\n}\n}\nc = 1\nd {\n}")}`);
    expect(resources.map(({ body }) => printExpression(body))).toEqual(["{a: 1}", "{b: [{…}], …}"]);
  });

  it("are objects at the top of a file", () => {
    expect(parseTerraform('{ "resource": {} }').template?.intact).toBe(false);
  });

  it.each(["[", "(", "{a=", "f(", "!", "1?1:", '"${', "a{\n", "%{if true}", "x[", "1+"])(
    "refuse what nests too deeply: %j",
    (piece) => {
      const isText = piece.startsWith("%");
      const value = isText ? `"${piece.repeat(600)}` : piece.repeat(600);
      const { template, problems } = parseTerraform(
        piece.startsWith("a{") ? value : `locals {\n a = ${value}\n}`,
      );
      expect(template).toBeNull();
      expect(problems.map(({ fault }) => fault)).toEqual([{ kind: "too-deep" }]);
    },
  );
});

it("finds comments of all three kinds", () => {
  const { comments } = parseTerraform("# a\n// b\n/* c\n d */\nlocals {} # e\n");
  expect(comments.map((comment) => comment.text)).toEqual([" a", " b", " c\n d ", " e"]);
});

it("reads files of values", () => {
  const { parameterFile } = parseTerraform('ips = ["203.0.113.7"]\nx = null\n', "prod.tfvars");
  const values = [...(parameterFile?.values ?? [])].map(([name, { value }]) => [
    name,
    printExpression(value),
  ]);
  expect(values).toEqual([
    ["ips", '["203.0.113.7"]'],
    ["x", "null"],
  ]);
});

function parsed(text: string): NonNullable<ReturnType<typeof parseTerraform>["template"]> {
  const { template } = parseTerraform(`${text}\n`);
  if (!template) throw new Error(`no template: ${text}`);
  return template;
}

import { azurermVault, type Bomb, rows, single, times } from "./bomb.ts";

/** Patterns for which our regular expressions could backtrack forever. */
const backtracking = [
  "^(a+)+$",
  "^(a|aa)+$",
  "^((a+)b?)+$",
  "(a?){50}a{50}",
  "a*a*a*a*a*a*b",
  ".*.*.*.*x",
  "(?:a|aa)*c",
];

/** Terraform expressions that are small but expensive to evaluate. */
export const terraformBombs: readonly Bomb[] = [
  single(
    "locals in a circle",
    "main.tf",
    () => `locals {\n  a = local.b\n  b = local.a\n}\n${azurermVault("local.a")}`,
  ),
  single(
    "texts that double in Terraform",
    "main.tf",
    () =>
      `locals {\n  v0 = "ab"\n${rows(60, (n) => `  v${n + 1} = "\${local.v${n}}\${local.v${n}}"\n`)}}\n${azurermVault("local.v60")}`,
  ),
  single(
    "products of sets in Terraform",
    "main.tf",
    () =>
      `locals { r = range(1000) }\n${azurermVault("[for a in local.r : [for b in local.r : [for c in local.r : a]]][0]")}`,
  ),
  ...[" ", "\t", "\n", "\r\n", "\f"].map((blank) =>
    single(`a hundred thousand times ${JSON.stringify(blank)} behind a name`, "main.tf", () =>
      azurermVault('"Deny"').replace('"azurerm_key_vault"', (type) => times(blank, 100_000) + type),
    ),
  ),
  ...backtracking.map((pattern) =>
    single(`the pattern ${pattern} in Terraform`, "main.tf", () =>
      azurermVault(
        `"\${replace("${times("a", 300)}!", "/${pattern}/", "x")}\${can(regex("${pattern}", "${times("a", 9000)}!"))}"`,
      ),
    ),
  ),
  single("patterns in a long loop in Terraform", "main.tf", () =>
    azurermVault(`jsonencode([for i in range(10000) : regexall("a+b", "${times("a", 2000)}")])`),
  ),
  single("texts that take much room in Terraform", "main.tf", () =>
    azurermVault(`replace("${times("a", 500_000)}", "a", "${times("b", 500_000)}")`),
  ),
  single("subnets of subnets in Terraform", "main.tf", () =>
    azurermVault(`join("", cidrsubnets("10.0.0.0/8", ${times("24, ", 20_000)}24))`),
  ),
  single(
    "a long chain of locals",
    "main.tf",
    () =>
      `locals {\n  v0 = "Deny"\n${rows(20_000, (n) => `  v${n + 1} = local.v${n}\n`)}}\n${azurermVault("local.v20000")}`,
  ),
  single(
    "lists that double in Terraform",
    "main.tf",
    () =>
      `locals {\n  v0 = [1, 2]\n${rows(60, (n) => `  v${n + 1} = concat(local.v${n}, local.v${n})\n`)}}\n${azurermVault("jsonencode(local.v60)")}`,
  ),
  single(
    "products of lists in Terraform",
    "main.tf",
    () =>
      `locals { r = range(1000) }\n${azurermVault("jsonencode(setproduct(local.r, local.r, local.r, local.r))")}`,
  ),
  single("texts that are made long at once in Terraform", "main.tf", () =>
    azurermVault(
      '"${format("%2147483647s", "x")}${format("%0999999999d", 1)}${join(",", [for i in range(10000) : format("%1000000s", "x")])}"',
    ),
  ),
  single("numbers that are made large in Terraform", "main.tf", () =>
    azurermVault(`"\${pow(10, 1000000000)}\${parseint("${times("9")}", 10)}\${pow(pow(10, 300), 300)}"`),
  ),
  single(
    "resources without number in Terraform",
    "main.tf",
    () =>
      `${azurermVault('"Deny"').replace("{\n", "{\n  count = 1000000000\n")}resource "azurerm_key_vault" "each" {\n  for_each = toset([for i in range(1000000) : tostring(i)])\n  name = each.key\n}\n`,
  ),
  single(
    "dynamic blocks within dynamic blocks in Terraform",
    "main.tf",
    () =>
      `resource "azurerm_key_vault" "kv" {\n${rows(8, (n) => `dynamic "b${n}" {\n  for_each = range(1000)\n  content {\n`)}${times("}\n}\n", 8)}  dynamic "network_acls" {\n    for_each = range(1000)\n    content {\n      default_action = "Deny"\n      bypass = "None"\n    }\n  }\n}\n`,
  ),
  single("subnets without end in Terraform", "main.tf", () =>
    azurermVault(
      'jsonencode([for a in range(10000) : [for b in range(10000) : cidrsubnet("10.0.0.0/8", 24, a + b)]])',
    ),
  ),
  single("YAML and JSON within texts in Terraform", "main.tf", () =>
    azurermVault(
      `"\${jsondecode("${times("[", 50_000)}")}\${yamldecode("${times("[", 50_000)}")}\${yamldecode("a0: &a0 [x, x]\\n${rows(40, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\\n`)}")}"`,
    ),
  ),
  {
    what: "templates that read themselves in Terraform",
    root: "main.tf",
    texts: () =>
      new Map([
        ["main.tf", azurermVault('templatefile("./a.tftpl", { x = "y" })')],
        [
          "a.tftpl",
          '${templatefile("./a.tftpl", { x = x })}${templatefile("./a.tftpl", { x = x })}%{ for a in range(10000) ~}%{ for b in range(10000) ~}${x}%{ endfor ~}%{ endfor ~}',
        ],
      ]),
  },
];

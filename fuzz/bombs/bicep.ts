import { bicepVault, type Bomb, rows, single, times } from "./bomb.ts";

/** Bicep expressions that are small but expensive to evaluate. */
export const bicepBombs: readonly Bomb[] = [
  single(
    "texts that double in Bicep",
    "main.bicep",
    () => `var v0 = 'ab'\n${rows(60, (n) => `var v${n + 1} = '\${v${n}}\${v${n}}'\n`)}${bicepVault("v60")}`,
  ),
  single(
    "functions that call themselves in Bicep",
    "main.bicep",
    () => `func f(x string) string => '\${f(x)}\${f(x)}'\n${bicepVault("f('x')")}`,
  ),
  single(
    "subnets of subnets in Bicep",
    "main.bicep",
    () =>
      `var s = [for i in range(0, 10000): cidrSubnet('10.0.0.0/8', 32, i)]\nvar t = [for i in range(0, 10000): map(s, x => cidrSubnet(x, 32, 0))]\n${bicepVault("t[9999][0]")}`,
  ),
  single("loops within loops in Bicep", "main.bicep", () =>
    bicepVault(rows(20, (n) => `[for i${n} in range(0, 1000): `) + "'Deny'" + times("]", 20)),
  ),
  single("folds that double in Bicep", "main.bicep", () =>
    bicepVault("reduce(range(0, 60), 'ab', (text, n) => '${text}${text}')"),
  ),
  single(
    "lists that are spread into each other in Bicep",
    "main.bicep",
    () =>
      `var v0 = [1, 2]\n${rows(60, (n) => `var v${n + 1} = [...v${n}, ...v${n}]\n`)}${bicepVault("string(v60)")}`,
  ),
  single(
    "objects that are merged into each other in Bicep",
    "main.bicep",
    () =>
      `var v0 = { a: 'x' }\n${rows(60, (n) => `var v${n + 1} = { ...v${n}, a${n}: v${n}, b${n}: union(v${n}, { c: v${n} }) }\n`)}${bicepVault("string(v60)")}`,
  ),
  single("texts that are made long at once in Bicep", "main.bicep", () =>
    bicepVault("join(map(range(0, 10000), i => padLeft('x', 2147483647, 'y')), ',')"),
  ),
  single(
    "types that hold themselves in Bicep",
    "main.bicep",
    () =>
      `type node = {\n  left: node?\n  right: node?\n}\nparam tree node = {}\nparam other node = { left: other, right: tree }\n${bicepVault("string(other)")}`,
  ),
  single(
    "functions that call each other in Bicep",
    "main.bicep",
    () =>
      `func f(x string) string => '\${g(x)}\${g(x)}'\nfunc g(x string) string => '\${f(x)}\${f(x)}'\n${bicepVault("f('x')")}`,
  ),
  single(
    "a function in a chain of functions, twice each in Bicep",
    "main.bicep",
    () =>
      `func f0(x string) string => x\n${rows(60, (n) => `func f${n + 1}(x string) string => '\${f${n}(x)}\${f${n}(x)}'\n`)}${bicepVault("f60('x')")}`,
  ),
  single("a sort that never agrees with itself", "main.bicep", () =>
    bicepVault("string(sort(range(0, 10000), (a, b) => contains(string(range(0, 10000)), string(a))))"),
  ),
  {
    what: "YAML that names itself again and again",
    root: "main.bicep",
    texts: () =>
      new Map([
        ["main.bicep", `var y = loadYamlContent('laughs.yaml')\n${bicepVault("string(y)")}`],
        [
          "laughs.yaml",
          `a0: &a0 [x, x]\n${rows(60, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]\n`)}`,
        ],
      ]),
  },
  {
    what: "JSON that is nested without end, read by a template",
    root: "main.bicep",
    texts: () =>
      new Map([
        [
          "main.bicep",
          `var y = loadJsonContent('deep.json')\nvar z = loadYamlContent('deep.yaml')\n${bicepVault("string([y, z])")}`,
        ],
        ["deep.json", times("[")],
        ["deep.yaml", times("[")],
      ]),
  },
];

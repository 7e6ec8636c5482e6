import { arm, armVariables, armVault, type Bomb, rows, single, times } from "./bomb.ts";

const doubling = rows(60, (n) => `,"v${n + 1}":"[concat(variables('v${n}'),variables('v${n}'))]"`);
/** ARM expressions that are small but expensive to evaluate. */
export const armBombs: readonly Bomb[] = [
  single("texts that double in ARM", "main.json", () =>
    armVariables(`"v0":"ab"${doubling}`, "[variables('v60')]"),
  ),
  single("lists that double in ARM", "main.json", () =>
    armVariables(`"v0":[1,2]${doubling}`, "[string(variables('v60'))]"),
  ),
  single("copy loops within copy loops", "main.json", () =>
    armVariables(
      `"copy":[${rows(30, (n) => `${n > 0 ? "," : ""}{"name":"v${n}","count":800,"input":"[${n > 0 ? `variables('v${n - 1}')` : "copyIndex()"}]"}`)}]`,
      "[string(variables('v29'))]",
    ),
  ),
  single("ranges without end", "main.json", () =>
    armVariables(
      `"r":"[range(0, 2147483647)]"`,
      "[string(map(variables('r'), lambda('x', map(variables('r'), lambda('y', 'z')))))]",
    ),
  ),
  single("variables in a circle", "main.json", () =>
    armVariables(`"a":"[variables('b')]","b":"[variables('a')]"`, "[variables('a')]"),
  ),
  single("a long chain of variables", "main.json", () =>
    armVariables(
      `"v0":"Deny"${rows(20_000, (n) => `,"v${n + 1}":"[variables('v${n}')]"`)}`,
      "[variables('v20000')]",
    ),
  ),
  single("lists that double in the middle of a union", "main.json", () =>
    armVariables(
      `"v0":"[range(0, 100)]"${rows(60, (n) => `,"v${n + 1}":"[union(variables('v${n}'),map(variables('v${n}'),lambda('x',add(lambdaVariables('x'),${(n + 1) * 100}))))]"`)}`,
      "[string(variables('v60'))]",
    ),
  ),
  single("texts that are made long at once", "main.json", () =>
    armVariables(
      `"a":"[padLeft('x', 2147483647, 'y')]","b":"[format('{0,2147483647}', 'x')]","c":"[join(map(range(0, 10000), lambda('i', variables('a'))), ',')]","d":"[replace(padLeft('x', 1000000, 'x'), 'x', padLeft('x', 1000000, 'x'))]"`,
      "[concat(variables('a'), variables('b'), variables('c'), variables('d'))]",
    ),
  ),
  single("subnets without end in ARM", "main.json", () =>
    armVariables(
      `"s":"[map(range(0, 10000), lambda('i', cidrSubnet('10.0.0.0/8', 32, lambdaVariables('i'))))]","t":"[map(range(0, 10000), lambda('i', map(variables('s'), lambda('x', cidrHost(lambdaVariables('x'), 0)))))]"`,
      "[variables('t')[9999][0]]",
    ),
  ),
  single("functions that call each other in ARM", "main.json", () =>
    arm(
      `"functions":[{"namespace":"n","members":{"f":{"parameters":[{"name":"x","type":"string"}],"output":{"type":"string","value":"[concat(n.g(parameters('x')),n.g(parameters('x')))]"}},"g":{"parameters":[{"name":"x","type":"string"}],"output":{"type":"string","value":"[concat(n.f(parameters('x')),n.f(parameters('x')))]"}}}}],"resources":[${armVault("[n.f('x')]")}]`,
    ),
  ),
  single("parameters whose defaults are made of each other", "main.json", () =>
    arm(
      `"parameters":{"p0":{"type":"string","defaultValue":"ab"}${rows(60, (n) => `,"p${n + 1}":{"type":"string","defaultValue":"[concat(parameters('p${n}'),parameters('p${n}'))]"}`)},"q":{"type":"string","defaultValue":"[parameters('q')]"}},"resources":[${armVault("[concat(parameters('p60'),parameters('q'))]")}]`,
    ),
  ),
  single("properties that are copied within copied properties", "main.json", () => {
    const depth = 12;
    const input = rows(depth, () => `{"copy":[{"name":"ipRules","count":800,"input":`);
    return arm(
      `"resources":[{"type":"Microsoft.KeyVault/vaults","apiVersion":"2023-07-01","name":"kv","properties":{"networkAcls":${input}{"value":"[concat('10.0.0.', copyIndex('ipRules'))]"}${times("}]}", depth)}}}]`,
    );
  }),
  single("nested deployments that are copied within each other", "main.json", () => {
    const nest = (depth: number): string =>
      depth === 0
        ? armVault("Deny")
        : `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"[concat('d${depth}', copyIndex())]","copy":{"name":"c${depth}","count":800},"properties":{"mode":"Incremental","template":{"$schema":"s","contentVersion":"1.0.0.0","resources":[${nest(depth - 1)}]}}}`;
    return arm(`"resources":[${nest(8)}]`);
  }),
  single("JSON that is nested within JSON's texts", "main.json", () =>
    armVariables(
      `"a":"[json('${times("[", 50_000)}${times("]", 50_000)}')]","v0":"x"${rows(40, (n) => `,"v${n + 1}":"[string(createArray(variables('v${n}'),variables('v${n}')))]"`)}`,
      "[concat(string(variables('a')), variables('v40'))]",
    ),
  ),
];

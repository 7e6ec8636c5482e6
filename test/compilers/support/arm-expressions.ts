import { random } from "./mutate.ts";

/** Values at the borders of what functions take, by type. */
const literals: Readonly<Record<string, readonly string[]>> = {
  text: [
    "''",
    "'a'",
    "'A'",
    "'kv-Test'",
    "' a b '",
    "'straße'",
    "'İI'",
    "'ıi'",
    "'😀x'",
    "'é'",
    "'e\u0301'",
    "'a,b;c'",
    "'it''s'",
    "'10'",
    "'-7'",
    "'true'",
    "'10.0.0.0/16'",
    "'https://v.vault.azure.net/'",
    "'YWJj'",
    "'{\"a\":[1,null]}'",
    "'2024-02-29T23:59:59Z'",
    "'\u00a0x\u200b'",
    "'ǆ'",
    "'Ω'",
    "'ﬁ'",
    "'%41+ /?'",
    "'a\nb'",
  ],
  int: [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "-3",
    "10",
    "255",
    "2147483647",
    "-2147483648",
    "9007199254740993",
    "9223372036854775807",
  ],
  bool: ["true()", "false()"],
  list: [
    "createArray()",
    "createArray(1, 2, 3)",
    "createArray('b', 'a', 'B')",
    "createArray(null(), 1)",
    "createArray(3, 1, 2, 1)",
    "createArray(createArray(1), createArray(2, 3))",
    "createArray(createObject('a', 1), createObject('A', 1))",
    "createArray(createObject('n', 'x', 'v', 1), createObject('n', 'y', 'v', 2))",
    "createArray(true(), 'true', 1)",
  ],
  object: [
    "createObject()",
    "createObject('a', 1, 'B', 'x')",
    "createObject('A', 2)",
    "createObject('a', createObject('b', createArray(1)), 'c', null())",
    "createObject('b', 1, 'a', 2)",
    "createObject('a', createObject('B', 2), 'z', createArray(2))",
  ],
};

/** A function with the types of what it takes, and the type that it gives. */
const signatures: Readonly<Record<string, readonly string[]>> = {
  text: [
    "concat text text",
    "concat text int bool",
    "toLower text",
    "toUpper text",
    "trim text",
    "replace text text text",
    "substring text int",
    "substring text int int",
    "padLeft text int",
    "padLeft text int '0'",
    "padLeft int int '-'",
    "take text int",
    "skip text int",
    "first text",
    "last text",
    "string any",
    "string any",
    "join list ','",
    "join list text",
    "uniqueString text",
    "uniqueString text text",
    "guid text",
    "guid text text",
    "base64 text",
    "base64ToString text",
    "base64ToString base64",
    "dataUri text",
    "dataUriToString dataUri",
    "uri text text",
    "uriComponent text",
    "uriComponentToString text",
    "format '{0}-{1}' any any",
    "format '{0:D4}|{0:X}|{0:N1}' int",
    "format '{0,6}|{1,-6}|' text int",
    "if bool text text",
    "coalesce null() text",
    "cidrSubnet '10.0.0.0/16' 24 int",
    "cidrHost '10.1.0.0/24' int",
    "cidrSubnet 'fd00::/48' 64 int",
    "dateTimeAdd '2024-01-31T10:00:00Z' 'P1M'",
    "dateTimeAdd '2024-02-29 23:59:59Z' '-P1YT1H' 'yyyy-MM-dd HH:mm'",
    "dateTimeFromEpoch int",
    "format '{0}' bool",
    "replace text '' 'x'",
    "trim text",
    "json quoted",
  ],
  base64: ["base64 text"],
  dataUri: ["dataUri text"],
  quoted: ["string list", "string object", "string int"],
  int: [
    "add int int",
    "sub int int",
    "mul int int",
    "div int int",
    "mod int int",
    "length text",
    "length list",
    "length object",
    "indexOf text text",
    "lastIndexOf text text",
    "indexOf list any",
    "lastIndexOf list any",
    "int text",
    "int int",
    "min int int",
    "max int int int",
    "min numbers",
    "max numbers",
    "dateTimeToEpoch '2024-02-29T23:59:59Z'",
    "if bool int int",
    "reduce numbers 0 (lambda('a','b',add(lambdaVariables('a'),lambdaVariables('b'))))",
  ],
  numbers: ["range int small", "range 0 3", "createArray int int"],
  small: ["min 5 int"],
  bool: [
    "equals any any",
    "equals text text",
    "contains text text",
    "contains list any",
    "contains object text",
    "empty text",
    "empty list",
    "empty object",
    "startsWith text text",
    "endsWith text text",
    "greater int int",
    "less text text",
    "greaterOrEquals text text",
    "lessOrEquals int int",
    "and bool bool",
    "or bool bool",
    "not bool",
    "bool text",
    "bool int",
    "equals list list",
    "equals object object",
    "if bool bool bool",
  ],
  list: [
    "concat list list",
    "split text ','",
    "split text text",
    "split text (createArray ',' ';')",
    "union list list",
    "intersection list list",
    "take list int",
    "skip list int",
    "array any",
    "range int small",
    "createArray any any",
    "flatten (createArray list list)",
    "items object",
    "objectKeys object",
    "map list (lambda('x',string(lambdaVariables('x'))))",
    "map list (lambda('x','i',createArray(lambdaVariables('i'),lambdaVariables('x'))))",
    "filter list (lambda('x',not(equals(lambdaVariables('x'),1))))",
    "sort numbers (lambda('a','b',less(lambdaVariables('a'),lambdaVariables('b'))))",
    "sort list (lambda('a','b',less(lambdaVariables('a'),lambdaVariables('b'))))",
    "json quoted",
    "if bool list list",
  ],
  object: [
    "union object object",
    "intersection object object",
    "shallowMerge (createArray object object)",
    "createObject text any text any",
    'json \'{"a":{"b":1.5},"A":[]}\'',
    "parseCidr '10.5.3.7/20'",
    "toObject list (lambda('x',string(lambdaVariables('x'))))",
    "groupBy list (lambda('x',string(lambdaVariables('x'))))",
    "mapValues object (lambda('x',createArray(lambdaVariables('x'))))",
    "if bool object object",
    "union object object object",
  ],
  any: [
    "text",
    "int",
    "bool",
    "list",
    "object",
    "null()",
    "first list",
    "last list",
    "tryGet object 'a'",
    "tryGet object 'a' 'B'",
    "tryGet list int",
    "indexFromEnd list int",
    "tryIndexFromEnd list int",
    "coalesce null() any",
    "json quoted",
    "min list",
    "max list",
  ],
};

const types = Object.keys(literals);

/** Expressions of ARM templates over its functions, mostly of the types that these take; one seed makes the same ones. */
export function armExpressions(seed: number, count: number): readonly string[] {
  const next = random(seed);
  const made = new Set<string>();
  while (made.size < count) made.add(expressionOf(types[next(types.length)] ?? "text", 3, next));
  return [...made];
}

function expressionOf(type: string, depth: number, next: (below: number) => number): string {
  const own = literals[type];
  const choices =
    own && (depth === 0 || (depth < 3 && next(2) === 0)) ? own : (signatures[type] ?? own ?? []);
  const choice = choices[next(choices.length)] ?? "''";
  return choices === own ? choice : written(choice, depth - 1, next);
}

/** A call as the table above writes it: a function's name and types, texts or calls in parentheses, between spaces. */
function written(signature: string, depth: number, next: (below: number) => number): string {
  const [name = "", ...parts] =
    signature.match(
      /\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|'(?:[^'])*'|[^ ()]+(?:\(\))?/g,
    ) ?? [];
  if (parts.length === 0)
    return name in signatures || name in literals ? expressionOf(name, Math.max(depth, 0), next) : name;
  const args = parts.map((part) => {
    if (part.startsWith("(lambda")) return part.slice(1, -1);
    if (part.startsWith("(")) return written(part.slice(1, -1), depth, next);
    return part in signatures || part in literals ? expressionOf(part, Math.max(depth, 0), next) : part;
  });
  return `${name}(${args.join(", ")})`;
}

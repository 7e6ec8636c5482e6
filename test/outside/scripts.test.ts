import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPowerShell } from "../../server/src/core/outside/scripts/powershell.ts";
import type { Piece, Script, Word } from "../../server/src/core/outside/scripts/script.ts";
import { readShell } from "../../server/src/core/outside/scripts/shell.ts";
import { type SourceText, wholeText } from "../../server/src/core/outside/source-text.ts";

const source = (text: string): SourceText => wholeText({ id: "/script", text });

/** Commands with their words separated by `|`, and assignments. */
function print({ commands, uncalled, assignments, parameters }: Script): readonly string[] {
  return [
    ...commands.map(
      ({ words, runsAtExit }) => `${words.map(printWord).join(" | ")}${runsAtExit ? " (at exit)" : ""}`,
    ),
    ...uncalled.map(
      ({ words, isMentioned }) =>
        `${words.map(printWord).join(" | ")} (${isMentioned ? "perhaps" : "not"} called)`,
    ),
    ...assignments.map(({ name, value }) => `${name} := ${value ? printWord(value) : "?"}`),
    ...parameters.map(({ name, value }) => `${name} ?= ${value ? printWord(value) : "?"}`),
  ];
}

function printWord({ pieces }: Word): string {
  return pieces.map(printPiece).join("");
}

function printPiece(piece: Piece): string {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "unknown") return "…";
  if (piece.kind === "expression") return `<{${piece.text}}>`;
  if (piece.kind === "macro") return `<(${piece.name})>`;
  return `<${piece.name}${piece.otherwise ? `:-${piece.otherwise.map(printPiece).join("")}` : ""}>`;
}

describe("a shell script", () => {
  test.each<[name: string, text: string, read: readonly string[]]>([
    ["words and quotes", `az a 'b c' "d $E \\"f" g\\ h`, [`az | a | b c | d <E> "f | g h`]],
    ["continued lines", "az keyvault \\\n  show \\\r\n  -n kv1\n", ["az | keyvault | show | -n | kv1"]],
    [
      "continued lines of a batch file",
      "az keyvault ^\r\n  show ^\n  -n kv1\n",
      ["az | keyvault | show | -n | kv1"],
    ],
    ["variables of a batch file", 'az %A% "b%C_1%" 50% +%d-%m %1', ["az | … | b… | 50% | +%d-%m | %1"]],
    ["lists and pipes", "a; b && c || d | e & f", ["a", "b", "c", "d", "e", "f"]],
    [
      "nested commands first",
      "x=$(az get `b c` \"$(d 'e)')\")",
      ["b | c", "d | e)", "az | get | … | …", "x := …"],
    ],
    [
      "comments and here-documents",
      "a # b\ncat <<EOF | d\n  az c\n  EOF\ne <<'X'\n$(f)\nX\ng",
      ["a", "cat", "d", "e", "g"],
    ],
    ["a here-string", "cat <<< text\na", ["cat", "a"]],
    ["redirections", "a >b 2>&1 c < d 2>/dev/null", ["a | c"]],
    [
      "branches",
      "if a; then b; else X=c; fi\nwhile read -r Y; do d; done\nX=e",
      ["a", "b", "read | -r | Y", "d", "X := ?", "-r := ?", "Y := ?", "X := e"],
    ],
    ["loops", "for kv in a b; do c $kv; done", ["c | <kv>", "kv := ?"]],
    [
      "expansions",
      "a ${b} ${c:-d} ${#e} $1 $(f) ${{ g.h }} $'i' $",
      ["a | <b> | <c:-d> | … | <1> | <(f)> | <{g.h}> | i | $"],
    ],
    [
      "assignments",
      "A=b export C='d' E=f\nG=h cmd\nI+=j\nexport K=l\n[ x ] && M=n",
      [
        "export | C=d | E=f",
        "cmd",
        "export | K=l",
        "[ | x | ]",
        "A := ?",
        "C := d",
        "E := f",
        "G := ?",
        "I := ?",
        "K := l",
        "M := ?",
      ],
    ],
    [
      "functions at exit",
      "f() { a; }\nfunction g { b; }\ntrap f EXIT\ntrap 'c; d' EXIT\ne",
      [
        "trap | f | EXIT",
        "trap | c; d | EXIT",
        "e",
        "c (at exit)",
        "d (at exit)",
        "a (at exit)",
        "b (not called)",
      ],
    ],
    [
      "what a trap prints, resets, or takes from a variable is no handler",
      "trap -p EXIT\ntrap - EXIT\na - b\ntrap $c EXIT\nd $e\ntrap -- 'f g' EXIT",
      [
        "trap | -p | EXIT",
        "trap | - | EXIT",
        "a | - | b",
        "trap | <c> | EXIT",
        "d | <e>",
        "trap | -- | f g | EXIT",
        "f | g (at exit)",
      ],
    ],
    [
      "escapes and dollars in quotes",
      'a "\\d\\$e\\"" "$\'f\'" $\'g\\\'h\' \\i $"j"\nk',
      ["a | \\d$e\" | $'f' | … | i | j", "k"],
    ],
    ["commands in defaults", "A=${B:-$(c d)}\ne <(f)", ["c | d", "f", "e | …", "A := <B:-…>"]],
    [
      "values behind alternatives",
      "A=a$(b || c)\nd && E=e$(f; g)",
      ["b", "c", "d", "f", "g", "A := a…", "E := ?"],
    ],
    [
      "functions where they are called",
      "f() { a; g; }\nfunction g { b; f; }\nh() (c)\ni() { d; }\ne\nf\nx=$(h)\ntrap 'f; j' EXIT\nretry i",
      [
        "e",
        "f",
        "a",
        "g",
        "b",
        "f",
        "h",
        "c",
        "trap | f; j | EXIT",
        "retry | i",
        "f (at exit)",
        "a (at exit)",
        "g (at exit)",
        "b (at exit)",
        "f (at exit)",
        "j (at exit)",
        "d (perhaps called)",
        "x := <(h)>",
      ],
    ],
    ["arrays", "a=(b $(c d))\ne ${a[@]}", ["c | d", "e | …", "a := …"]],
    ["calculations", "a=$((b * (c + 1)))\n((d++))\ne", ["e", "a := …"]],
    ["a case", "case $x in\n a) b;;\n *) c;;\nesac\nd", ["<x> | in", "a", "b", "*", "c", "d"]],
  ])("%s", (_, text, read) => {
    expect(print(readShell(source(text)))).toEqual(read);
  });
});

describe("a PowerShell script", () => {
  test.each<[name: string, text: string, read: readonly string[]]>([
    [
      "words and quotes",
      "Get-X -A 'b ''c' -D \"e $F.g `\"h`\"\" i",
      [`Get-X | -A | b 'c | -D | e <f>.g "h" | i`],
    ],
    ["continued lines", "Get-X `\n  -A b `\r\n  -C d\n", ["Get-X | -A | b | -C | d"]],
    ["joined parameters", "Get-X -A:b -C:$d", ["Get-X | -A:b | -C:<d>"]],
    ["comments and here-strings", "a # b\n<# c\nd #>\ne @'\nf\n'@ g", ["a", "e | … | g"]],
    [
      "variables",
      "$A = 'b'; $c = \"x-$A\"; $d = $A; $e = Get-X 1; $f = $A.b; $env:G = 'h'",
      ["Get-X | 1", "….b", "a := b", "c := x-<a>", "d := <a>", "e := ?", "f := ?", "env:g := h"],
    ],
    [
      "in blocks, variables are not known",
      "if ($a) { $b = 'c' }\nfoo { $d = 'e' }",
      ["<a>", "if | …", "foo", "b := ?", "d := ?"],
    ],
    ["parameters of the script", "param([string]$A = 'b', $C)\nx", ["<c>", "param…", "x", "a ?= b"]],
    [
      "attributes of parameters",
      "param(\n [Parameter(Mandatory = $true)] [string] $A,\n [A('b')]\n [string] $C = 'd',\n [switch] $E = $false\n)",
      ["Mandatory | = | <true>", "[Parameter…] |  | <a>", "b", "[A…]", "param…", "c ?= d"],
    ],
    [
      "parameters of functions",
      "function f { param($A = 'b'); g $A }",
      ["function | f", "param… (not called)", "g | <a> (not called)", "a := ?"],
    ],
    [
      "functions where they are called",
      "function F($x) { a; if ($x) { b } }\nfilter script:g\n{ c }\ne\nf 1\nG",
      ["<x>", "function | F | …", "filter | script:g", "e", "f | 1", "a", "<x>", "if | …", "b", "G", "c"],
    ],
    [
      "nested commands first",
      "$x = (Get-Y -Z 1).Value; a $(b c)",
      ["Get-Y | -Z | 1", "….Value", "b | c", "a | …", "x := ?"],
    ],
    [
      "try and finally",
      "try { a } catch { b } finally { c; if (1) { d } }\ne",
      [
        "try",
        "a",
        "catch",
        "b",
        "finally",
        "c (at exit)",
        "1 (at exit)",
        "if | … (at exit)",
        "d (at exit)",
        "e",
      ],
    ],
    [
      "what a block or script gives back",
      "if (1) { return Get-X 'a' }\nthrow Get-Y\n'return' b",
      ["1", "if | …", "Get-X | a", "Get-Y", "return | b"],
    ],
    ["parameters of a block on its line", "{ param($A) Get-X $A }", ["<a>", "Get-X | <a>"]],
    [
      "a block among the arguments of a cmdlet",
      "Invoke-X { Get-Y } -A b\nforeach { Get-Z } -C",
      ["Get-Y", "Invoke-X | -A | b", "foreach", "Get-Z", "-C"],
    ],
    [
      "variables with a type or side by side, and in a row",
      "[string] $A = Get-X; $b, $c = Get-Y; $d = $e = Get-Z",
      ["Get-X", "Get-Y", "Get-Z", "a := ?", "d := ?", "e := ?"],
    ],
    [
      "a word that is also one of foreach",
      "(Get-X in $a).B; foreach ($i in Get-Y) { Get-Z }",
      ["Get-X | in | <a>", "….B", "Get-Y", "foreach | …", "Get-Z", "i := ?"],
    ],
    ["commands in the background", "Get-X 1 & Get-Y & $z", ["Get-X | 1", "Get-Y", "<z>"]],
    ["operators", "a && b | c; & d; . e", ["a", "b", "c", "d", "e"]],
    ["lists", "Add-X -A 'b','c' @splat", ["Add-X | -A | b | c | @splat"]],
    [
      "what is assigned to members and keys",
      "$a.B = Get-X 1\n$c['d'] += Get-Y\n$e = @{ F = Get-Z 2; 'g' = 'h' }\nforeach ($i in Get-W) { j }",
      ["Get-X | 1", "Get-Y", "Get-Z | 2", "…", "Get-W", "foreach | …", "j", "e := ?", "i := ?"],
    ],
    ["where results go", "Get-X 1 > f 2>&1\nGet-Y *>> $null 3>g h", ["Get-X | 1", "Get-Y | h"]],
    ["escapes", 'a "b`n`"c" d`te', ['a | b\n"c | d\te']],
    ["quotes and dashes of word processors", "a –B “c” ‘d’’e’", ["a | -B | c | d’e"]],
    [
      "each quote of word processors",
      "a \u2018b c\u2019 \u201ad e\u201b \u201bf g\u201a \u201ch i\u201d \u201ej k\u201c",
      ["a | b c | d e | f g | h i | j k"],
    ],
    ["words in quotes that touch others", "a 'b'$c d(e)", ["e", "a | b | <c> | d | …"]],
    [
      "placeholders of pipelines",
      "Get-X -A $(kv) -B ${{ inputs.c }}",
      ["Get-X | -A | <(kv)> | -B | <{inputs.c}>"],
    ],
  ])("%s", (_, text, read) => {
    expect(print(readPowerShell(source(text)))).toEqual(read);
  });
});

test.each<[text: string, read: typeof readShell, isCut: boolean]>([
  ["a 'b' \"c $(d) `e`\" <<F\nF\n", readShell, false],
  ["a 'b", readShell, true],
  ['a "b', readShell, true],
  ["a $(b", readShell, true],
  ["a <<F\nb\n", readShell, true],
  ["a 'b' \"c $(d)\" @'\n'@ { e }", readPowerShell, false],
  ["a 'b", readPowerShell, true],
  ['a "b', readPowerShell, true],
  ["a { b", readPowerShell, true],
  ["a @'\nb", readPowerShell, true],
])("of %j it is known whether it ends where it does", (text, read, isCut) => {
  expect(read(source(text)).isCut).toBe(isCut);
});

const fragments = fc.array(
  fc.constantFrom(
    ..."az keyvault |$(|)|`|'|\"|${|}|{|\\|\n|<<EOF\n|#|;|&&|=|@'\n|'@|finally|trap x EXIT|if|fi|@{|<#|[|]|,|$a".split(
      /(?<=.)\|(?=.)/,
    ),
    "\n",
    "|",
    " ",
  ),
  { maxLength: 40 },
);

test.each([
  ["a shell script", readShell],
  ["a PowerShell script", readPowerShell],
])("of %s, every place is within the text, whatever it is", (_, read) => {
  fc.assert(
    fc.property(fragments, (parts) => {
      const text = parts.join("");
      const { commands, comments } = read(source(text));
      for (const { span } of [...commands, ...commands.flatMap(({ words }) => words), ...comments]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

test.each([
  ["a shell script", readShell],
  ["a PowerShell script", readPowerShell],
])(
  "%s is read in linear time, however deeply nested",
  (_, read) => {
    for (const part of [
      "$(",
      "${",
      '"',
      "(",
      "{",
      "`",
      "'",
      "#",
      "\\\n",
      "@(",
      "a\n",
      "<<A\n",
      "trap 'x' EXIT\n",
      "if ",
      "a=1 ",
    ])
      read(source(part.repeat(20_000)));
  },
  20_000,
);

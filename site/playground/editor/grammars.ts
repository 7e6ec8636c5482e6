import type { Extension } from "@codemirror/state";
import { StreamLanguage } from "@codemirror/language";
import { simpleMode } from "@codemirror/legacy-modes/mode/simple-mode";
import { languageOf } from "../files/addresses.ts";

/** Colors only: what a file means, the language server reads with its own parsers. */

type Rules = Parameters<typeof simpleMode>[0]["start"];

const suppression = { regex: /(?:\/\/|#)\s*keyvault-network[^\n]*/, token: "meta" };
const blockComment = { regex: /\/\*/, token: "comment", push: "comment" };
const number = { regex: /-?\d[\d.]*(?:[eE][-+]?\d+)?\b/, token: "number" };
const literal = { regex: /(?:true|false|null)\b/, token: "atom" };

const json: Rules = [
  suppression,
  { regex: /\/\/.*/, token: "comment" },
  blockComment,
  { regex: /"(?:[^\\"]|\\.)*"(?=\s*:)/, token: "propertyName" },
  { regex: /"(?:[^\\"]|\\.)*"?/, token: "string" },
  number,
  literal,
];

const bicep: Rules = [
  suppression,
  { regex: /\/\/.*/, token: "comment" },
  blockComment,
  { regex: /'''/, token: "string", push: "multiline" },
  { regex: /'(?:[^\\']|\\.)*'?/, token: "string" },
  { regex: /@[\w.]+/, token: "meta" },
  {
    regex:
      /(?:param|var|resource|module|output|targetScope|using|extends|existing|type|func|import|metadata|if|for|in|as|with)\b(?!\s*:)/,
    token: "keyword",
  },
  { regex: /(?:string|int|bool|object|array)\b(?!\s*:)/, token: "typeName" },
  literal,
  { regex: /[A-Za-z_]\w*(?=\s*:(?!:))/, token: "propertyName" },
  { regex: /[A-Za-z_]\w*/, token: "variableName" },
  number,
];

const terraform: Rules = [
  suppression,
  { regex: /(?:#|\/\/).*/, token: "comment" },
  blockComment,
  { regex: /"(?:[^\\"]|\\.)*"?/, token: "string" },
  {
    regex:
      /(?:resource|data|module|variable|output|locals|provider|terraform|moved|import|removed|dynamic|for|in|if)\b(?!\s*=)/,
    token: "keyword",
  },
  literal,
  { regex: /[A-Za-z_][\w-]*(?=\s*=(?!=))/, token: "propertyName" },
  { regex: /[A-Za-z_][\w-]*/, token: "variableName" },
  number,
];

/** Pipelines and scripts. */
const lines: Rules = [
  suppression,
  { regex: /(?:^|\s)#.*/, token: "comment" },
  { regex: /"(?:[^\\"]|\\.)*"?/, token: "string" },
  { regex: /'[^']*'?/, token: "string" },
  { regex: /[\w-]+(?=:(?:\s|$))/, token: "propertyName" },
  { regex: /\$\w+/, token: "variableName" },
  { regex: /[\w.-]+/, token: null },
];

function grammar(name: string, start: Rules, line: string): StreamLanguage<unknown> {
  return StreamLanguage.define({
    ...simpleMode({
      start,
      comment: [
        { regex: /.*?\*\//, token: "comment", pop: true },
        { regex: /.+/, token: "comment" },
      ],
      multiline: [
        { regex: /.*?'''/, token: "string", pop: true },
        { regex: /.+/, token: "string" },
      ],
      languageData: { name, commentTokens: { line }, closeBrackets: { brackets: ["(", "[", "{", "'", '"'] } },
    }),
    name,
  });
}

const grammars = {
  json: grammar("json", json, "//"),
  bicep: grammar("bicep", bicep, "//"),
  terraform: grammar("terraform", terraform, "#"),
  lines: grammar("lines", lines, "#"),
} as const;

/** The grammar of a file by its name. */
export function grammarOf(name: string): Extension {
  const language = languageOf(name);
  if (language.startsWith("json")) return grammars.json;
  if (language.startsWith("bicep")) return grammars.bicep;
  return language.startsWith("terraform") ? grammars.terraform : grammars.lines;
}

import { vi } from "vitest";
import { syntaxOf } from "../../server/src/core/syntax/syntaxes.ts";

const syntax = syntaxOf({ id: "main.tf", text: "" });
const parse = syntax?.parse.bind(syntax);

/** Does something before each document of Terraform is read, until mocks are restored: counts it, fails, or never comes to an end. */
export function beforeReading(act: (text: string) => void): void {
  if (!syntax || !parse) throw new Error("Terraform is not read anymore.");
  vi.spyOn(syntax, "parse").mockImplementation((document) => {
    act(document.text);
    return parse(document);
  });
}

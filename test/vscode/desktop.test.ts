import { describe } from "vitest";
import { closingVaults } from "./desktop/close-vault.ts";
import { consumers } from "./desktop/consumers.ts";
import { findings } from "./desktop/findings.ts";
import { keyboardAlone } from "./desktop/keyboard.ts";
import { languages } from "./desktop/languages.ts";
import { asks } from "./desktop/simulate.ts";
import { useDesktop } from "./support/session.ts";

/** What the oldest VS Code shows of folders that have nothing in common, one after the other in one page. */
const vscode = useDesktop({}, undefined, "reused");

const groups = [
  ["findings", findings],
  ["the simulator", asks],
  ["consumers", consumers],
  ["the keyboard", keyboardAlone],
  ["closing vaults", closingVaults],
  ["languages", languages],
] as const;

describe.each(groups)("%s:", (_, show) => {
  show(vscode);
});

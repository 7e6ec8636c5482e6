import type { Command } from "vscode-languageserver";
import type { Location } from "../../server/src/protocol/names.ts";
import { nameOf } from "./files/addresses.ts";
import type { FollowLink } from "./ui/markdown.ts";

/** What links lead to. */
export interface LinkTargets {
  readonly run: (command: Command) => void;
  readonly follow: (place: Location) => void;
}

/** Links of the server's Markdown: to commands, to lines of the playground's files, and to pages on the web. */
export function linkFollower({ run, follow }: LinkTargets): FollowLink {
  return (href) => {
    if (href.startsWith("command:")) {
      const command = commandIn(href);
      return (
        command &&
        (() => {
          run(command);
        })
      );
    }
    const [uri = "", line = ""] = href.split("#L");
    if (nameOf(uri) !== null) {
      const start = { line: Math.max(0, Number.parseInt(line, 10) - 1 || 0), character: 0 };
      return () => {
        follow({ uri, range: { start, end: start } });
      };
    }
    return href.startsWith("https://")
      ? () => {
          openPage(href);
        }
      : undefined;
  };
}

/** Opens a page beside this one, which it learns nothing of. */
export function openPage(address: string): void {
  window.open(address, "_blank", "noopener,noreferrer");
}

/** The command of `command:name?arguments`. */
function commandIn(href: string): Command | undefined {
  const [command = "", query = ""] = href.slice("command:".length).split("?");
  try {
    const args: unknown = query === "" ? [] : JSON.parse(decodeURIComponent(query));
    return { title: "", command, arguments: Array.isArray(args) ? args : [args] };
  } catch {
    return undefined;
  }
}

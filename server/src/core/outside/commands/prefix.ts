import { type Command, literalOf, type Word } from "../scripts/script.ts";
import { foldWord } from "../../text/fold.ts";

/** A command without what is in front of it and only decides how it runs, such as `sudo -E` or `timeout 60`. */
export function withoutPrefix<Some extends Command>(command: Some): Some {
  const start = startOf(command.words);
  return start === 0 || start >= command.words.length
    ? command
    : { ...command, words: command.words.slice(start) };
}

/** Words that run the command behind them; `call` is that of Windows. */
const prefixes: ReadonlySet<string> = new Set([
  ...["sudo", "doas", "command", "exec", "nohup", "time", "timeout", "gtimeout", "nice", "ionice", "stdbuf"],
  ...["env", "retry", "call"],
]);

function startOf(words: readonly Word[]): number {
  let at = 0;
  while (prefixes.has(programOf(words[at]))) {
    at++;
    while (at < words.length && isOfPrefix(words[at])) at += takesValue(words[at]) ? 2 : 1;
  }
  return at;
}

function programOf(word: Word | undefined): string {
  return foldWord(literalOf(word) ?? "").replace(/^.*[\\/]/, "");
}

/** An option, a duration or number, or a variable of the environment. */
function isOfPrefix(word: Word | undefined): boolean {
  const [first] = word?.pieces ?? [];
  return first?.kind === "text" && /^(?:-|\d+(?:\.\d+)?[smhd]?$|[A-Za-z_]\w*=)/.test(first.text);
}

/** Of `sudo` and `env` the user, group and variable, of `timeout` the signal. */
function takesValue(word: Word | undefined): boolean {
  return /^(?:-[ugs]|--(?:user|group|unset|signal))$/.test(literalOf(word) ?? "");
}

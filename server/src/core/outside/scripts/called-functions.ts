import { grouped } from "../../logic/grouped.ts";
import { type Command, literalOf, type UncalledCommand } from "./script.ts";

/** A command where it is written. */
export interface WrittenCommand extends Command {
  /** The function that it is in. */
  readonly within: string | null;
}

/** The commands of a script where they run. */
export interface FollowedCommands {
  readonly commands: readonly Command[];
  /** The commands of functions that the script does not call by their names. */
  readonly uncalled: readonly UncalledCommand[];
  /** The functions call each other too often to follow. */
  readonly isCut: boolean;
}

/** How the command runs that calls a function. */
type Around = Required<Pick<Command, "runsAtExit" | "isInBranch">>;

/** More than any script runs, unless its functions call each other again and again. */
const mostFollowed = 20_000;

/**
 * Puts the commands of functions where these are called, behind the command that calls them. `atExit` are functions that run at the end;
 * `nameOf` is the name of a function as the language compares it.
 */
export function followCalls(
  written: readonly WrittenCommand[],
  atExit: readonly string[],
  nameOf: (name: string) => string,
): FollowedCommands {
  const bodies = bodiesIn(written, nameOf);
  const commands: Command[] = [];
  const called = new Set<string>();
  const active = new Set<string>();
  let left = mostFollowed;
  const follow = (body: readonly WrittenCommand[], around: Around): void => {
    for (const { within: _, ...command } of body) {
      const runsAtExit = command.runsAtExit || around.runsAtExit;
      const own = { ...command, runsAtExit, isInBranch: command.isInBranch === true || around.isInBranch };
      commands.push(own);
      enter(nameOf(literalOf(command.words[0]) ?? ""), own);
    }
  };
  const enter = (name: string, around: Around): void => {
    const body = bodies.get(name);
    if (!body || active.has(name) || left <= 0) return;
    left -= body.length;
    called.add(name);
    active.add(name);
    follow(body, around);
    active.delete(name);
  };
  follow(bodies.get(null) ?? [], { runsAtExit: false, isInBranch: false });
  for (const name of atExit) enter(nameOf(name), { runsAtExit: true, isInBranch: false });
  const isUncalled = (name: string | null): boolean => name !== null && !called.has(nameOf(name));
  const others = written.filter(({ within }) => isUncalled(within));
  const mentioned = others.length > 0 ? namesIn(written, nameOf) : new Set<string>();
  const uncalled = others.map(({ within, ...command }) => ({
    ...command,
    isMentioned: within !== null && mentioned.has(nameOf(within)),
  }));
  return { commands, uncalled, isCut: left <= 0 };
}

/** The names in what commands are given, without declarations of functions. */
function namesIn(written: readonly WrittenCommand[], nameOf: (name: string) => string): ReadonlySet<string> {
  const given = written
    .filter(({ words }) => !/^(?:function|filter)$/i.test(literalOf(words[0]) ?? ""))
    .flatMap(({ words }) => words.slice(1));
  const texts = given.flatMap(({ pieces }) =>
    pieces.map((piece) => (piece.kind === "text" ? piece.text : "")),
  );
  return new Set(texts.flatMap((text) => text.match(/[\w-]+/g) ?? []).map(nameOf));
}

/** The commands by the function that they are in; null of none. */
function bodiesIn(
  written: readonly WrittenCommand[],
  nameOf: (name: string) => string,
): ReadonlyMap<string | null, readonly WrittenCommand[]> {
  return grouped(written, ({ within }) => [within === null ? null : nameOf(within)]);
}

import type { SupervisorWords } from "../supervisor-words.ts";
import { sayCount } from "./count.ts";

export const supervisor: SupervisorWords = {
  leavesOut: (name, why) =>
    why.kind === "silent"
      ? `Key Vault Network ignores ${name} until it changes because its analysis took longer than ${sayCount(why.seconds, "second")}.`
      : `Key Vault Network ignores ${name} until it changes because its analysis failed.`,
  restarted: (why) =>
    why.kind === "silent"
      ? `Key Vault Network did not respond for ${sayCount(why.seconds, "second")} and was restarted.`
      : "Key Vault Network stopped unexpectedly and was restarted.",
  noAnswer: "The request took too long.",
};

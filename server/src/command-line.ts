export { openWorkspace } from "./library.ts";
export { askWithin, servicesCalled } from "./cli/ask.ts";
export { runProcess } from "./cli/process.ts";
export { version } from "./core/index.ts";

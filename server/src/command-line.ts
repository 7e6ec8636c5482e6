export { runProcess } from "./cli/process.ts";

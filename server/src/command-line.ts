import { runProcess } from "./cli/process.ts";

runProcess();

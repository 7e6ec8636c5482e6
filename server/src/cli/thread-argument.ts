/** The argument of the program in a thread that it started. */
export const threadArgument = "thread";

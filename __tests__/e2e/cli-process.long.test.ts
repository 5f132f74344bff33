// The same with what is built: see amount.ts.
import "./cli-process.test.ts";

// The same over more of what chance makes: see amount.ts.
import "./single-fixes.test.ts";

// The same over more: see amount.ts.
import "./patch.test.ts";

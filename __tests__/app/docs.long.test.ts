// The same over more: see amount.ts.
import "./docs.test.ts";

// The same over more: see amount.ts.
import "./laws.test.ts";

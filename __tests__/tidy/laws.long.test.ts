// All trees: see amount.ts.
import "./laws.test.ts";
